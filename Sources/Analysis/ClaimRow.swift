public import Statistics

/// A declared claim with what was measured, and its verdict.
public struct ClaimRow: Codable, Hashable, Sendable {
  public let claim: Primary.Claim
  /// The tau of the first minus that of the second, with both intervals.
  public let contrast: Answer<TwoIntervals>
  /// Nil where the contrast could not be computed.
  public let verdict: Verdict?
  /// n, S and R as tables print them.
  public let nets: Int, supernets: Int, runsPerNet: String

  /// The rows of all claims, their verdicts adjusted together.
  ///
  /// - Throws: `.unknownName` where a claim names neither a strategy nor a baseline of the study.
  static func all(_ primary: Primary, strategies: [SupernetScores], baselines: [Baseline], design: Design) throws(AnalysisError)
    -> [ClaimRow]
  {
    let known = strategies.map(\.strategy) + baselines.map(\.name)
    func tau(_ name: String) throws(StatisticsError) -> StrategyTau? {
      if let own = strategies.first(where: { $0.strategy == name }) { return try own.tau(design) }
      return try baselines.first { $0.name == name }?.tau(design)
    }
    var contrasts: [Answer<TwoIntervals>] = []
    for claim in primary.claims {
      for name in [claim.first, claim.second] where !known.contains(name) { throw .unknownName(name, known: known) }
      let seeds = [claim.first, claim.second].map { name in strategies.first { $0.strategy == name }?.seeds }
      contrasts.append(
        Answer { () throws(StatisticsError) in
          guard let first = try tau(claim.first), let second = try tau(claim.second) else {
            throw .tooFew("predictions", count: 1, least: 2)
          }
          return try first.difference(to: second, sharedSeeds: seeds[0] != nil && seeds[0] == seeds[1])
        })
    }
    let computed = contrasts.indices.filter { contrasts[$0].value != nil }
    let verdicts = Verdict.all(
      computed.compactMap { index in contrasts[index].value.map { .init(primary.claims[index].text, $0) } }, margin: primary.margin)
    return primary.claims.indices.map { index in
      ClaimRow(
        claim: primary.claims[index], contrast: contrasts[index], verdict: computed.firstIndex(of: index).map { verdicts[$0] },
        nets: design.count, supernets: contrasts[index].value?.supernets ?? 0, runsPerNet: design.runsPerNet)
    }
  }
}
