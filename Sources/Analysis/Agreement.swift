import Statistics

/// Who ranks like whom: tau-b between supernets, strategies, checkpoints, depth, MACs and the target, on the same nets.
public struct Agreement: Codable, Hashable, Sendable {
  public let labels: [String]
  /// Row by row; a reason where a column is constant.
  public let taus: [[Answer<Double>]]

  init(_ columns: [(label: String, values: [Double])]) {
    labels = columns.map(\.label)
    taus = columns.map { a in
      columns.map { b in Answer { () throws(StatisticsError) in try KendallTau(a.values, b.values, names: (a.label, b.label)).tauB } }
    }
  }
}
