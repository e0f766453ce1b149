/// How truly a strategy's supernets rank at the ends of separate schedules, against how well they are trained (protocol, section 3).
///
///     let spos = try TrainingCurve([third, whole]), fair = try TrainingCurve([fairWhole])
///     let (level, effect) = try fair.difference(to: spos)
///     print(level, effect.theStrategy)      // the direct effect at equal training level
///
/// Snapshots inside one schedule are no ends: they are not annealed.
public struct TrainingCurve: Sendable {
  /// One schedule's supernets at their end.
  public struct End: Sendable {
    /// The mean accuracy (fraction) of the fixed paths of each supernet.
    public let levels: [Double]
    /// Of the same supernets, in the same order.
    public let taus: StrategyTau

    /// - Throws: `.lengths`, `.notFinite`.
    public init(levels: [Double], taus: StrategyTau) throws(StatisticsError) {
      guard levels.count == taus.each.count else { throw .lengths(levels.count, taus.each.count) }
      try StatisticsError.check(levels, named: "training levels")
      (self.levels, self.taus) = (levels, taus)
    }

    /// The mean over supernets.
    public var level: Double { levels.mean }
  }

  /// By rising level.
  public let ends: [End]

  /// - Throws: `.tooFew` without an end or with one supernet a schedule, `.lengths` where schedules differ in supernets: those of one seed share
  ///   weights and images.
  public init(_ ends: [End]) throws(StatisticsError) {
    guard let first = ends.first else { throw .tooFew("schedules", count: 0, least: 1) }
    guard first.levels.count > 1 else { throw .tooFew("supernets", count: first.levels.count, least: 2) }
    for end in ends where end.levels.count != first.levels.count { throw .lengths(first.levels.count, end.levels.count) }
    self.ends = ends.sorted { $0.level < $1.level }
  }

  /// The levels between which it is known.
  public var reach: ClosedRange<Double> { ends[0].level...ends[ends.count - 1].level }

  /// tau of this less that of the other at the highest level that both reach, supernet by supernet of equal seeds, and that level.
  ///
  /// One of both stands at the end of a schedule there, the other is linear between two of its own. Levels are means over supernets; that they
  /// are estimated moves the difference by the curve's slope, to first order, and is part of V_S: each supernet's difference is corrected by its own
  /// distance from the mean levels, which leaves the mean as it is (the delta method).
  /// - Throws: `.noCommonLevel` where the two do not overlap, `.lengths` for other supernets or nets.
  public func difference(to other: TrainingCurve, level confidence: Double = 0.95) throws(StatisticsError) -> (
    level: Double, difference: TwoIntervals
  ) {
    let common = min(reach.upperBound, other.reach.upperBound)
    guard common >= reach.lowerBound, common >= other.reach.lowerBound else { throw .noCommonLevel(reach, other.reach) }
    // Supernet by supernet, how far the common level itself lies from its mean.
    let leader = reach.upperBound <= other.reach.upperBound ? self : other, top = leader.ends[leader.ends.count - 1]
    guard top.levels.count == ends[0].levels.count, ends[0].levels.count == other.ends[0].levels.count else {
      throw .lengths(ends[0].levels.count, other.ends[0].levels.count)
    }
    let drift = top.levels.map { $0 - top.level }
    func taus(_ curve: TrainingCurve) -> StrategyTau {
      curve.ends.count == 1 || curve.reach.upperBound == common ? curve.last : curve.taus(at: common, drift)
    }
    return (common, try taus(self).difference(to: taus(other), sharedSeeds: true, level: confidence))
  }

  private var last: StrategyTau { ends[ends.count - 1].taus }

  /// Linear between the two ends around a level.
  private func taus(at level: Double, _ drift: [Double]) -> StrategyTau {
    let above = ends.firstIndex { $0.level >= level } ?? ends.count - 1, high = ends[above], low = ends[max(0, above - 1)]
    guard high.level > low.level else { return high.taus }
    let share = (level - low.level) / (high.level - low.level)
    let slope = (Jackknife.mean(high.taus.each).value - Jackknife.mean(low.taus.each).value) / (high.level - low.level)
    return StrategyTau(
      each: drift.indices.map { supernet in
        let a = low.taus.each[supernet], b = high.taus.each[supernet]
        let own = (1 - share) * (low.levels[supernet] - low.level) + share * (high.levels[supernet] - high.level)
        let shift = slope * (drift[supernet] - own)
        return Jackknife(
          value: (1 - share) * a.value + share * b.value + shift,
          withoutEach: zip(a.withoutEach, b.withoutEach).map { (1 - share) * $0 + share * $1 + shift }, count: min(a.count, b.count))
      }, isCensus: high.taus.isCensus)
  }
}
