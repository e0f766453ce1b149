/// What training one architecture by itself leaves; its target is the test accuracy at the last epoch.
public struct StandAloneRun: StoredRun {
  public static let kind = "stand-alone"
  public static let schema = 2

  public let header: RunHeader
  public let space: SpaceLabel
  /// Canonical text of the architecture.
  public let architecture: String
  /// The seed of weights and images; the same architecture is trained under several.
  public let seed: Int
  /// A row at the end of each epoch; what a quarter of them says is the short-training baseline.
  public let history: [Epoch]
  /// Answers at the last epoch on search-validation and on test images.
  public let validation: AccuracyCounts, test: AccuracyCounts
  /// Whether the loss ceased to be a number; such nets rank last and are counted.
  public let diverged: Bool
  /// Weights, and BatchNorm's running statistics, by their names in the network.
  public let parameters: [NamedArray], statistics: [NamedArray]

  public init(
    header: RunHeader, space: SpaceLabel, architecture: String, seed: Int, history: [Epoch], validation: AccuracyCounts,
    test: AccuracyCounts, diverged: Bool,
    parameters: [NamedArray], statistics: [NamedArray]
  ) {
    (self.header, self.space, self.architecture, self.seed, self.history) = (header, space, architecture, seed, history)
    (self.validation, self.test, self.diverged) = (validation, test, diverged)
    (self.parameters, self.statistics) = (parameters, statistics)
  }

  public var arrays: [NamedArray] {
    space.arrays
      + [
        NamedArray("architecture", .texts([architecture]), "architecture"),
        NamedArray("seed", .integers([seed]), "seed of the training"),
        NamedArray("diverged", .texts([diverged ? "yes" : "no"]), "whether the loss ceased to be a number"),
      ] + history.arrays + validation.arrays("validation", "search-validation images") + test.arrays("test", "test images")
      + parameters.map { $0.moved(to: "parameters/\($0.name)") } + statistics.map { $0.moved(to: "statistics/\($0.name)") }
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    self.init(
      header: header, space: try SpaceLabel(arrays), architecture: try arrays.text("architecture"), seed: try arrays.integer("seed"),
      history: try [Epoch](arrays), validation: try AccuracyCounts(arrays, "validation"), test: try AccuracyCounts(arrays, "test"),
      diverged: try arrays.text("diverged") == "yes", parameters: arrays.folder("parameters"), statistics: arrays.folder("statistics"))
  }
}
