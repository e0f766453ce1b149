import Scores
import Texts

extension ScoreChoice {
  /// Columns with integers that no Double holds, which are ranked by the nearest ones: a sentence each. Names of architectures are compared as they are
  /// written, and are no matter here.
  static func rounded(_ columns: [ScoreColumn]) -> [String] {
    var seen: Set<String> = []
    return columns.compactMap { column in
      guard seen.insert(column.name).inserted, column.roundedCount > 0 else { return nil }
      return
        "Column '\(column.name.shortened)': \(column.roundedCount) integers beyond 2⁵³ are rounded to the nearest Double, where some that differ are equal: "
        + "subtract what they have in common."
    }
  }
}
