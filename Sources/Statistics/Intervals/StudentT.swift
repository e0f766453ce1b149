internal import Streams

/// Student's t distribution with any degrees of freedom above 0, to a relative error of about 1e-12.
///
/// The distribution function is the regularised incomplete beta function by its continued fraction (Abramowitz and Stegun
/// 26.5.27, 26.5.8); Γ(a + ½)/Γ(a) comes from its asymptotic series, so that a million degrees of freedom lose no digits.
public struct StudentT: Sendable {
  public let degreesOfFreedom: Double

  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom must be above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// log Γ(ν/2 + ½)/(√(νπ) Γ(ν/2)).
  private var logConstant: Double {
    logGammaRatio(degreesOfFreedom / 2) - 0.5 * Elementary.log(degreesOfFreedom * Double.pi)
  }

  /// The density at t.
  public func density(_ t: Double) -> Double {
    Elementary.exp(logConstant - (degreesOfFreedom + 1) / 2 * Elementary.log1p(t * t / degreesOfFreedom))
  }

  /// P(T ≤ t).
  public func cumulative(_ t: Double) -> Double { t < 0 ? upperTail(-t) : 1 - upperTail(t) }

  /// P(T > t) for t ≥ 0: I_x(ν/2, ½)/2 with x = ν/(ν + t²).
  private func upperTail(_ t: Double) -> Double {
    guard t > 0 else { return 0.5 }
    let a = degreesOfFreedom / 2, square = t * t / degreesOfFreedom, x = 1 / (1 + square), rest = square / (1 + square)
    // x^a (1 − x)^½ / B(a, ½), where B(a, ½) = Γ(a) √π / Γ(a + ½).
    let front = Elementary.exp(logGammaRatio(a) - 0.5 * Elementary.log(Double.pi) - a * Elementary.log1p(square)) * rest.squareRoot()
    if x < (a + 1) / (a + 2.5) { return front * betaFraction(x, a, 0.5) / a / 2 }
    return (1 - front * betaFraction(rest, 0.5, a) / 0.5) / 2
  }

  /// The t below which a share p of the distribution lies, 0 < p < 1.
  public func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile is asked for at a share between 0 and 1")
    if p == 0.5 { return 0 }
    let tail = min(p, 1 - p)
    var low = 0.0, high = 1.0
    while upperTail(high) > tail { (low, high) = (high, 2 * high) }
    var t = (low + high) / 2
    for _ in 0..<200 {
      let excess = upperTail(t) - tail
      if excess > 0 { low = t } else { high = t }
      let newton = t + excess / density(t), next = newton > low && newton < high ? newton : (low + high) / 2
      if abs(next - t) <= 1e-15 * t { break }
      t = next
    }
    return p < 0.5 ? -t : t
  }
}
