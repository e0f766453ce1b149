public import Statistics

/// A declared claim with what was measured, and its verdict.
public struct ClaimRow: Codable, Hashable, Sendable {
  /// As it was declared.
  public let claim: Primary.Claim
  /// The measure of the first minus that of the second, with both intervals.
  public let contrast: Measured<TwoIntervals>
  /// The mean accuracy of fixed paths (fraction) at which a direct effect was read; nil of other measures.
  public let level: Double?
  /// Nil where the contrast could not be computed.
  public let verdict: Verdict?
  /// n, S and R as tables print them.
  public let nets: Int, supernets: Int, runsPerNet: String

  /// What claims are decided by.
  struct Evidence {
    /// Of strategies, then of policies; a claim is decided by the first that knows its first name.
    var comparisons: [(comparison: PredictorComparison, design: Design)]
    /// By label, the mean accuracy of the fixed paths of each supernet, in the order of the predictor's seeds.
    var levels: [String: [Double]]
  }

  /// The rows of all claims, their verdicts adjusted together, and that of the control.
  ///
  /// - Throws: `.unknownName` where a claim names neither a strategy nor a baseline nor a policy of the study.
  static func all(_ primary: Primary, _ evidence: Evidence) throws(AnalysisError) -> (claims: [ClaimRow], control: ClaimRow?) {
    var control: ClaimRow?
    if let own = primary.control {
      let found = try Found(own, primary, evidence)
      control = found.row(Verdict.all([found.verdictContrast], margin: own.margin ?? primary.margin)[0])
    }
    var found: [Found] = []
    for claim in primary.claims { found.append(try Found(claim, primary, evidence)) }
    // What could not be computed counts in the family with p = 1.
    let verdicts = Verdict.all(
      found.map(\.verdictContrast), margins: primary.claims.map { $0.margin ?? primary.margin }, detects: control?.detects ?? false)
    return (zip(found, verdicts).map { $0.row($1) }, control)
  }

  /// Whether a difference was found, as of a control.
  public var detects: Bool { verdict?.finding == .supported || verdict?.finding == .contradicted }

  /// The contrast in units of δ; nil where it could not be computed.
  public var inMargins: Double? { verdict.map { $0.difference / $0.margin } }

  /// A claim with its contrast, before anything is judged.
  private struct Found {
    let claim: Primary.Claim, contrast: Measured<TwoIntervals>, level: Double?, design: Design

    init(_ claim: Primary.Claim, _ primary: Primary, _ evidence: Evidence) throws(AnalysisError) {
      let known = evidence.comparisons.flatMap { ($0.comparison.predictors + $0.comparison.baselines).map(\.name) }
      guard let (comparison, design) = evidence.comparisons.first(where: { $0.comparison.predictor(named: claim.first) != nil }),
        let first = comparison.predictor(named: claim.first)
      else { throw .unknownName(claim.first, known: known) }
      guard let second = comparison.predictor(named: claim.second) else { throw .unknownName(claim.second, known: known) }
      let pairs = (claim.over ?? .all).compared
      var level: Double?
      contrast = Measured { () throws(StatisticsError) in
        switch claim.measure ?? .tau {
        case .tau: return try comparison.difference(first, second, over: pairs)
        case .steadiness: return try comparison.steadinessDifference(first, second)
        case .directEffect:
          func curve(_ label: String) throws(StatisticsError) -> TrainingCurve {
            var ends: [TrainingCurve.End] = []
            for own in [label] + (primary.schedules[label] ?? []) {
              guard let predictor = comparison.predictor(named: own), predictor.seeds == first.seeds, let levels = evidence.levels[own]
              else {
                throw .tooFew("supernets of \(own) with a training level and the seeds of \(first.name)", count: 0, least: 2)
              }
              ends.append(try TrainingCurve.End(levels: levels, taus: try comparison.tau(predictor, over: pairs)))
            }
            return try TrainingCurve(ends)
          }
          let effect = try curve(first.name).difference(to: try curve(second.name))
          level = effect.level
          return effect.difference
        }
      }
      (self.claim, self.level, self.design) = (claim, level, design)
    }

    var verdictContrast: Verdict.Contrast {
      let follows = claim.follows ?? false
      return contrast.value.map { Verdict.Contrast(claim.text, $0, follows: follows) }
        ?? Verdict.Contrast(claim.text, .absent, follows: follows)
    }

    func row(_ verdict: Verdict) -> ClaimRow {
      ClaimRow(
        claim: claim, contrast: contrast, level: level, verdict: contrast.value == nil ? nil : verdict, nets: design.count,
        supernets: contrast.value?.supernets ?? 0, runsPerNet: design.runsPerNet)
    }
  }
}
