/// exp, log, cos and their kin with the same bits on every CPU.
///
/// The C library promises none: it picks another variant where a processor multiplies and adds in one step, and the last bit of one
/// exponential in 1,400 differs. Here each function is a fixed sequence of additions, multiplications and divisions.
///
///     let weights = values.map { Elementary.exp($0 - top) }
///
/// Errors are in units in the last place of the result (ulp), measured against 60 digits over the ranges that Tests/Golden/streams
/// lists.
package enum Elementary {
  /// eˣ within 1 ulp: 0 below −745.14, ∞ above 709.78, NaN of NaN.
  package static func exp(_ x: Double) -> Double {
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    if x.isNaN { return x }
    let (power, rest) = parted(x)
    // In two halves: 2ᵏ itself may lie outside of what a Double holds.
    let half = power >> 1
    return (1 + rest) * twoTo(half) * twoTo(power - half)
  }

  /// eˣ − 1 within 2 ulp, also where x is small.
  package static func expm1(_ x: Double) -> Double {
    // From 2⁵⁶ on the 1 lies below the last place, and from −39 on eˣ does.
    if !(abs(x) < 39) { return exp(x) - 1 }
    let (power, rest) = parted(x), scale = twoTo(power)
    return scale * rest + (scale - 1)
  }

  /// x = k log 2 + r with |r| ≤ ½ log 2: k, and eʳ − 1 by its Taylor series.
  private static func parted(_ x: Double) -> (power: Int, rest: Double) {
    // Adding 1.5 · 2⁵² rounds to whole numbers; k times the upper part of log 2 is exact.
    let k = (x * 1.4426950408889634 + 0x1.8p52) - 0x1.8p52
    let r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33
    var sum = 1.0 / 87_178_291_200
    sum = sum * r + 1.0 / 6_227_020_800
    sum = sum * r + 1.0 / 479_001_600
    sum = sum * r + 1.0 / 39_916_800
    sum = sum * r + 1.0 / 3_628_800
    sum = sum * r + 1.0 / 362_880
    sum = sum * r + 1.0 / 40_320
    sum = sum * r + 1.0 / 5_040
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    return (Int(k), r + r * r * sum)
  }

  /// 2ᵏ for −1022 ≤ k ≤ 1023.
  private static func twoTo(_ k: Int) -> Double { Double(bitPattern: UInt64(k + 1023) << 52) }

  /// log x within 3 ulp: −∞ of 0, NaN below, ∞ of ∞.
  package static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x < 0 ? .nan : x }
    let isSmall = x < .leastNormalMagnitude, normal = isSmall ? x * 0x1p54 : x
    let result = log(SIMD8(repeating: normal))[0]
    return isSmall ? result - 54 * 0.6931471805599453 : result
  }

  /// log x of eight normal numbers 0 < x < ∞, each within 3 ulp.
  ///
  /// x = 2ᵉ m with m in √½ ..< √2, and log m = 2 artanh((m − 1)/(m + 1)).
  package static func log(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let bits = unsafeBitCast(x, to: SIMD8<UInt64>.self)
    // The exponent's bits under those of 2⁵² are the number 2⁵² + e + 1023.
    var exponent = unsafeBitCast(bits &>> 52 | 0x4330_0000_0000_0000, to: SIMD8<Double>.self) - (0x1p52 + 1023)
    var m = unsafeBitCast(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000, to: SIMD8<Double>.self)
    let isLarge = m .> 1.4142135623730951
    m.replace(with: m * 0.5, where: isLarge)
    exponent.replace(with: exponent + 1, where: isLarge)
    return exponent * 0.6931471805599453 + 2 * artanh((m - 1) / (m + 1))
  }

  /// log (1 + x) within 3 ulp, also where x is small; as `log` at and below −1.
  package static func log1p(_ x: Double) -> Double {
    x > -0.29 && x < 0.41 ? 2 * artanh(SIMD8(repeating: x / (2 + x)))[0] : log(1 + x)
  }

  /// tanh x within 3 ulp.
  package static func tanh(_ x: Double) -> Double {
    // 1 − tanh 20 lies below the last place.
    if abs(x) > 20 { return x < 0 ? -1 : 1 }
    let excess = expm1(2 * abs(x)), size = excess < 1 ? excess / (excess + 2) : 1 - 2 / (excess + 2)
    return x < 0 ? -size : size
  }

  /// artanh x within 4 ulp: ±∞ at ±1, NaN beyond.
  package static func atanh(_ x: Double) -> Double {
    let size = 0.5 * log1p(2 * abs(x) / (1 - abs(x)))
    return abs(x) > 1 ? .nan : x < 0 ? -size : size
  }

  /// artanh t for |t| ≤ 0.172 by its series.
  private static func artanh(_ t: SIMD8<Double>) -> SIMD8<Double> {
    let square = t * t
    var sum = SIMD8<Double>(repeating: 1.0 / 27)
    sum = sum * square + 1.0 / 25
    sum = sum * square + 1.0 / 23
    sum = sum * square + 1.0 / 21
    sum = sum * square + 1.0 / 19
    sum = sum * square + 1.0 / 17
    sum = sum * square + 1.0 / 15
    sum = sum * square + 1.0 / 13
    sum = sum * square + 1.0 / 11
    sum = sum * square + 1.0 / 9
    sum = sum * square + 1.0 / 7
    sum = sum * square + 1.0 / 5
    sum = sum * square + 1.0 / 3
    sum = sum * square + 1
    return t * sum
  }

  /// arctan x within 2 ulp: ±π/2 of ±∞, NaN of NaN.
  package static func atan(_ x: Double) -> Double {
    let size = abs(x)
    if size > 1 { return x < 0 ? atan(1 / size) - 0.5 * .pi : 0.5 * .pi - atan(1 / size) }
    // Between tan π/8 and 1 about π/4, so that the series ends soon.
    let isLarge = size > 0.41421356237309503, t = isLarge ? (size - 1) / (size + 1) : size, square = t * t
    var sum = 0.0
    for k in stride(from: 41, through: 3, by: -2) { sum = square * ((k & 2 == 0 ? 1 : -1) / Double(k) + sum) }
    let angle = isLarge ? 0.25 * .pi + (t + t * sum) : t + t * sum
    return x < 0 ? -angle : angle
  }

  /// cos πp for 0 ≤ p ≤ 1 within 4 · 10⁻¹⁶: a Taylor series about the nearer end.
  package static func cos(halfTurns p: Double) -> Double {
    if p > 0.5 { return -cos(halfTurns: 1 - p) }
    let x = Double.pi * p, square = x * x
    var sum = 0.0
    for k in stride(from: 24, through: 2, by: -2) { sum = (1 + sum) * -square / Double(k * (k - 1)) }
    return 1 + sum
  }

  /// xⁿ for n ≥ 0 by squaring.
  package static func power(_ x: Double, _ n: Int) -> Double {
    var result = 1.0, square = x, rest = n
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
