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
  /// Scores at the last epoch on search-validation and on test images.
  public let validation: BlockScores, test: BlockScores
  /// Scores on search-validation images at moments of the training, in the order of passes; none unless they were asked for.
  public let marks: [Mark]

  /// A net as it was after so many forward-backward passes.
  public struct Mark: Hashable, Sendable {
    public let passes: Int, validation: BlockScores

    public init(passes: Int, validation: BlockScores) { (self.passes, self.validation) = (passes, validation) }
  }

  /// Of nets that enlarge images, the scores of bicubic interpolation on the same images; nil of others.
  public let bicubic: Interpolation?

  /// What needs no net.
  public struct Interpolation: Hashable, Sendable {
    public let validation: BlockScores, test: BlockScores

    public init(validation: BlockScores, test: BlockScores) { (self.validation, self.test) = (validation, test) }
  }

  /// What its scores measure.
  public var metric: RunMetric { test.metric }
  /// Whether the loss ceased to be a number; such nets rank last and are counted.
  public let diverged: Bool
  /// Weights, and BatchNorm's running statistics, by their names in the network.
  public let parameters: [NamedArray], statistics: [NamedArray]

  public init(
    header: RunHeader, space: SpaceLabel, architecture: String, seed: Int, history: [Epoch], validation: BlockScores,
    test: BlockScores, marks: [Mark] = [], bicubic: Interpolation? = nil, diverged: Bool,
    parameters: [NamedArray], statistics: [NamedArray]
  ) {
    (self.header, self.space, self.architecture, self.seed, self.history) = (header, space, architecture, seed, history)
    (self.validation, self.test, self.marks, self.diverged) = (validation, test, marks, diverged)
    self.bicubic = bicubic
    (self.parameters, self.statistics) = (parameters, statistics)
  }

  public var arrays: [NamedArray] {
    space.arrays
      + [
        NamedArray("architecture", .texts([architecture]), "architecture"),
        NamedArray("seed", .integers([seed]), "seed of the training"),
        NamedArray("diverged", .texts([diverged ? "yes" : "no"]), "whether the loss ceased to be a number"),
      ] + history.arrays(metric) + validation.arrays("validation", "search-validation images") + test.arrays("test", "test images")
      + marks.arrays + (bicubic?.arrays ?? [])
      + parameters.map { $0.moved(to: "parameters/\($0.name)") } + statistics.map { $0.moved(to: "statistics/\($0.name)") }
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    self.init(
      header: header, space: try SpaceLabel(arrays), architecture: try arrays.text("architecture"), seed: try arrays.integer("seed"),
      history: try [Epoch](arrays), validation: try BlockScores(arrays, "validation"), test: try BlockScores(arrays, "test"),
      marks: try [Mark](arrays), bicubic: try Interpolation(arrays),
      diverged: try arrays.text("diverged") == "yes", parameters: arrays.folder("parameters"), statistics: arrays.folder("statistics"))
  }
}

extension StandAloneRun.Interpolation {
  private static let folder = "bicubic"

  var arrays: [NamedArray] {
    validation.arrays("\(Self.folder)/validation", "search-validation images, interpolated")
      + test.arrays("\(Self.folder)/test", "test images, interpolated")
  }

  init?(_ arrays: ArrayReader) throws(StoreError) {
    guard arrays.has("\(Self.folder)/test/images") else { return nil }
    self.init(
      validation: try BlockScores(arrays, "\(Self.folder)/validation"), test: try BlockScores(arrays, "\(Self.folder)/test"))
  }
}
