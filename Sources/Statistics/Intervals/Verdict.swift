/// What an experiment's primary contrasts support, adjusted for their number (protocol, section 7).
public struct Verdict: Codable, Hashable, Sendable {
  public enum Finding: String, Codable, Sendable {
    case supported, contradicted
    /// Inside ±δ, by a design that detected its positive control.
    case equivalent
    case inconclusive
    /// It follows a contrast that was not decided.
    case notTested = "not tested"
  }

  public let name: String
  public let finding: Finding
  public let difference: Double
  /// Holm's p of the two-sided t test; 1 where the contrast cannot be estimated.
  public let adjustedP: Double
  /// The interval at Holm's level, which the finding comes from; nil where it cannot be estimated.
  public let interval: Interval?
  /// δ: differences inside ±δ do not matter in practice.
  public let margin: Double
  public let minimumDetectableDifference: Double?

  /// Whether the interval lies inside ±δ: equivalent where a control was detected, else no claim.
  public var isWithinMargin: Bool {
    guard let interval, !interval.flags.contains(.degenerate) else { return false }
    return interval.isInside(margin)
  }

  /// A contrast with its difference, whose interval over repetitions of the whole study is judged.
  public struct Contrast: Sendable {
    public var name: String, difference: Estimate, minimumDetectableDifference: Double?
    /// Whether it is tested only if the contrast in front of it was supported or contradicted: a fixed sequence.
    public var follows: Bool
    /// Whether it is said that both are alike: that the difference lies inside ±δ.
    public var areAlike: Bool
    /// Whether the same design found an effect that is known to be there, its positive control (protocol, section 3): on the same nets and
    /// supernets, in the same measure. To be equivalent a contrast needs both; a control is no member of the family.
    public var detects = false

    /// Of taus: the interval of the strategy.
    public init(_ name: String, _ difference: TwoIntervals, follows: Bool = false, areAlike: Bool = false) {
      self.init(name, difference.theStrategy, follows: follows, areAlike: areAlike)
      minimumDetectableDifference = difference.minimumDetectableDifference
    }

    public init(_ name: String, _ difference: Estimate, follows: Bool = false, areAlike: Bool = false) {
      (self.name, self.difference, self.follows, self.areAlike) = (name, difference, follows, areAlike)
    }
  }

  /// The verdicts of all declared contrasts, in their order.
  ///
  /// By rising p the i-th of m is judged at level 1 − .05/(m − i + 1); from the first that includes 0 on, all keep that one's level
  /// (Holm 1979). Contrasts in a fixed sequence are one of the m: each inherits the share of the one in front of it once that is decided,
  /// and the last one's goes to the others (Bretz et al. 2009). `supported` where the low end is above 0, `contradicted` where the high end
  /// is below 0, `equivalent` where the interval lies inside ±δ and the design detects, else `inconclusive`. Of what is said to be alike
  /// `supported` where the interval lies inside ±δ and the design detects, `contradicted` where it lies outside, else `inconclusive`: two
  /// one-sided tests (Schuirmann 1987), each at half of the level. A degenerate contrast decides nothing.
  public static func all(_ contrasts: [Contrast], margin: Double = 0.10, alpha: Double = 0.05) -> [Verdict] {
    all(contrasts, margins: contrasts.map { _ in margin }, alpha: alpha)
  }

  /// The same of contrasts in different units, each with a δ of its own.
  public static func all(_ contrasts: [Contrast], margins: [Double], alpha: Double = 0.05) -> [Verdict] {
    // Nothing is alike by a design that detects nothing: such a claim decides nothing and hands nothing on.
    let p = zip(contrasts, margins).map { own, margin in
      let isBlind = !own.detects && abs(own.difference.value) < margin
      return own.areAlike ? (isBlind ? 1 : pValue(own.difference, alikeWithin: margin)) : pValue(own.difference)
    }
    var adjusted = p.map { _ in 1.0 }, levels = adjusted, running = 0.0, stopped: Double?
    // The contrast that stands in front in each fixed sequence.
    var fronts = p.indices.filter { $0 == 0 || !contrasts[$0].follows }
    while let index = fronts.min(by: { (p[$0], $0) < (p[$1], $1) }) {
      let share = Double(fronts.count)
      running = max(running, min(1, share * p[index]))
      adjusted[index] = running
      levels[index] = stopped ?? 1 - alpha / share
      if running > alpha && stopped == nil { stopped = levels[index] }
      fronts.removeAll { $0 == index }
      if index + 1 < p.count, contrasts[index + 1].follows { fronts.append(index + 1) }
    }
    return contrasts.indices.map { index in
      let difference = contrasts[index].difference, interval = atLevel(levels[index], difference)
      let isTested = index == 0 || !contrasts[index].follows || adjusted[index - 1] <= alpha
      return Verdict(
        name: contrasts[index].name,
        finding: isTested ? finding(interval, margins[index], contrasts[index]) : .notTested,
        difference: difference.value,
        adjustedP: adjusted[index],
        interval: interval, margin: margins[index], minimumDetectableDifference: contrasts[index].minimumDetectableDifference)
    }
  }

  private static func finding(_ interval: Interval?, _ margin: Double, _ contrast: Contrast) -> Finding {
    guard let interval, !interval.flags.contains(.degenerate) else { return .inconclusive }
    if contrast.areAlike {
      if interval.isInside(margin) { return contrast.detects ? .supported : .inconclusive }
      return interval.low > margin || interval.high < -margin ? .contradicted : .inconclusive
    }
    if interval.low > 0 { return .supported }
    if interval.high < 0 { return .contradicted }
    return contrast.detects && interval.isInside(margin) ? .equivalent : .inconclusive
  }

  private static func pValue(_ estimate: Estimate) -> Double {
    guard let error = estimate.standardError, let freedom = estimate.interval?.degreesOfFreedom else { return 1 }
    return 2 * StudentT(degreesOfFreedom: freedom).cumulative(-abs(estimate.value / error))
  }

  /// The smallest level at which the interval lies inside ±margin, or outside: what decides whether both are alike.
  private static func pValue(_ estimate: Estimate, alikeWithin margin: Double) -> Double {
    guard let error = estimate.standardError, let freedom = estimate.interval?.degreesOfFreedom else { return 1 }
    // Of the nearer end; negative where the difference lies outside.
    let distance = (margin - abs(estimate.value)) / error
    return min(1, 2 * StudentT(degreesOfFreedom: freedom).cumulative(-abs(distance)))
  }

  private static func atLevel(_ level: Double, _ estimate: Estimate) -> Interval? {
    guard var interval = estimate.interval else { return nil }
    guard let error = estimate.standardError, let freedom = interval.degreesOfFreedom else { return interval }
    let half = StudentT(degreesOfFreedom: freedom).quantile((1 + level) / 2) * error
    (interval.low, interval.high, interval.level) = (estimate.value - half, estimate.value + half, level)
    return interval
  }
}

extension Interval {
  /// Whether it lies inside ±δ.
  fileprivate func isInside(_ margin: Double) -> Bool { low > -margin && high < margin }
}
