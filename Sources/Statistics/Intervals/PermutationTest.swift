/// Whether two groups of seeds differ: the exact permutation test on their means (Fisher 1935; protocol, section 9).
///
///     let test = try PermutationTest([7, 7, 8, 8, 7], [1, 0, 2, 1, 1])
///     print(test.twoSided)   // 2/252
///
/// Were both groups draws of one law, every division of all values into groups of these sizes would be equally likely. With 3 against 3 no
/// p is below .1, with 5 against 5 none below 2/252 = .008.
public struct PermutationTest: Codable, Hashable, Sendable {
  /// Mean of the first group minus that of the second.
  public let difference: Double
  /// The share of divisions whose difference is at least as far from 0, and at least as large.
  public let twoSided: Double, oneSided: Double
  /// How many divisions there are.
  public let divisions: Int
  /// The least two-sided p that groups of these sizes can have.
  public let leastP: Double

  /// At most so many divisions are looked at: groups of ten have 184,756.
  public static let mostDivisions = 1_000_000

  /// - Throws: `.tooFew` for an empty group, `.notFinite`, `.range` above `mostDivisions`.
  public init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
    for (name, group) in [("the first group", first), ("the second group", second)] {
      guard !group.isEmpty else { throw .tooFew("values of \(name)", count: 0, least: 1) }
      try StatisticsError.check(group, named: name)
    }
    let values = first + second, size = first.count, n = values.count
    // Multiplied and divided in turn, each step is a whole number.
    let ways = (0..<min(size, n - size)).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    guard ways <= Double(Self.mostDivisions) else {
      throw .range("the number of divisions", value: ways, expected: "at most \(Self.mostDivisions): use fewer seeds")
    }
    let total = values.sum, expected = total * Double(size) / Double(n), seen = first.sum - expected
    // Sums of the same values in another order differ in their last bits.
    let slack = 1e-12 * values.reduce(0) { $0 + abs($1) }
    var counts = (all: 0, far: 0, above: 0)
    func divide(from start: Int, left: Int, sum: Double) {
      guard left > 0 else {
        let own = sum - expected
        counts.all += 1
        counts.far += abs(own) >= abs(seen) - slack ? 1 : 0
        counts.above += own >= seen - slack ? 1 : 0
        return
      }
      for next in start...(n - left) { divide(from: next + 1, left: left - 1, sum: sum + values[next]) }
    }
    divide(from: 0, left: size, sum: 0)
    difference = first.mean - second.mean
    divisions = counts.all
    twoSided = Double(counts.far) / Double(counts.all)
    oneSided = Double(counts.above) / Double(counts.all)
    leastP = Double(2 * size == n ? 2 : 1) / Double(counts.all)
  }
}
