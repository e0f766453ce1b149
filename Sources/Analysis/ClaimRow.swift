public import Statistics

/// A declared claim with what was measured, and its verdict.
public struct ClaimRow: Codable, Hashable, Sendable {
  /// As it was declared.
  public let claim: Primary.Claim
  /// The measure of the first minus that of the second, with both intervals.
  public let contrast: Measured<TwoIntervals>
  /// Nil where the contrast could not be computed.
  public let verdict: Verdict?
  /// n, S and R as tables print them.
  public let nets: Int, supernets: Int, runsPerNet: String

  /// The rows of all claims, their verdicts adjusted together.
  ///
  /// - Parameter comparisons: of strategies, then of policies; a claim is decided by the first that knows its first name.
  /// - Throws: `.unknownName` where a claim names neither a strategy nor a baseline nor a policy of the study.
  static func all(
    _ primary: Primary, _ comparisons: [(comparison: PredictorComparison, design: Design)]
  ) throws(AnalysisError) -> [ClaimRow] {
    let known = comparisons.flatMap { ($0.comparison.predictors + $0.comparison.baselines).map(\.name) }
    var contrasts: [Measured<TwoIntervals>] = [], designs: [Design] = []
    for claim in primary.claims {
      guard let (comparison, design) = comparisons.first(where: { $0.comparison.predictor(named: claim.first) != nil }),
        let first = comparison.predictor(named: claim.first)
      else { throw .unknownName(claim.first, known: known) }
      guard let second = comparison.predictor(named: claim.second) else { throw .unknownName(claim.second, known: known) }
      contrasts.append(
        Measured { () throws(StatisticsError) in
          switch claim.measure ?? .tau {
          case .tau: try comparison.difference(first, second, over: (claim.over ?? .all).compared)
          case .steadiness: try comparison.steadinessDifference(first, second)
          }
        })
      designs.append(design)
    }
    // What could not be computed counts in the family with p = 1.
    let verdicts = Verdict.all(
      zip(primary.claims, contrasts).map { claim, contrast in
        let follows = claim.follows ?? false
        return contrast.value.map { Verdict.Contrast(claim.text, $0, follows: follows) }
          ?? Verdict.Contrast(claim.text, .absent, follows: follows)
      }, margins: primary.claims.map { $0.margin ?? primary.margin })
    return primary.claims.indices.map { index in
      ClaimRow(
        claim: primary.claims[index], contrast: contrasts[index], verdict: contrasts[index].value == nil ? nil : verdicts[index],
        nets: designs[index].count, supernets: contrasts[index].value?.supernets ?? 0, runsPerNet: designs[index].runsPerNet)
    }
  }
}
