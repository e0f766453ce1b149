/// A closed range that a table's value must lie in, as searches limit multiply-adds or latency.
///
///     let constraint = PathConstraint(CostTable(space).macs, atMost: 330e6)
public struct PathConstraint: Codable, Hashable, Sendable {
  public var table: LookupTable
  /// Values below the one and above the other are rejected, the limits themselves are not (Guo et al. 2020); nil: no limit.
  public var low: Double?, high: Double?

  public init(_ table: LookupTable, atLeast low: Double? = nil, atMost high: Double? = nil) {
    self.table = table
    self.low = low
    self.high = high
  }

  /// Whether a path's exact sum lies in the range.
  public func allows(_ path: [Int]) -> Bool {
    if low == nil && high == nil { return true }
    let value = table.value(of: path)
    return value >= low ?? -.infinity && value <= high ?? .infinity
  }

  /// For messages: `macs of at least 3 and at most 5`.
  var text: String {
    let limits = [low.map { "at least \(table.text($0))" }, high.map { "at most \(table.text($0))" }].compactMap { $0 }
    return "\(table.name) of \(limits.isEmpty ? "any size" : limits.joined(separator: " and "))"
  }

  /// For messages: `macs runs from 2 to 9`.
  var range: String { "\(table.name) runs from \(table.text(table.least)) to \(table.text(table.greatest))" }
}
