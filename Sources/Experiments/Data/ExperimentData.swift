public import Datasets
internal import Jobs
internal import Spaces
internal import Training

/// The images of an experiment, their splits and their preparation, as its file says them.
///
///     data:
///       source: {name: fashion-mnist}
///       split: {training: 40000, validation: 10000, recalibration: 1000, test: 10000, seed: 0}
///       preparation: {height: 14, width: 14}
///
/// All three keys stand in every file; `preparation: {}` takes images as they are. Both axes of a tau are on different images: one-shot
/// scores on the `validation` split, the target on `test` (protocol, section 1).
public struct ExperimentData: Codable, Hashable, Sendable {
  /// `name` is fashion-mnist, cifar10, cifar100, synthetic, image-folder, image-pairs or declared; with `folder`, where its files lie, instead of below
  /// `CONCORD_DATA`. The folder is no part of a job's identity.
  public var source: DataSource
  /// Numbers of images. `training` left out takes all that validation leaves, `test` left out the whole official test set; the others have
  /// no default here. `recalibration` images are among those of training.
  public var split: SplitSpec
  /// Height and width to shrink to, the data's own where left out; `moments` to normalise by, those of the training split where left out. With
  /// `upscaling: 2` nets see images of half the size, and are to give these.
  public var preparation: Preparation

  /// How many times as high and wide what nets are to give is; nil where classes are wanted.
  var upscaling: Int? { preparation.upscaling ?? source.factor }

  /// What jobs are told of them.
  func spec(_ outline: DataOutline) -> DataSpec {
    DataSpec(source: source.withoutFolder, digest: outline.digest, split: split, preparation: preparation)
  }

  /// The shape of an image as nets see it.
  func shape(_ outline: DataOutline) -> ImageShape {
    let factor = preparation.upscaling ?? 1
    return ImageShape(
      height: (preparation.height ?? outline.shape.height) / factor, width: (preparation.width ?? outline.shape.width) / factor,
      channels: outline.shape.channels)
  }

  /// Throws `ExperimentError.value` where a number cannot be one.
  func check() throws(ExperimentError) {
    let counts = [("training", split.training), ("validation", split.validation), ("test", split.test)]
    for (field, count) in counts { try positive(count, "data.split.\(field)") }
    try need(
      source.factor == nil || preparation == Preparation(), "data.preparation",
      "says something, and patches of photographs are what the source says: leave it empty, {}")
    if let factor = preparation.upscaling {
      try positive(factor, "data.preparation.upscaling", most: 16)
      try need(!source.isStreamed, "data.preparation.upscaling", "is said, and photographs by class have no larger version: leave it out")
    }
    try need(split.recalibration >= 0, "data.split.recalibration", "is \(split.recalibration), should be 0 or more")
    for (field, size) in [("height", preparation.height), ("width", preparation.width)] {
      try positive(size, "data.preparation.\(field)")
      try need(
        size == nil || !source.isStreamed, "data.preparation.\(field)", "is said, and photographs have the size of their crop: leave it out"
      )
    }
  }

  /// Throws where a recipe does to these images what they cannot take.
  func check(_ recipe: Recipe, _ place: String) throws(ExperimentError) {
    do throws(DatasetError) {
      try recipe.augmentation.check(ofPhotographs: source.isStreamed, areEnlarged: upscaling != nil)
    } catch {
      guard case .invalid(let field, let reason) = error else { throw .value(field: place, reason: error.description) }
      throw .value(field: "\(place).\(field)", reason: reason)
    }
  }
}
