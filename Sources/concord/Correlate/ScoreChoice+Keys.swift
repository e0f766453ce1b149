import Scores

extension ScoreChoice {
  /// What columns of architectures are called where nobody says it.
  private static let usual = [
    "arch", "arch_id", "arch_str", "architecture", "architecturestring", "archs", "cell", "cellstr", "genotype", "model", "net", "network",
    "subnet", "config", "name", "id",
  ]

  /// Names of the rows' architectures, and whether `--by` or the layout itself says that they are; nil where no column looks like it.
  func key() throws(CommandError) -> (names: [String], isDeclared: Bool)? {
    let isJoined = table.keys.map { roles.keys == [$0] } ?? false
    if !roles.keys.isEmpty && !isJoined { return (try table.names(by: roles.keys), true) }
    if let keys = table.keys, let column = table.columns.first(where: { $0.name == keys }), column.count == seeds[0].count {
      return (column.words().map(\.trimmed), true)
    }
    let columns = table.columns.filter { $0.count == seeds[0].count && Self.usual.contains($0.name.lowercased()) && !isRanked($0) }
    guard let column = columns.first(where: { $0.wordCount > 0 }) ?? columns.first else { return nil }
    return (column.words().map(\.trimmed), false)
  }

  /// The column of a few values of which every architecture has each at most once, as data sets that stand under one another in one table.
  func pooled(_ names: [String]) -> (name: String, values: [String])? {
    for column in table.columns where column.count == names.count && !isRanked(column) && column.name != table.keys {
      let words = column.words(), values = Set(words)
      guard values.count > 1, values.count <= 20, 2 * values.count <= names.count, !roles.keys.contains(column.name) else { continue }
      let isEachOnce = Set(zip(names, words).map { [$0, $1] }).count == names.count
      if isEachOnce { return (column.name, values.sorted()) }
    }
    return nil
  }

  private func isRanked(_ column: ScoreColumn) -> Bool {
    (predictions.flatMap(\.columns) + baselines + seeds).contains { $0.name == column.name }
  }
}
