public import Datasets
internal import Engine
internal import Training

/// How many images each split of an experiment has.
public struct SplitSizes: Hashable, Sendable {
  public let training, validation, recalibration, test: Int

  /// Throws `ExperimentError.value` where a split asks for more images than are left.
  public init(_ spec: SplitSpec, of data: DataOutline) throws(ExperimentError) {
    let left = data.training - spec.validation
    let asked = [
      ("validation", spec.validation, data.training), ("training", spec.training ?? left, left),
      ("recalibration", spec.recalibration, spec.training ?? left), ("test", spec.test ?? data.test, data.test),
    ]
    for (field, count, available) in asked where count > available {
      throw .value(field: "data.split.\(field)", reason: "asks for \(count) images, and \(available) are left")
    }
    (validation, training, recalibration, test) = (asked[0].1, asked[1].1, asked[2].1, asked[3].1)
  }

  /// Throws where batches, blocks or chunks of an experiment do not go up in the splits.
  func check(_ experiment: Experiment) throws(ExperimentError) {
    var recipes = [("supernets", experiment.supernets.recipe)]
    if case .trained(let alone) = experiment.truth { recipes.append(("standAlone", alone.recipe)) }
    for (field, recipe) in recipes where recipe.batch > training {
      throw .value(field: "\(field).recipe.batch", reason: "is \(recipe.batch), more than the \(training) images of data.split.training")
    }
    let chunk = experiment.evaluation.policy.images ?? Estimates.inheritedChunk, blocks = experiment.evaluation.blocks
    guard validation % chunk == 0 else {
      throw .value(
        field: "data.split.validation", reason: "is \(validation), not a multiple of the \(chunk) images that are scored at once")
    }
    for (field, count) in [("validation", validation), ("test", test)] where count % blocks != 0 {
      throw .value(field: "evaluation.blocks", reason: "is \(blocks), which does not divide the \(count) \(field) images into equal blocks")
    }
  }
}
