/// Fisher's F distribution, of the ratio of two mean squares.
public struct FDistribution: Sendable {
  public let numerator: Int, denominator: Int

  /// - Parameters: degrees of freedom, 1 or more each.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(numerator > 0 && denominator > 0, "degrees of freedom must be above 0")
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  /// P(F > f): I_x(d₂/2, d₁/2) with x = d₂/(d₂ + d₁ f) (Abramowitz and Stegun 26.6.2).
  public func upperTail(_ f: Double) -> Double {
    guard f > 0 else { return 1 }
    let a = Double(denominator), b = Double(numerator) * f
    return incompleteBeta(a / (a + b), rest: b / (a + b), a / 2, twiceB: numerator)
  }
}
