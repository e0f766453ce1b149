extension SupernetRun {
  /// A supernet's state at one moment of its training.
  public struct Snapshot: Hashable, Sendable {
    /// Forward-backward passes until then.
    public let passes: Int
    /// Search-validation score of each of the run's probes, in the run's metric.
    public let probes: [Double]
    /// Weights, and BatchNorm's running statistics, by their names in the network.
    public let parameters: [NamedArray], statistics: [NamedArray]

    public init(passes: Int, probes: [Double], parameters: [NamedArray], statistics: [NamedArray]) {
      (self.passes, self.probes, self.parameters, self.statistics) = (passes, probes, parameters, statistics)
    }
  }
}

extension [SupernetRun.Snapshot] {
  /// Passes and probes as tables, then each snapshot's weights in a folder of its own.
  func arrays(probes: [String], _ metric: RunMetric) -> [NamedArray] {
    [
      NamedArray("probes", .texts(probes), "fixed architectures that follow the training"),
      NamedArray("snapshots/passes", .integers(map(\.passes)), unit: "pass", "forward-backward passes until each snapshot"),
      NamedArray(
        "snapshots/probe_\(metric.word)", shape: [count, probes.count], .doubles(flatMap(\.probes)), unit: metric.unit,
        "search-validation \(metric.name) of each probe at each snapshot"),
    ]
      + flatMap { snapshot in
        let folder = Self.folder(snapshot.passes)
        return snapshot.parameters.map { $0.moved(to: "\(folder)/parameters/\($0.name)") }
          + snapshot.statistics.map { $0.moved(to: "\(folder)/statistics/\($0.name)") }
      }
  }

  init(_ arrays: ArrayReader, probes: Int) throws(StoreError) {
    let passes = try arrays.integers("snapshots/passes")
    let metric = [Epoch].metric(arrays), scores = try arrays.doubles("snapshots/probe_\(metric.word)", shape: [passes.count, probes])
    self = passes.enumerated().map { i, passes in
      SupernetRun.Snapshot(
        passes: passes, probes: Array<Double>(scores[i * probes..<(i + 1) * probes]),
        parameters: arrays.folder("\(Self.folder(passes))/parameters"), statistics: arrays.folder("\(Self.folder(passes))/statistics"))
    }
  }

  /// Two snapshots of one run never stand at the same number of passes.
  private static func folder(_ passes: Int) -> String { "snapshots/after_\(passes)_passes" }
}
