public import Engine
public import Spaces

/// One class for each image: cross-entropy, and the share of images whose class has the largest score.
public struct Classification: Task {
  /// The share of the target that all classes have in common (Szegedy et al. 2016); 0 for none.
  public var labelSmoothing: Double

  public init(labelSmoothing: Double = 0) { self.labelSmoothing = labelSmoothing }

  public var metric: Metric { Metric(name: "accuracy", unit: "fraction") }
  public func targets(of space: Space) -> Targets { .labels(classes: space.classes) }
  public var resultsPerSlice: Int { CrossEntropy.doublesPerSlice }

  public func loss(_ output: View, _ place: LossPlace) -> any Loss {
    CrossEntropy(
      output, labels: place.labels, results: place.results, slices: place.slices, smoothing: labelSmoothing, weight: place.weight,
      name: place.name)
  }
}
