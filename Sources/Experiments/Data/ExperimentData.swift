public import Datasets
internal import Jobs
internal import Spaces

/// The images of an experiment, their splits and their preparation, as its file says them.
public struct ExperimentData: Codable, Hashable, Sendable {
  public var source: DataSource
  public var split: SplitSpec
  public var preparation: Preparation

  /// What jobs are told of them.
  func spec(_ outline: DataOutline) -> DataSpec {
    DataSpec(source: source.withoutFolder, digest: outline.digest, split: split, preparation: preparation)
  }

  /// The shape of an image as nets see it.
  func shape(_ outline: DataOutline) -> ImageShape {
    ImageShape(
      height: preparation.height ?? outline.shape.height, width: preparation.width ?? outline.shape.width,
      channels: outline.shape.channels)
  }

  /// Throws `ExperimentError.value` where a number cannot be one.
  func check() throws(ExperimentError) {
    let counts = [("training", split.training), ("validation", split.validation), ("test", split.test)]
    for (field, count) in counts { try positive(count, "data.split.\(field)") }
    try need(split.recalibration >= 0, "data.split.recalibration", "is \(split.recalibration), should be 0 or more")
    for (field, size) in [("height", preparation.height), ("width", preparation.width)] { try positive(size, "data.preparation.\(field)") }
  }
}
