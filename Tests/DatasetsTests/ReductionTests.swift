import Datasets
import Digests
import Fixtures
import FoundationEssentials
import Streams
import Testing

/// Images that are shown smaller and are to be given whole: data sets for super-resolution.
@Suite struct ReductionTests {
  private struct Case: Decodable { let factor: Int, height: Int, width: Int, small: [UInt8], error: Double }

  private func picture(_ height: Int, _ width: Int) -> [UInt8] {
    (0..<height * width).map { at -> UInt8 in
      let y = at / width, x = at % width, product: Int = x * y % 97
      return UInt8((x * 3 + y * 7 + product * 2 + x * x / 5) % 256)
    }
  }

  private func prepared(_ height: Int, _ width: Int, by factor: Int) throws -> PreparedImages {
    let set = ImageSet(height: height, width: width, channels: 1, classes: 1, pixels: picture(height, width), labels: [0])
    return PreparedImages(try set.reduced(by: factor), [0], PixelMoments(mean: [0], standardDeviation: [1]))
  }

  /// By factors 2, 3 and 4; and what interpolation back makes of them.
  @Test func reductionAndInterpolationArePillows() throws {
    for golden in try JSONDecoder().decode([Case].self, from: try Fixtures.golden("imaging/reduction.json")) {
      let images = try prepared(golden.height, golden.width, by: golden.factor)
      #expect(images.raw.pixels == golden.small, "× \(golden.factor)")
      #expect(images.height == golden.height / golden.factor && images.factor == golden.factor)
      #expect(abs(images.interpolationError(0) - golden.error) < 1e-12 * golden.error)
      #expect(images.raw.larger?.pixels == picture(golden.height, golden.width))
    }
  }

  @Test func colourChannelsAreReducedOneByOne() throws {
    let grey = picture(12, 8),
      set = ImageSet(
        height: 12, width: 8, channels: 3, classes: 1, pixels: grey.flatMap { [$0, 255 - $0, 7] }, labels: [0])
    let small = try set.reduced(by: 2), own = try prepared(12, 8, by: 2).raw
    #expect((0..<24).allSatisfy { small.pixels[3 * $0] == own.pixels[$0] && small.pixels[3 * $0 + 2] == 7 })
  }

  @Test func sizesThatTheFactorDoesNotDivideAreRefused() throws {
    let set = ImageSet(height: 9, width: 8, channels: 1, classes: 1, pixels: picture(9, 8), labels: [0])
    for factor in [0, 2, 17] {
      let error = #expect(throws: DatasetError.self) { try set.reduced(by: factor) }
      #expect(error?.description.contains("preparation.upscaling") == true)
    }
    let two = ImageSet(height: 2, width: 2, channels: 2, classes: 1, pixels: [UInt8](repeating: 0, count: 8), labels: [0])
    #expect(throws: DatasetError.self) { try two.reduced(by: 2) }
  }

  private static let source = SyntheticImages(training: 60, test: 20, height: 12, width: 12)

  private func data() throws -> PreparedData {
    try PreparedData(
      try Dataset.load(.synthetic(Self.source)), SplitSpec(validation: 10, recalibration: 4), Preparation(height: 8, upscaling: 2))
  }

  /// First shrunk to the size that nets are to give; both are told as intensities from 0 to 1.
  @Test func netsSeeIntensitiesOfBoth() throws {
    let images = try data().training
    #expect(images.height == 4 && images.width == 6 && images.factor == 2)
    var small = [Float](repeating: .nan, count: 2 * 24), large = [Float](repeating: .nan, count: 2 * 96)
    try images.fill(3..<5, images: &small, labels: nil, targets: &large)
    let bytes = try #require(images.raw.larger?.pixels)
    #expect((0..<48).allSatisfy { abs(small[$0] - Float(images.raw.pixels[3 * 24 + $0]) / 255) < 1e-6 })
    #expect((0..<192).allSatisfy { abs(large[$0] - Float(bytes[3 * 96 + $0]) / 255) < 1e-6 })
  }

  @Test func theFileOfPreparedImagesKeepsThem() throws {
    let folder = try TemporaryFolder(), file = PreparedFile(folder["a.images"], key: Digest(of: "key".utf8)), data = try data()
    var bytes: [UInt8] = []
    try file.content(of: data) { bytes += $0 }
    try Data(bytes).write(to: URL(filePath: file.path))
    let read = try #require(try file.read())
    #expect(read.training.raw.larger == data.training.raw.larger && read.test.raw.larger == data.test.raw.larger)
    #expect(read.training.raw.pixels == data.training.raw.pixels && read.training.moments == data.training.moments)
    try Data(bytes.dropLast()).write(to: URL(filePath: file.path))
    #expect(try file.read() == nil)
  }
}
