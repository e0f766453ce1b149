internal import Streams

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
    /// Seeds of a search on a fixed table.
    case searches
    /// Images that one net classifies.
    case images
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

  /// value ± t·se, or for a correlation τ with |τ| < 1 tanh(atanh τ ± t·se/(1 − τ²)).
  package init(_ value: Double, error: Double, degreesOfFreedom: Double, scale: Scale, level: Double, scope: Scope) {
    let half = StudentT(degreesOfFreedom: degreesOfFreedom).quantile((1 + level) / 2) * error
    switch scale {
    case .difference: self.init(low: value - half, high: value + half, level: level, scope: scope, degreesOfFreedom: degreesOfFreedom)
    case .correlation:
      let z = Elementary.atanh(value), halfZ = half / (1 - value * value)
      self.init(
        low: Elementary.tanh(z - halfZ), high: Elementary.tanh(z + halfZ), level: level, scope: scope, degreesOfFreedom: degreesOfFreedom)
    }
  }
}

/// On which scale an interval is symmetric: a correlation's on that of atanh, a difference's as it is.
package enum Scale: Sendable { case correlation, difference }
