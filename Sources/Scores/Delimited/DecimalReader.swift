/// Reads decimal numbers straight from bytes.
///
/// Up to 15 digits with an exponent within ±22 take one exact multiplication or division (Clinger 1990, "How to read
/// floating point numbers accurately"); the rest goes through the library, so that every result is the nearest Double.
package struct DecimalReader {
  private static let powers: [Double] = (0...22).reduce(into: [1.0]) { powers, _ in powers.append(powers[powers.count - 1] * 10) }
  private let powers = Self.powers, decimal: UInt8

  /// - Parameter decimal: what stands before the fraction, a point or a comma.
  package init(decimal: UInt8 = UInt8(ascii: ".")) { self.decimal = decimal }

  /// The number that starts at a position, which then stands behind it; nil, and the position as it was, where there is none.
  package func number(in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int) -> Double? {
    let start = position, end = bytes.count
    var here = start
    let negative = here < end && bytes[here] == UInt8(ascii: "-")
    if negative || (here < end && bytes[here] == UInt8(ascii: "+")) { here += 1 }
    var mantissa: UInt64 = 0, digits = 0, exponent = 0
    func digit() -> UInt64? {
      guard here < end, bytes[here] &- 48 < 10 else { return nil }
      return UInt64(bytes[here] &- 48)
    }
    while let value = digit() {
      mantissa = mantissa &* 10 &+ value
      (digits, here) = (digits + 1, here + 1)
    }
    if here < end && bytes[here] == decimal {
      here += 1
      while let value = digit() {
        mantissa = mantissa &* 10 &+ value
        (digits, exponent, here) = (digits + 1, exponent - 1, here + 1)
      }
    }
    guard digits > 0 else { return nil }
    if here < end && bytes[here] | 32 == UInt8(ascii: "e") {
      let mark = here
      here += 1
      let down = here < end && bytes[here] == UInt8(ascii: "-")
      if down || (here < end && bytes[here] == UInt8(ascii: "+")) { here += 1 }
      var power = 0, some = false
      while let value = digit() {
        power = min(power * 10 + Int(value), 100_000)
        (some, here) = (true, here + 1)
      }
      if some { exponent += down ? -power : power } else { here = mark }
    }
    position = here
    guard digits <= 15 && abs(exponent) <= 22 else {
      // Digits alone are read so: a page of them is no number.
      guard here - start <= 400 else { return nil }
      return Double(String(decoding: bytes[start..<here].map { $0 == decimal ? UInt8(ascii: ".") : $0 }, as: UTF8.self))
    }
    let value = exponent < 0 ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
    return negative ? -value : value
  }
}
