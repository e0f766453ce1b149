/// What training a supernet leaves: its history, and its weights at some moments, the last at the end.
public struct SupernetRun: StoredRun {
  public static let kind = "supernet"
  public static let schema = 2

  public let header: RunHeader
  /// The space of the supernet's paths.
  public let space: SpaceLabel
  /// The strategy as its spec names it: "spos". What tables call it is the experiment's to say.
  public let strategy: String
  /// The seed of weights, images and paths.
  public let seed: Int
  /// A row at the end of each epoch.
  public let history: [Epoch]
  /// Texts of the architectures whose score follows the training.
  public let probes: [String]
  /// What scores of epochs and probes measure.
  public let metric: RunMetric
  /// In the order of passes; the last is the trained supernet.
  public let snapshots: [Snapshot]
  /// Where training went in stages between which the space shrank; nil where it did not.
  public let shrinking: Shrinking?

  /// Each snapshot has one score a probe.
  public init(
    header: RunHeader, space: SpaceLabel, strategy: String, seed: Int, history: [Epoch],
    metric: RunMetric = .accuracy, probes: [String], snapshots: [Snapshot],
    shrinking: Shrinking? = nil
  ) {
    precondition(snapshots.allSatisfy { $0.probes.count == probes.count }, "each snapshot has one score a probe")
    self.metric = metric
    (self.header, self.space, self.strategy, self.seed) = (header, space, strategy, seed)
    (self.history, self.probes, self.snapshots) = (history, probes, snapshots)
    self.shrinking = shrinking
  }

  public var arrays: [NamedArray] {
    space.arrays
      + [
        NamedArray("strategy", .texts([strategy]), "training strategy"),
        NamedArray("seed", .integers([seed]), "seed of the supernet"),
      ] + history.arrays(metric) + snapshots.arrays(probes: probes, metric) + (shrinking?.arrays ?? [])
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let probes = try arrays.texts("probes")
    self.init(
      header: header, space: try SpaceLabel(arrays), strategy: try arrays.text("strategy"), seed: try arrays.integer("seed"),
      history: try [Epoch](arrays), metric: [Epoch].metric(arrays), probes: probes, snapshots: try [Snapshot](arrays, probes: probes.count),
      shrinking: try Shrinking(arrays))
  }
}
