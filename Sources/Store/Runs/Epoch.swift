/// A row of a training's history, taken at the end of an epoch.
public struct Epoch: Hashable, Sendable {
  /// Forward-backward passes, optimiser updates and images so far.
  public let passes: Int, updates: Int, images: Int
  /// Mean training loss of the epoch (its metric's unit), and the learning rate of its last update.
  public let loss: Double, learningRate: Double
  /// Mean score of search-validation images, such as a fraction of right answers; a supernet's is the mean over its probes.
  public let validationScore: Double
  /// Processor seconds so far: kept with the provenance, since it differs between runs of the same bits.
  public let cpuSeconds: Double

  public init(
    passes: Int, updates: Int, images: Int, loss: Double, learningRate: Double, validationScore: Double, cpuSeconds: Double
  ) {
    (self.passes, self.updates, self.images, self.loss) = (passes, updates, images, loss)
    (self.learningRate, self.validationScore, self.cpuSeconds) = (learningRate, validationScore, cpuSeconds)
  }
}

extension [Epoch] {
  private static var timing: String { "\(Provenance.folder)/history_cpu_time" }

  private static var score: String { "history/validation_" }

  /// What scores of a file's history measure.
  static func metric(_ arrays: ArrayReader) -> RunMetric { RunMetric(arrays, score) }

  /// One array a column.
  func arrays(_ metric: RunMetric) -> [NamedArray] {
    [
      NamedArray("history/passes", .integers(map(\.passes)), unit: "pass", "forward-backward passes until the end of each epoch"),
      NamedArray("history/updates", .integers(map(\.updates)), unit: "update", "optimiser updates until then"),
      NamedArray("history/images", .integers(map(\.images)), unit: "image", "training images seen until then"),
      NamedArray("history/loss", .doubles(map(\.loss)), unit: metric.lossUnit, "mean training loss of the epoch"),
      NamedArray("history/learning_rate", .doubles(map(\.learningRate)), "learning rate of the epoch's last update"),
      NamedArray(
        Self.score + metric.word, .doubles(map(\.validationScore)), unit: metric.unit, "\(metric.name) on search-validation images"),
      NamedArray(Self.timing, .doubles(map(\.cpuSeconds)), unit: "s", "processor time until the end of each epoch"),
    ]
  }

  /// All columns have as many rows as there are epochs.
  init(_ arrays: ArrayReader) throws(StoreError) {
    let passes = try arrays.integers("history/passes"), n = passes.count
    let updates = try arrays.integers("history/updates", shape: [n]), images = try arrays.integers("history/images", shape: [n])
    let loss = try arrays.doubles("history/loss", shape: [n]), rate = try arrays.doubles("history/learning_rate", shape: [n])
    let score = try arrays.doubles(Self.score + Self.metric(arrays).word, shape: [n]), cpu = try arrays.doubles(Self.timing, shape: [n])
    self = passes.indices.map {
      Epoch(
        passes: passes[$0], updates: updates[$0], images: images[$0], loss: loss[$0], learningRate: rate[$0],
        validationScore: score[$0], cpuSeconds: cpu[$0])
    }
  }
}
