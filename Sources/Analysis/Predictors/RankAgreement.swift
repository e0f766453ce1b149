import Statistics

/// Who ranks like whom: tau-b between all columns of the same nets, such as supernets, checkpoints, depth, MACs and the target.
public struct RankAgreement: Codable, Hashable, Sendable {
  /// In the order of rows and columns.
  public let labels: [String]
  /// [labels][labels]; a reason where a column is constant.
  public let taus: [[Measured<Double>]]

  /// - Parameter columns: a value a net each.
  init(_ columns: [(label: String, values: [Double])]) {
    labels = columns.map(\.label)
    taus = columns.map { a in
      columns.map { b in Measured { () throws(StatisticsError) in try KendallTau(a.values, b.values, names: (a.label, b.label)).tauB } }
    }
  }
}
