public import Engine
public import Spaces

/// One class for each image: cross-entropy, and the share of images whose class has the largest score. The task of every recipe
/// (`Recipe.task`), whose `labelSmoothing` it takes.
public struct Classification: Task {
  /// The share of the target that all classes have in common (Szegedy et al. 2016), from 0 for none to below 1.
  public var labelSmoothing: Double

  /// No smoothing unless said.
  public init(labelSmoothing: Double = 0) { self.labelSmoothing = labelSmoothing }

  /// Right answers over images, from 0 to 1.
  public var metric: Metric { Metric(name: "accuracy", unit: "fraction") }
  /// One whole number for each image, from 0 to below the space's classes.
  public func targets(of space: Space) -> Targets { .labels(classes: space.classes) }
  /// Two: the sum of losses and the number of right answers.
  public var resultsPerSlice: Int { CrossEntropy.doublesPerSlice }

  /// `output` is [images][1][1][classes], the scores before softmax; the loss is the mean over the batch, in nat.
  public func loss(_ output: View, _ place: LossPlace) -> any Loss {
    CrossEntropy(
      output, labels: place.labels, results: place.results, slices: place.slices, smoothing: labelSmoothing, weight: place.weight,
      name: place.name)
  }
}
