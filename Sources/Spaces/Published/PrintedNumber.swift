/// A number as a paper prints it, in millions, or in thousands of millions with a G behind: its digits say how exact it is.
public struct PrintedNumber: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// `3.20`, `528`, `0.49G`.
  public let text: String
  /// What the last digit is worth: 10,000 for `3.20`.
  private let unit: Int
  /// In units.
  private let value: Int

  /// At most six decimals, which the catalogue's numbers have.
  public init(stringLiteral text: String) {
    guard let number = PrintedNumber(text) else { preconditionFailure("'\(text)' is no number of millions") }
    self = number
  }

  private init?(_ text: String) {
    let number = text.hasSuffix("G") ? text.dropLast() : text[...], exponent = text.hasSuffix("G") ? 9 : 6
    let digits = number.filter { $0 != "." }, decimals = number.contains(".") ? number.drop { $0 != "." }.count - 1 : 0
    guard decimals <= 6, digits.count <= 9, let value = Int(digits) else { return nil }
    (self.text, self.value) = (text, value)
    unit = (0..<(exponent - decimals)).reduce(1) { product, _ in 10 * product }
  }

  /// The numbers that differ in the order of two neighbouring digits, which a typist exchanges.
  var exchanges: [PrintedNumber] {
    let places = text.indices.filter { text[$0].isNumber }
    return zip(places, places.dropFirst()).compactMap { former, latter in
      var letters = Array(text)
      let i = text.distance(from: text.startIndex, to: former), j = text.distance(from: text.startIndex, to: latter)
      guard letters[i] != letters[j] else { return nil }
      letters.swapAt(i, j)
      return PrintedNumber(String(letters))
    }
  }

  public var description: String { text }

  /// Its value, for programs.
  public var millions: Double { Double(value * unit) / 1e6 }

  public enum Agreement: String, Codable, Hashable, Sendable { case rounded, cutOff = "cut off" }

  /// Whether a count, rounded to these digits or cut off behind them, is this number.
  public func agreement(with count: Int) -> Agreement? {
    if (count + unit / 2) / unit == value { return .rounded }
    return count / unit == value ? .cutOff : nil
  }

  /// How far a count is from this, relative to this.
  public func relativeDifference(of count: Int) -> Double { Double(count) / Double(value * unit) - 1 }
}
