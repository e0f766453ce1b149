import Datasets
import Digests
import Fixtures
import FoundationEssentials
import Streams
import Testing

@Suite struct PreparedFileTests {
  private let folder: TemporaryFolder, file: PreparedFile, data: PreparedData

  init() throws {
    folder = try TemporaryFolder()
    file = PreparedFile(folder["a.images"], key: Digest(of: "key".utf8))
    let source = SyntheticImages(training: 60, test: 20, height: 5, width: 4, channels: 3)
    data = try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(validation: 10, recalibration: 4), Preparation(height: 3))
  }

  private func content() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try file.content(of: data) { bytes += $0 }
    return bytes
  }

  private func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: file.path)) }

  @Test func whatIsReadIsWhatWasWritten() throws {
    #expect(try file.read() == nil, "no file yet")
    try write(try content())
    let read = try #require(try file.read())
    for (found, expected) in [
      (read.training, data.training), (read.validation, data.validation), (read.recalibration, data.recalibration), (read.test, data.test),
    ] {
      #expect(found.raw.pixels == expected.raw.pixels && found.raw.labels == expected.raw.labels && found.indices == expected.indices)
      #expect(found.moments == expected.moments && found.height == 3 && found.width == 4 && found.classes == expected.classes)
      var images = [[Float](repeating: 0, count: 12 * 9), [Float](repeating: 1, count: 12 * 9)], labels = [Int32](repeating: 0, count: 4)
      try found.fill(0..<3, images: &images[0], labels: &labels)
      try expected.fill(0..<3, images: &images[1], labels: &labels)
      #expect(images[0] == images[1], "the same bits reach a net")
    }
  }

  @Test func aFileThatIsNotWholeIsNone() throws {
    let whole = try content()
    var random = RandomStream(seed: 1, "flips")
    for _ in 0..<300 {
      var bytes = whole
      if random.below(3) == 0 {
        bytes.removeLast(1 + random.below(bytes.count))
      } else {
        bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
      }
      try write(bytes)
      #expect(try file.read() == nil)
    }
    try write(whole + [0])
    #expect(try file.read() == nil, "a byte too many")
    try write(whole)
    #expect(try PreparedFile(file.path, key: Digest(of: "another".utf8)).read() == nil, "the images of another spec")
  }

  /// A header that announces more than the file has is refused before anything is allocated for it.
  @Test(arguments: ["16777216", "99999999999", "-1"]) func announcedSizesAreNotTrusted(count: String) throws {
    let bytes = try content(), end = try #require(bytes.firstIndex(of: 10))
    let header = String(decoding: bytes[..<end], as: UTF8.self)
    #expect(header.contains("\"counts\":[50,10,4,20]"))
    try write(Array(header.replacing("[50,", with: "[\(count),").utf8) + bytes[end...])
    #expect(try file.read() == nil)
  }

  @Test func aRefusalOfTheSystemIsNamed() throws {
    try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: file.path)
    let error = #expect(throws: DatasetError.self) { try file.read() }
    guard case .unreadable(file.path, _) = error else { Issue.record("\(String(describing: error))"); return }
  }
}
