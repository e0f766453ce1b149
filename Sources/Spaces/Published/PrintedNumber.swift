/// A number as a paper prints it, in millions: its digits say how exact it is.
public struct PrintedNumber: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// `3.20`, `528`.
  public let text: String
  /// What the last digit is worth: 10,000 for `3.20`.
  private let unit: Int
  /// In units.
  private let value: Int

  /// At most six decimals, which the catalogue's numbers have.
  public init(stringLiteral text: String) {
    self.text = text
    let digits = text.filter { $0 != "." }, decimals = text.contains(".") ? text.drop { $0 != "." }.count - 1 : 0
    precondition(decimals <= 6 && Int(digits) != nil, "'\(text)' is no number of millions")
    unit = (0..<(6 - decimals)).reduce(1) { product, _ in 10 * product }
    value = Int(digits) ?? 0
  }

  public var description: String { text }

  public enum Agreement: String, Codable, Hashable, Sendable { case rounded, cutOff = "cut off" }

  /// Whether a count, rounded to these digits or cut off behind them, is this number.
  public func agreement(with count: Int) -> Agreement? {
    if (count + unit / 2) / unit == value { return .rounded }
    return count / unit == value ? .cutOff : nil
  }

  /// How far a count is from this, relative to this.
  public func relativeDifference(of count: Int) -> Double { Double(count) / Double(value * unit) - 1 }
}
