/// A look-up table in whole steps above its cheapest path, at most 100,000 of them up to its dearest, so that paths can be counted by value.
///
/// Exact where all numbers are whole and their differences multiples of a large enough one, as MACs at ImageNet scale; else each entry is
/// rounded to the nearest step.
struct QuantisedTable {
  /// For each choice, each candidate's number of steps above the cheapest.
  let steps: [[Int]]
  /// What one step is worth, and the value of step 0.
  private let unit: Double, least: Double
  /// By how much a path's value may differ from what its steps say; 0 where they are exact.
  private let error: Double

  init(_ table: LookupTable) {
    let above = table.entries.map { row in row.map { $0 - (row.min() ?? 0) } }
    let range = above.reduce(0) { $0 + ($1.max() ?? 0) }
    let isWhole = table.greatest < 0x1p53 && ([[table.fixed]] + table.entries).joined().allSatisfy { $0 == $0.rounded() }
    if isWhole {
      let divisor = above.joined().reduce(0) { Self.greatestCommonDivisor($0, Int($1)) }
      unit = Double(max(divisor, (Int(range) + 99_999) / 100_000, 1))
    } else {
      unit = max(range / 100_000, .leastNormalMagnitude)
    }
    let unit = unit
    steps = above.map { $0.map { Int(($0 / unit).rounded()) } }
    least = table.least
    let rounding = zip(above, steps).reduce(0) { sum, row in
      sum + (zip(row.0, row.1).map { abs($0 - Double($1) * unit) }.max() ?? 0)
    }
    // Sums of whole numbers are exact; in others each addition rounds by half a unit of the last place at most.
    error = rounding + (isWhole ? 0 : 4 * Double(steps.count + 2) * .ulpOfOne * table.greatest)
  }

  /// The steps outside of which no path has a value of low ... high, of steps 0 ... top; nil where there are none.
  func steps(from low: Double, to high: Double, atMost top: Int) -> ClosedRange<Int>? {
    let first = ((low - least - error) / unit).rounded(.up), last = ((high - least + error) / unit).rounded(.down)
    guard first <= Double(top), last >= 0, first <= last else { return nil }
    return Int(max(0, first))...Int(min(Double(top), last))
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
}
