import Scores

extension ScoreTable {
  var numeric: [ScoreColumn] { columns.filter(\.isNumeric) }

  /// The columns that names, lists of names parted by commas and patterns (`acc_*`) stand for, each once, in the order asked for; a group's
  /// name stands for its columns.
  func columns(_ patterns: [String], option: String) throws(CommandError) -> [ScoreColumn] {
    var chosen: [Int] = []
    for pattern in patterns {
      for part in columns.contains(where: { $0.name == pattern || $0.group == pattern })
        ? [pattern] : pattern.split(separator: ",").map({ String($0).trimmed })
      {
        let found = positions(part)
        if found.isEmpty { throw .noColumn(path: name, option: option, pattern: part, known: columns.map(\.name)) }
        chosen += found.filter { !chosen.contains($0) }
      }
    }
    return chosen.map { columns[$0] }
  }

  /// The numbers of a column, or the error that names its first bad cell.
  func values(_ column: ScoreColumn) throws -> [Double] {
    try column.numbers().enumerated().map { row, value in
      guard let value else {
        throw CommandError.cell(
          path: name, place: column.place(row), column: column.name,
          reason: "is empty: give every architecture a value, or leave its row out")
      }
      guard value.isFinite else {
        throw CommandError.cell(
          path: name, place: column.place(row), column: column.name,
          reason: "is \(value), and only finite numbers can be ranked: give diverged nets a score below all others")
      }
      return value
    }
  }

  private func positions(_ pattern: String) -> [Int] {
    let exact = columns.indices.filter { columns[$0].name == pattern }
    if !exact.isEmpty { return exact }
    let group = columns.indices.filter { columns[$0].group == pattern }
    if !group.isEmpty { return group }
    return columns.indices.filter { Pattern(pattern).matches(columns[$0].name) && columns[$0].isNumeric }
  }
}
