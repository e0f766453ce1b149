import Streams

/// The regularised incomplete beta function I_x(a, b) of half-whole b, by its continued fraction (Abramowitz and Stegun 26.5.8).
///
/// - Parameters:
///   - x: from 0 to 1, and `rest` is 1 − x.
///   - twiceB: 2b, 1 or more.
func incompleteBeta(_ x: Double, rest: Double, _ a: Double, twiceB: Int) -> Double {
  guard x > 0 else { return 0 }
  guard rest > 0 else { return 1 }
  let b = Double(twiceB) / 2
  // log Γ(a + b)/Γ(a), and log Γ(b) from Γ(½) = √π, in steps of ½.
  let raised = (0..<twiceB).reduce(0.0) { $0 + logGammaRatio(a + Double($1) / 2) }
  let gamma = (1..<max(twiceB, 1)).reduce(0.5 * Elementary.log(Double.pi)) { $0 + logGammaRatio(Double($1) / 2) }
  let front = Elementary.exp(raised - gamma + a * Elementary.log(x) + b * Elementary.log(rest))
  return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(rest, b, a) / b
}

/// log Γ(a + ½) − log Γ(a), raised above 25 by Γ(a + 1) = a Γ(a), then by its asymptotic series.
func logGammaRatio(_ a: Double) -> Double {
  var a = a, shift = 0.0
  while a < 25 {
    shift += Elementary.log(a / (a + 0.5))
    a += 1
  }
  let s = 1 / (a * a)
  return shift + 0.5 * Elementary.log(a) + (-1.0 / 8 + s * (1.0 / 192 + s * (-1.0 / 640 + s * (17.0 / 14_336 - s * 31.0 / 18_432)))) / a
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let tiny = 1e-300
  func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var c = 1.0, d = 1 / kept(1 - (a + b) * x / (a + 1)), fraction = d
  for step in 1...100_000 {
    let m = Double(step)
    var term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + term * d)
    c = kept(1 + term / c)
    fraction *= d * c
    term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + term * d)
    c = kept(1 + term / c)
    fraction *= d * c
    if abs(d * c - 1) < 1e-16 { break }
  }
  return fraction
}
