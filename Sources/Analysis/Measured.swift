public import Statistics

/// A number that a study was asked for, or the reason why its data cannot give it.
///
/// A reason is printed where the number would stand: nothing is left out silently.
public struct Measured<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// One of the two is there: the number, or a sentence without a full stop that says what is missing.
  public let value: Value?
  public let reason: String?

  /// No number, for a reason that is none of the statistics'.
  package init(absent reason: String) { (value, self.reason) = (nil, reason) }

  /// What the computation gives; what it throws becomes the reason.
  public init(_ compute: () throws(StatisticsError) -> Value) {
    do throws(StatisticsError) { (value, reason) = (try compute(), nil) } catch { (value, reason) = (nil, error.description) }
  }

  /// What is made of the number, where there is one.
  package func map<Other: Codable & Hashable & Sendable>(_ make: (Value) -> Other) -> Measured<Other> {
    value.map { value in Measured<Other> { make(value) } } ?? Measured<Other>(absent: reason ?? "it could not be computed")
  }
}
