public import Statistics
import Streams

/// A prediction that needs no supernet, or an untrained one, on the nets of a design (PROTOCOL section 5).
public struct Baseline: Sendable {
  public static let depthName = "depth", macsName = "MACs", parametersName = "parameters"
  public static let ridgeName = "ridge on choices", untrainedName = "untrained supernet"
  /// All that claims may name.
  public static let names = [parametersName, macsName, depthName, ridgeName, untrainedName]
  public let name: String
  /// One column, or one for each untrained supernet.
  public let scores: [[Double]]
  public let isFixed: Bool

  /// Parameters, MACs, depth, the cross-fitted ridge, and the untrained supernet where snapshots after 0 passes were scored.
  static func all(_ design: Design, untrained: SupernetScores?, random: RandomStream) -> (found: [Baseline], absent: [String]) {
    var found = [
      Baseline(name: parametersName, scores: [design.parameters], isFixed: true),
      Baseline(name: macsName, scores: [design.macs], isFixed: true),
      Baseline(name: depthName, scores: [design.depth.map(Double.init)], isFixed: true),
    ]
    var absent: [String] = []
    let ridge = Answer { () throws(StatisticsError) in
      try Ridge.crossFitted(features: design.features, target: design.target.means, random: random)
    }
    if let column = ridge.value { found.append(Baseline(name: ridgeName, scores: [column], isFixed: true)) }
    if let reason = ridge.reason { absent.append("\(ridgeName): \(reason)") }
    if let untrained {
      found.append(Baseline(name: untrainedName, scores: untrained.scores, isFixed: false))
    } else {
      absent.append("\(untrainedName): no evaluation after 0 passes")
    }
    return (found, absent)
  }

  func tau(_ design: Design, _ kind: TauKind = .b) throws(StatisticsError) -> StrategyTau {
    try StrategyTau(scores: scores, target: design.target.means, kind: kind, isFixed: isFixed, isCensus: design.isCensus)
  }
}

/// A baseline's row: tau over the design and within equal depth.
public struct BaselineRow: Codable, Hashable, Sendable {
  public let name: String
  public let tau: Answer<TwoIntervals>, withinDepth: Answer<TwoIntervals>
}
