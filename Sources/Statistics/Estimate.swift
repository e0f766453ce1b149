/// A number with its interval, or with the reason why it has none.
public struct Estimate: Codable, Hashable, Sendable {
  /// Why no interval is given.
  public enum Absence: String, Codable, Sendable {
    case fewNets = "fewer than 10 nets"
    case fewPoints = "fewer than 3 points"
    case oneSupernet = "not estimable from one supernet"
    case noSupernet = "no supernet takes part"
    case hangsOnOneNet = "without one of the nets all others are tied"
    case noVariance = "no variance"
  }

  public var value: Double
  /// The nets (for a slope the points) it was computed on.
  public var count: Int
  public var standardError: Double?
  public var interval: Interval?
  public var absence: Absence?

  public init(value: Double, count: Int, standardError: Double? = nil, interval: Interval? = nil, absence: Absence? = nil) {
    (self.value, self.count, self.standardError) = (value, count, standardError)
    (self.interval, self.absence) = (interval, absence)
  }

  /// A part of an estimate's variance, with its degrees of freedom.
  package struct Spread: Sendable {
    var variance: Double, degreesOfFreedom: Double
    package init(variance: Double, degreesOfFreedom: Double) { (self.variance, self.degreesOfFreedom) = (variance, degreesOfFreedom) }
  }

  /// A statistic with its interval over nets, and over whatever else it varies with (PROTOCOL section 4).
  ///
  /// V = V_A + Σ V_k with V_A of the jackknife; degrees of freedom V²/(V_A²/(n−1) + Σ V_k²/ν_k) (Satterthwaite 1946).
  /// - Parameters:
  ///   - more: the parts V_k.
  ///   - swapped: the same statistic after `swappingClosest` on the target, asked for where a correlation degenerates.
  package init(
    _ jackknife: Jackknife, scale: Scale, more: [Spread] = [], level: Double, scope: Interval.Scope, swapped: (() -> Jackknife)? = nil
  ) {
    self.init(value: jackknife.value, count: jackknife.count)
    guard count >= 10 else {
      absence = .fewNets
      return
    }
    var center = value, overNets = jackknife.variance, degenerate = false
    guard overNets.isFinite else {
      absence = .hangsOnOneNet
      return
    }
    if scale == .correlation && (abs(value) > 1 - 1e-12 || overNets <= 1e-24) {
      guard let swapped else {
        absence = .noVariance
        return
      }
      let other = swapped()
      (center, overNets, degenerate) = (other.value, other.variance, true)
      guard abs(center) < 1 - 1e-12 && overNets.isFinite else {
        absence = .hangsOnOneNet
        return
      }
    }
    let parts = [Spread(variance: overNets, degreesOfFreedom: Double(count - 1))] + more
    let variance = parts.map(\.variance).sum
    guard variance > 1e-24 else {
      // Two predictors that never differ: the difference is exactly what it is.
      interval = Interval(low: value, high: value, level: level, scope: scope, flags: [.degenerate])
      return
    }
    let freedom = variance * variance / parts.map { $0.variance * $0.variance / $0.degreesOfFreedom }.sum
    let error = variance.squareRoot()
    var interval = Interval(center, error: error, degreesOfFreedom: freedom, scale: scale, level: level, scope: scope)
    if degenerate {
      interval.low = value < -1 + 1e-12 ? -1 : min(value, interval.low)
      interval.high = value > 1 - 1e-12 ? 1 : max(value, interval.high)
      interval.flags = [.degenerate]
    }
    (standardError, self.interval) = (error, interval)
  }
}
