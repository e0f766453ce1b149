import Glibc

/// A confidence interval, with what was resampled and what is to be known about it.
public struct Interval: Codable, Hashable, Sendable {
  /// What would be drawn anew if the study were repeated.
  public enum Scope: String, Codable, Sendable {
    /// The nets alone: the supernets are those that were trained.
    case theseSupernets = "these supernets"
    /// Nets and supernets: what one more training of the strategy would give.
    case theStrategy = "the strategy"
    /// Nets, of a number in which no supernet takes part.
    case nets
  }

  /// Something that a reader of the interval must be told.
  public enum Flag: String, Codable, Sendable {
    /// tau was ±1 or had no variance: the interval is that of the same data with two nets adjacent in the target swapped.
    case degenerate
    /// Fewer than four supernets: the spread between them is hardly known.
    case fewSupernets = "few supernets"
  }

  public var low: Double, high: Double
  /// The share of repetitions in which such an interval should cover.
  public var level: Double
  public var scope: Scope
  /// Of Student's t; nil for the bootstrap.
  public var degreesOfFreedom: Double?
  public var flags: [Flag]

  public init(low: Double, high: Double, level: Double, scope: Scope, degreesOfFreedom: Double? = nil, flags: [Flag] = []) {
    (self.low, self.high, self.level, self.scope) = (low, high, level, scope)
    (self.degreesOfFreedom, self.flags) = (degreesOfFreedom, flags)
  }

  /// value ± t·√variance, for a difference of correlations.
  package init(_ value: Double, variance: Double, degreesOfFreedom: Double, level: Double, scope: Scope) {
    let half = StudentT(degreesOfFreedom: degreesOfFreedom).quantile((1 + level) / 2) * variance.squareRoot()
    self.init(low: value - half, high: value + half, level: level, scope: scope, degreesOfFreedom: degreesOfFreedom)
  }

  /// tanh(atanh τ ± t·√variance/(1 − τ²)), for a correlation with |τ| < 1.
  package init(correlation tau: Double, variance: Double, degreesOfFreedom: Double, level: Double, scope: Scope) {
    let half = StudentT(degreesOfFreedom: degreesOfFreedom).quantile((1 + level) / 2) * variance.squareRoot() / (1 - tau * tau)
    self.init(
      low: tanh(atanh(tau) - half), high: tanh(atanh(tau) + half), level: level, scope: scope, degreesOfFreedom: degreesOfFreedom)
  }
}

/// A number with its interval, or with the reason why it has none.
public struct Estimate: Codable, Hashable, Sendable {
  /// Why no interval is given.
  public enum Absence: String, Codable, Sendable {
    case fewNets = "fewer than 10 nets"
    case smallSlice = "n too small"
    case oneSupernet = "not estimable from one supernet"
    case noSupernet = "no supernet takes part"
    case hangsOnOneNet = "without one of the nets all others are tied"
  }

  public var value: Double
  /// The nets it was computed on.
  public var count: Int
  public var standardError: Double?
  public var interval: Interval?
  public var absence: Absence?

  public init(value: Double, count: Int, standardError: Double? = nil, interval: Interval? = nil, absence: Absence? = nil) {
    (self.value, self.count, self.standardError) = (value, count, standardError)
    (self.interval, self.absence) = (interval, absence)
  }

  /// A correlation with its interval over nets (PROTOCOL section 4).
  ///
  /// - Parameter swapped: the same statistic after `swappingClosest` on the target, asked for where the interval degenerates.
  package init(correlation: Jackknife, level: Double, scope: Interval.Scope = .nets, swapped: () -> Jackknife) {
    let n = correlation.withoutEach.count, variance = correlation.variance
    self.init(value: correlation.value, count: n)
    guard n >= 10 else {
      absence = .fewNets
      return
    }
    guard variance.isFinite else {
      absence = .hangsOnOneNet
      return
    }
    standardError = variance.squareRoot()
    if abs(value) < 1 - 1e-12 && variance > 1e-24 {
      interval = Interval(correlation: value, variance: variance, degreesOfFreedom: Double(n - 1), level: level, scope: scope)
      return
    }
    let other = swapped()
    guard abs(other.value) < 1 - 1e-12 && other.variance.isFinite else {
      absence = .hangsOnOneNet
      return
    }
    var interval = Interval(
      correlation: other.value, variance: other.variance, degreesOfFreedom: Double(n - 1), level: level, scope: scope)
    interval.low = value <= -1 + 1e-12 ? -1 : min(value, interval.low)
    interval.high = value >= 1 - 1e-12 ? 1 : max(value, interval.high)
    interval.flags = [.degenerate]
    self.interval = interval
  }
}
