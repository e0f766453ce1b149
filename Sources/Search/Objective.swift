/// What a search wants much or little of: a quantity with its direction and unit.
public struct Objective: Codable, Hashable, Sendable {
  public enum Direction: String, Codable, CaseIterable, Hashable, Sendable {
    case maximize, minimize
  }

  /// As tables and axes call it: "accuracy", "MACs".
  public var name: String
  /// "%", "ms"; empty for a plain number.
  public var unit: String
  public var direction: Direction

  public init(_ name: String, unit: String = "", _ direction: Direction) {
    (self.name, self.unit, self.direction) = (name, unit, direction)
  }

  /// The value as searchers compare it, larger is better. What is no number ranks last: nets that diverged.
  public func oriented(_ value: Double) -> Double {
    value.isNaN ? -.infinity : direction == .maximize ? value : -value
  }
}
