import Statistics

/// How far supernets agree with each other on the same nets: tau-b between seeds of one strategy, and between two strategies.
public struct SupernetAgreement: Codable, Hashable, Sendable {
  /// The same twice for seeds of one strategy.
  public let first: String, second: String
  /// Whether the pairs share their seed, hence initial weights and images.
  public let sharesSeed: Bool
  /// The taus of all pairs, by rising seeds.
  public let taus: [Double]

  /// Mean tau-b over the pairs.
  public var mean: Double { taus.reduce(0, +) / Double(taus.count) }

  /// Every combination that has a pair; constant columns have no tau and are left out.
  static func all(_ finals: [SupernetScores]) -> [SupernetAgreement] { all(finals.map { ($0.strategy, $0.seeds, $0.scores) }) }

  /// The same of plain columns: for each strategy a row of scores a seed.
  static func all(_ finals: [(strategy: String, seeds: [Int], scores: [[Double]])]) -> [SupernetAgreement] {
    var rows: [SupernetAgreement] = []
    for (number, a) in finals.enumerated() {
      for b in finals[number...] {
        for sharesSeed in a.strategy == b.strategy ? [false] : [true, false] {
          var taus: [Double] = []
          for (i, x) in a.seeds.enumerated() {
            for (j, y) in b.seeds.enumerated() where (x == y) == sharesSeed && (a.strategy != b.strategy || i < j) {
              if let tau = Measured({ () throws(StatisticsError) in try KendallTau(a.scores[i], b.scores[j]).tauB }).value {
                taus.append(tau)
              }
            }
          }
          if !taus.isEmpty {
            rows.append(SupernetAgreement(first: a.strategy, second: b.strategy, sharesSeed: sharesSeed, taus: taus))
          }
        }
      }
    }
    return rows
  }
}
