/// What paths are counted by: a sum of one whole number for each candidate taken.
public enum PathMeasure: String, Codable, Hashable, Sendable {
  /// Nothing: all paths have measure 0.
  case none
  /// Choices that keep something else than an identity.
  case depth
  /// Multiply-adds in steps of at most 1/100,000 of the space's range, a candidate's rounded to the nearest: exact where all
  /// differences are multiples of a large enough number, as at ImageNet scale.
  case macs

  /// For each choice, each candidate's number of steps above the cheapest.
  func steps(_ space: Space) -> [[Int]] {
    switch self {
    case .none: return space.choices.map { $0.candidates.map { _ in 0 } }
    case .depth: return Self.above(space.choices.map { $0.candidates.map { $0.isIdentity ? 0 : 1 } })
    case .macs:
      let above = Self.above(CostTable(space).choices.map { $0.map(\.macs) })
      let range = above.reduce(0) { $0 + ($1.max() ?? 0) }
      let exact = above.joined().reduce(0, Self.greatestCommonDivisor)
      let step = max(exact, (range + 99_999) / 100_000, 1)
      return above.map { $0.map { ($0 + step / 2) / step } }
    }
  }

  /// The depth of the shallowest paths, 0 for other measures.
  func base(_ space: Space) -> Int {
    guard self == .depth else { return 0 }
    return space.choices.count { $0.candidates.allSatisfy { !$0.isIdentity } }
  }

  /// Each row from its own lowest value.
  private static func above(_ values: [[Int]]) -> [[Int]] {
    values.map { row in row.map { $0 - (row.min() ?? 0) } }
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
}
