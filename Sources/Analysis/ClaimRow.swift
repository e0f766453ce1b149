public import Statistics

/// A declared claim with what was measured, and its verdict.
public struct ClaimRow: Codable, Hashable, Sendable {
  /// As it was declared.
  public let claim: Primary.Claim
  /// The tau of the first minus that of the second, with both intervals.
  public let contrast: Measured<TwoIntervals>
  /// Nil where the contrast could not be computed.
  public let verdict: Verdict?
  /// n, S and R as tables print them.
  public let nets: Int, supernets: Int, runsPerNet: String

  /// The rows of all claims, their verdicts adjusted together.
  ///
  /// - Throws: `.unknownName` where a claim names neither a strategy nor a baseline of the study.
  static func all(_ primary: Primary, _ comparison: PredictorComparison, design: Design) throws(AnalysisError) -> [ClaimRow] {
    func predictor(_ name: String) throws(AnalysisError) -> Predictor {
      guard let own = comparison.predictor(named: name) else {
        throw .unknownName(name, known: (comparison.predictors + comparison.baselines).map(\.name))
      }
      return own
    }
    var contrasts: [Measured<TwoIntervals>] = []
    for claim in primary.claims {
      let first = try predictor(claim.first), second = try predictor(claim.second)
      contrasts.append(
        Measured { () throws(StatisticsError) in try comparison.difference(first, second, over: (claim.over ?? .all).compared) })
    }
    // What could not be computed counts in the family with p = 1.
    let verdicts = Verdict.all(
      zip(primary.claims, contrasts).map { claim, contrast in
        contrast.value.map { Verdict.Contrast(claim.text, $0) } ?? Verdict.Contrast(claim.text, .absent)
      }, margin: primary.margin)
    return primary.claims.indices.map { index in
      ClaimRow(
        claim: primary.claims[index], contrast: contrasts[index], verdict: contrasts[index].value == nil ? nil : verdicts[index],
        nets: design.count, supernets: contrasts[index].value?.supernets ?? 0, runsPerNet: design.runsPerNet)
    }
  }
}
