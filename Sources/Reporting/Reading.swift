/// A number as figures and tables show it: a value and, where there is one, its interval.
public struct Reading: Codable, Hashable, Sendable {
  public var value: Double
  /// The interval's ends; both or neither.
  public var low: Double?, high: Double?

  public init(_ value: Double, low: Double? = nil, high: Double? = nil) { (self.value, self.low, self.high) = (value, low, high) }

  /// `0.52 [0.45, 0.58]`.
  package func text(_ decimals: Int) -> String {
    guard let low, let high else { return value.readable(decimals) }
    return "\(value.readable(decimals)) [\(low.readable(decimals)), \(high.readable(decimals))]"
  }

  var ends: [Double] { [value] + [low, high].compactMap(\.self) }
}
