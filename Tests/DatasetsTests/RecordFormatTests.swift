import Datasets
import FoundationEssentials
import Fixtures
import Streams
import Testing

@Suite struct RecordFormatTests {
  private let file = Expected(path: "train.bin", bytes: 0, remedy: "get it")

  private func record(_ labels: [UInt8], _ first: UInt8) -> [UInt8] {
    labels + (0..<3_072).map { UInt8(truncatingIfNeeded: $0 / 1_024 * 64) &+ first }
  }

  @Test func planesBecomeChannelsAndFilesFollowEachOther() throws {
    let set = try RecordFormat.cifar10.images([(record([3], 1) + record([9], 2), file), (record([0], 3), file)])
    #expect(set.labels == [3, 9, 0])
    #expect(set.pixels.prefix(6) == [1, 65, 129, 1, 65, 129])
    #expect(set.pixels.suffix(3) == [3, 67, 131])
    #expect(set.count == 3 && set.height == 32 && set.width == 32 && set.channels == 3)
  }

  @Test func theFineLabelOfCIFAR100IsTheClass() throws {
    let set = try RecordFormat.cifar100.images([(record([7, 99], 0), file)])
    #expect(set.labels == [99] && set.classes == 100)
  }

  @Test func brokenRecordsAreNamed() {
    let label = #expect(throws: DatasetError.self) { try RecordFormat.cifar10.images([(record([3], 0) + record([10], 0), file)]) }
    #expect(label?.description.contains("record 1 has the label 10") == true)
    let length = #expect(throws: DatasetError.self) { try RecordFormat.cifar10.images([(record([3], 0) + [1], file)]) }
    #expect(length?.description.contains("not a whole number of records") == true)
    #expect(throws: DatasetError.self) { try RecordFormat.cifar10.images([([], file)]) }
  }

  @Test func injuredFilesAreReadOrRefused() {
    let whole = record([3], 1) + record([9], 2)
    var random = RandomStream(seed: 1, "records"), refused = 0
    for _ in 0..<2_000 {
      do throws(DatasetError) {
        let set = try RecordFormat.cifar10.images([(random.injure(whole), file)])
        #expect(set.pixels.count == set.count * 3_072)
      } catch { refused += 1 }
    }
    #expect(refused > 500)
  }

  @Test(.enabled(if: Fixtures.shared("data/cifar10/test.bin.xz") != nil, "CIFAR-10 is absent: set CONCORD_SHARED"))
  func cifar10TestSetHasItsKnownMoments() throws {
    let path = try #require(Fixtures.shared("data/cifar10/test.bin.xz"))
    let expected = Expected(path: path, bytes: 30_730_000, remedy: "get it")
    let set = try RecordFormat.cifar10.images([(try decodeXZ(Array(Data(contentsOf: URL(filePath: path))), expected), expected)])
    #expect(set.classCounts == [Int](repeating: 1_000, count: 10))
    let moments = PixelMoments(set.pixels, channels: 3)
    for (found, known) in zip(moments.mean, [0.49421428, 0.48513139, 0.45040909]) { #expect(abs(found - known) < 1e-6) }
  }
}
