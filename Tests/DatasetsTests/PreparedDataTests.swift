import Datasets
import Testing

@Suite struct PreparedDataTests {
  private let source = DataSource.synthetic(SyntheticImages(training: 300, test: 100, height: 8, width: 8, channels: 3))
  private let spec = SplitSpec(training: 200, validation: 50, recalibration: 40, test: 60)

  private func values(_ images: PreparedImages, _ range: Range<Int>) throws -> (values: [Float], labels: [Int32]) {
    var values = [Float](repeating: .nan, count: range.count * images.imageSize), labels = [Int32](repeating: -1, count: range.count)
    try images.fill(range, images: &values, labels: &labels)
    return (values, labels)
  }

  @Test func imagesAreThoseOfTheSplitsInTheirOrder() throws {
    let data = try Dataset.load(source), splits = try Splits(spec, of: data), prepared = try PreparedData(data, spec)
    for (images, indices, set) in [
      (prepared.training, splits.training, data.training), (prepared.validation, splits.validation, data.training),
      (prepared.recalibration, splits.recalibration, data.training), (prepared.test, splits.test, data.test),
    ] {
      #expect(images.indices == indices)
      #expect(images.raw.labels == indices.map { set.labels[$0] })
      #expect(images.raw.pixels == indices.flatMap { set.pixels[$0 * set.imageSize..<($0 + 1) * set.imageSize] })
    }
  }

  /// Normalised training images have mean 0 and deviation 1 in each channel; all splits use the training images' moments.
  @Test func trainingImagesAreStandardised() throws {
    let prepared = try PreparedData(try Dataset.load(source), spec, Preparation(height: 4, width: 5))
    let (values, labels) = try values(prepared.training, 0..<200)
    #expect(prepared.training.height == 4 && prepared.training.width == 5)
    #expect(labels == prepared.training.raw.labels.map { Int32($0) })
    for channel in 0..<3 {
      let one = stride(from: channel, to: values.count, by: 3).map { Double(values[$0]) }
      #expect(abs(one.reduce(0, +) / Double(one.count)) < 1e-5)
      #expect(abs(one.reduce(0) { $0 + $1 * $1 } / Double(one.count) - 1) < 1e-5)
    }
    let test = try self.values(prepared.test, 10..<12).values
    for (at, value) in test.enumerated() {
      let raw = Double(prepared.test.raw.pixels[10 * 60 + at]) / 255
      #expect(
        abs(Double(value) - (raw - prepared.training.moments.mean[at % 3]) / prepared.training.moments.standardDeviation[at % 3]) < 1e-5)
    }
  }

  @Test func momentsCanBeGiven() throws {
    let moments = PixelMoments(mean: [0, 0, 0], standardDeviation: [1, 1, 1])
    let prepared = try PreparedData(try Dataset.load(source), spec, Preparation(moments: moments))
    #expect(
      try values(prepared.validation, 0..<1).values.map { ($0 * 255).rounded() }
        == prepared.validation.raw.pixels.prefix(192).map { Float($0) }
    )
  }

  @Test(arguments: [
    Preparation(height: 9), Preparation(width: 0), Preparation(moments: PixelMoments(mean: [0], standardDeviation: [1])),
    Preparation(moments: PixelMoments(mean: [0, 0, 0], standardDeviation: [1, 0, 1])),
    Preparation(moments: PixelMoments(mean: [0, .nan, 0], standardDeviation: [1, 1, 1])),
  ])
  func impossiblePreparationsAreNamed(preparation: Preparation) throws {
    let data = try Dataset.load(source)
    let error = #expect(throws: DatasetError.self) { try PreparedData(data, spec, preparation) }
    #expect(error?.description.hasPrefix("preparation.") == true)
  }
}
