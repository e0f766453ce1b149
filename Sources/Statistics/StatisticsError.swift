/// What can be wrong with numbers that are to be ranked, each case with its remedy.
public enum StatisticsError: Error, Hashable, CustomStringConvertible {
  /// Two columns that should describe the same nets differ in length.
  case lengths(Int, Int)
  /// A value is NaN or infinite: the column's name and the position in it, from 0.
  case notFinite(column: String, index: Int)
  /// All values of a column are equal, so that there is nothing to rank.
  case constant(column: String)
  /// Fewer nets, seeds or blocks than the number needs.
  case tooFew(String, count: Int, least: Int)
  /// The size of a top must lie within 5 ... n.
  case cut(k: Int, n: Int)
  /// No two nets can be compared: every pair is tied, in different strata, or closer than the noise.
  case noPairs(String)
  /// A parameter lies outside its range.
  case range(String, value: Double, expected: String)
  /// Two strategies were trained to levels that do not overlap: mean accuracies (fractions) between which each is known.
  case noCommonLevel(ClosedRange<Double>, ClosedRange<Double>)
  /// LAPACK could not solve the normal equations.
  case singular(code: Int)

  public var description: String {
    switch self {
    case .lengths(let a, let b): "\(a) values stand against \(b): give one value for each architecture in both columns"
    case .notFinite(let column, let index):
      "value \(index) of \(column), counted from 0, is not a finite number: rank diverged nets last, or correct the column"
    case .constant(let column): "all values of \(column) are equal: there is nothing to rank; check which column was read"
    case .tooFew(let what, let count, let least): "\(count) \(what) are too few, this number needs at least \(least): add more"
    case .cut(let k, let n): "a top of \(k) among \(n) nets is not reported: choose k from 5 to \(n)"
    case .noPairs(let what): "no pair of nets is left to compare \(what): use more nets, or wider strata"
    case .range(let name, let value, let expected): "\(name) is \(value), expected \(expected)"
    case .noCommonLevel(let a, let b):
      "training levels of \(Self.percent(a)) and of \(Self.percent(b)) do not overlap and are not comparable: add schedules that end between"
    case .singular(let code): "the ridge's equations have no solution (LAPACK dposv info \(code)): use a penalty above 0"
    }
  }
}

extension StatisticsError {
  /// `78.1–80.3 %`.
  private static func percent(_ levels: ClosedRange<Double>) -> String {
    func text(_ level: Double) -> String { "\((level * 1000).rounded() / 10)" }
    return (levels.lowerBound == levels.upperBound ? "" : "\(text(levels.lowerBound))–") + "\(text(levels.upperBound)) %"
  }

  /// Throws unless the two columns have the same length of at least `least`, and finite values only.
  package static func check(_ x: [Double], _ y: [Double], names: (String, String) = ("x", "y"), least: Int = 2) throws(StatisticsError) {
    guard x.count == y.count else { throw .lengths(x.count, y.count) }
    guard x.count >= least else { throw .tooFew("nets", count: x.count, least: least) }
    try check(x, named: names.0)
    try check(y, named: names.1)
  }

  /// Throws where a value is NaN or infinite.
  package static func check(_ column: [Double], named name: String) throws(StatisticsError) {
    if let index = column.firstIndex(where: { !$0.isFinite }) { throw .notFinite(column: name, index: index) }
  }

  /// Throws unless there are at least `least` rows, all of them finite and of one length.
  package static func check(rows: [[Double]], named name: String, least: Int) throws(StatisticsError) {
    guard rows.count >= least else { throw .tooFew(name, count: rows.count, least: least) }
    for (number, row) in rows.enumerated() {
      guard row.count == rows[0].count else { throw .lengths(rows[0].count, row.count) }
      try check(row, named: "\(name) \(number)")
    }
  }
}
