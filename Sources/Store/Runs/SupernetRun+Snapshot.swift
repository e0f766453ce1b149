extension SupernetRun {
  /// A supernet's state at one moment of its training.
  public struct Snapshot: Hashable, Sendable {
    /// Forward-backward passes until then.
    public let passes: Int
    /// Search-validation accuracy (fraction) of each of the run's probes.
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
  func arrays(probes: [String]) -> [NamedArray] {
    [
      NamedArray("probes", .texts(probes), "fixed architectures that follow the training"),
      NamedArray("snapshots/passes", .integers(map(\.passes)), unit: "pass", "forward-backward passes until each snapshot"),
      NamedArray(
        "snapshots/probe_accuracy", shape: [count, probes.count], .doubles(flatMap(\.probes)), unit: "fraction",
        "search-validation accuracy of each probe at each snapshot"),
    ]
      + flatMap { snapshot in
        let folder = Self.folder(snapshot.passes)
        return snapshot.parameters.map { $0.moved(to: "\(folder)/parameters/\($0.name)") }
          + snapshot.statistics.map { $0.moved(to: "\(folder)/statistics/\($0.name)") }
      }
  }

  init(_ arrays: ArrayReader, probes: Int) throws(StoreError) {
    let passes = try arrays.integers("snapshots/passes")
    let accuracy = try arrays.doubles("snapshots/probe_accuracy", shape: [passes.count, probes])
    self = passes.enumerated().map { i, passes in
      SupernetRun.Snapshot(
        passes: passes, probes: Array<Double>(accuracy[i * probes..<(i + 1) * probes]),
        parameters: arrays.folder("\(Self.folder(passes))/parameters"), statistics: arrays.folder("\(Self.folder(passes))/statistics"))
    }
  }

  /// Two snapshots of one run never stand at the same number of passes.
  private static func folder(_ passes: Int) -> String { "snapshots/after_\(passes)_passes" }
}
