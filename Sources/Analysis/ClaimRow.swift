public import Statistics

/// A declared claim with what was measured, and its verdict.
public struct ClaimRow: Codable, Hashable, Sendable {
  /// As it was declared.
  public let claim: Primary.Claim
  /// The measure of the first minus that of the second, with both intervals.
  public let contrast: Measured<TwoIntervals>
  /// Whether it is judged by the interval over nets: both predictors are one training of each net, or no training at all.
  public let isOverNets: Bool
  /// Nil where the contrast could not be computed.
  public let verdict: Verdict?
  /// n, S and R as tables print them.
  public let nets: Int, supernets: Int, runsPerNet: String

  /// Predictors that claims may name, with what is printed beside their differences.
  struct Compared {
    let comparison: PredictorComparison, nets: Int, runsPerNet: String, isOverNets: Bool

    init(_ comparison: PredictorComparison, nets: Int, runsPerNet: String, isOverNets: Bool = false) {
      (self.comparison, self.nets, self.runsPerNet, self.isOverNets) = (comparison, nets, runsPerNet, isOverNets)
    }
    init(_ comparison: PredictorComparison, _ design: Design) {
      self.init(comparison, nets: design.count, runsPerNet: design.runsPerNet)
    }
  }

  /// The rows of all claims, their verdicts adjusted together.
  ///
  /// - Parameter comparisons: of strategies, then of policies, then of incomplete training; a claim is decided by the first that knows both of its names.
  /// - Throws: `.unknownName` where a claim names neither a strategy nor a baseline nor a policy of the study.
  static func all(
    _ primary: Primary, _ comparisons: [Compared]
  ) throws(AnalysisError) -> [ClaimRow] {
    let known = comparisons.flatMap { ($0.comparison.predictors + $0.comparison.baselines).map(\.name) }
    var contrasts: [Measured<TwoIntervals>] = [], compared: [Compared] = []
    for claim in primary.claims {
      func knows(_ own: Compared, _ name: String) -> Bool { own.comparison.predictor(named: name) != nil }
      guard let own = comparisons.first(where: { knows($0, claim.first) && knows($0, claim.second) }),
        let first = own.comparison.predictor(named: claim.first), let second = own.comparison.predictor(named: claim.second)
      else { throw .unknownName(known.contains(claim.first) ? claim.second : claim.first, known: known) }
      let comparison = own.comparison
      contrasts.append(
        Measured { () throws(StatisticsError) in
          switch claim.measure ?? .tau {
          case .tau: try comparison.difference(first, second, over: (claim.over ?? .all).compared)
          case .steadiness: try comparison.steadinessDifference(first, second)
          }
        })
      compared.append(own)
    }
    // What could not be computed counts in the family with p = 1.
    let verdicts = Verdict.all(
      primary.claims.indices.map { index in
        let claim = primary.claims[index], follows = claim.follows ?? false, areAlike = claim.alike ?? false
        let estimate = contrasts[index].value.map { compared[index].isOverNets ? $0.theseSupernets : $0.theStrategy }
        var contrast = Verdict.Contrast(claim.text, estimate ?? .absent, follows: follows, areAlike: areAlike)
        contrast.minimumDetectableDifference = contrasts[index].value?.minimumDetectableDifference
        return contrast
      }, margins: primary.claims.map { $0.margin ?? primary.margin })
    return primary.claims.indices.map { index in
      ClaimRow(
        claim: primary.claims[index], contrast: contrasts[index], isOverNets: compared[index].isOverNets,
        verdict: contrasts[index].value == nil ? nil : verdicts[index],
        nets: compared[index].nets, supernets: contrasts[index].value?.supernets ?? 0, runsPerNet: compared[index].runsPerNet)
    }
  }
}
