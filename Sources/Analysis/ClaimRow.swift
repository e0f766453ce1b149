public import Statistics

/// A declared claim with what was measured, and its verdict.
public struct ClaimRow: Codable, Hashable, Sendable {
  /// As it was declared.
  public let claim: Primary.Claim
  /// The measure of the first minus that of the second, with both intervals.
  public let contrast: Measured<TwoIntervals>
  /// The mean score of fixed paths at which a direct effect was read; nil of other measures.
  public let level: Double?
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

  /// What claims are decided by.
  struct Evidence {
    /// Of strategies, then of policies, then of incomplete training; a claim is decided by the first that knows both of its names.
    var comparisons: [Compared]
    /// By label, the mean score of the fixed paths of each supernet, in the order of the predictor's seeds.
    var levels: [String: [Double]]
  }

  /// The rows of all claims, their verdicts adjusted together, and that of the control.
  ///
  /// - Throws: `.unknownName` where a claim names neither a strategy nor a baseline nor a policy of the study.
  static func all(_ primary: Primary, _ evidence: Evidence) throws(AnalysisError) -> (claims: [ClaimRow], control: ClaimRow?) {
    var control: ClaimRow?, known: Found?
    if let own = primary.control {
      let found = try Found(own, primary, evidence)
      known = found
      control = found.row(Verdict.all([found.verdictContrast], margin: primary.margin(of: own))[0])
    }
    var found: [Found] = []
    for claim in primary.claims { found.append(try Found(claim, primary, evidence)) }
    // What could not be computed counts in the family with p = 1.
    let contrasts = found.map { own in
      var contrast = own.verdictContrast
      contrast.detects = control?.detects == true && own.isJudged(as: known)
      return contrast
    }
    let verdicts = Verdict.all(contrasts, margins: primary.claims.map(primary.margin(of:)))
    return (zip(found, verdicts).map { $0.row($1) }, control)
  }

  /// Whether the difference was found that is known to be there, as of a control.
  public var detects: Bool { verdict?.finding == .supported }

  /// With the interval that judges it: over nets, or that of the strategy.
  public var judged: Measured<Estimate> { contrast.map { $0.judged(overNets: isOverNets) } }

  /// The contrast in units of δ; nil where it could not be computed.
  public var inMargins: Double? { verdict.map { $0.difference / $0.margin } }

  /// A claim with its contrast, before anything is judged.
  private struct Found {
    let claim: Primary.Claim, contrast: Measured<TwoIntervals>, level: Double?, compared: Compared
    /// Of the comparison among those of the evidence.
    let number: Int

    init(_ claim: Primary.Claim, _ primary: Primary, _ evidence: Evidence) throws(AnalysisError) {
      let known = evidence.comparisons.flatMap { ($0.comparison.predictors + $0.comparison.baselines).map(\.name) }
      func knows(_ own: Compared, _ name: String) -> Bool { own.comparison.predictor(named: name) != nil }
      guard let number = evidence.comparisons.firstIndex(where: { knows($0, claim.first) && knows($0, claim.second) }),
        case let own = evidence.comparisons[number], let first = own.comparison.predictor(named: claim.first),
        let second = own.comparison.predictor(named: claim.second)
      else { throw .unknownName(known.contains(claim.first) ? claim.second : claim.first, known: known) }
      let comparison = own.comparison
      let pairs = (claim.over ?? .all).compared
      var level: Double?
      contrast = Measured { () throws(StatisticsError) in
        switch claim.measure ?? .tau {
        case .tau: return try comparison.difference(first, second, over: pairs)
        case .steadiness: return try comparison.steadinessDifference(first, second)
        case .directEffect:
          func curve(_ label: String) throws(StatisticsError) -> TrainingCurve {
            var ends: [TrainingCurve.End] = []
            for schedule in [label] + (primary.schedules[label] ?? []) {
              guard let predictor = comparison.predictor(named: schedule), predictor.seeds == first.seeds,
                let levels = evidence.levels[schedule]
              else {
                throw .tooFew("supernets of \(schedule) with a training level and the seeds of \(first.name)", count: 0, least: 2)
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
      (self.claim, self.level, compared, self.number) = (claim, level, own, number)
    }

    /// Whether a control says something of this claim: both are of the same nets and predictors' kind, in tau or what follows from it.
    func isJudged(as control: Found?) -> Bool {
      guard let control else { return false }
      return control.number == number && (claim.measure ?? .tau) != .steadiness
    }

    var verdictContrast: Verdict.Contrast {
      let follows = claim.follows ?? false, areAlike = claim.alike ?? false
      let estimate = contrast.value?.judged(overNets: compared.isOverNets)
      var own = Verdict.Contrast(claim.text, estimate ?? .absent, follows: follows, areAlike: areAlike)
      own.minimumDetectableDifference = contrast.value?.minimumDetectableDifference
      return own
    }

    func row(_ verdict: Verdict) -> ClaimRow {
      ClaimRow(
        claim: claim, contrast: contrast, level: level, isOverNets: compared.isOverNets, verdict: contrast.value == nil ? nil : verdict,
        nets: compared.nets,
        supernets: contrast.value?.supernets ?? 0, runsPerNet: compared.runsPerNet)
    }
  }
}

extension TwoIntervals {
  /// With the interval over nets, or that of the strategy.
  fileprivate func judged(overNets: Bool) -> Estimate { overNets ? theseSupernets : theStrategy }
}
