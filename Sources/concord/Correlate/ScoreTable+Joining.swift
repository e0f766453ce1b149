import Scores
import Texts

extension ScoreTable {
  /// One table of several, whose rows are joined by what names an architecture: an inner join, in the first table's order.
  ///
  /// Names are compared as texts, blanks at both ends aside. What a table has that another lacks is lost, and what stands there more than once counts
  /// once; notes say how many and which. A column whose name stands in several tables is called `FILE:NAME`.
  /// - Throws: `CommandError.noColumn` where a table has no such column, `.nothingJoined` where no name is in all tables.
  init(joining tables: [ScoreTable], by keys: [String]) throws(CommandError) {
    guard tables.count > 1 else {
      self = tables[0]
      return
    }
    var indices: [[String: [Int]]] = [], orders: [[String]] = []
    for table in tables {
      let names = try table.names(by: keys)
      var rows: [String: [Int]] = [:], order: [String] = []
      for (row, name) in names.enumerated() {
        if rows[name] == nil { order.append(name) }
        rows[name, default: []].append(row)
      }
      indices.append(rows)
      orders.append(order)
    }
    let common = orders[0].filter { name in indices.allSatisfy { $0[name] != nil } }
    guard !common.isEmpty else {
      throw .nothingJoined(
        first: tables[0].name, second: tables[1].name, column: keys.joined(separator: ", "),
        some: [orders[0].first, orders[1].first].compactMap(\.self))
    }
    var notes = tables.flatMap(\.notes), columns: [ScoreColumn] = []
    for (number, table) in tables.enumerated() {
      let lost = orders[number].filter { name in indices.contains { $0[name] == nil } }
      if !lost.isEmpty {
        notes.append(
          "\(lost.count) of \(orders[number].count) architectures of \(table.name) are not in all files and were left out: \(listed(lost))."
        )
      }
      let twice = common.filter { indices[number][$0, default: []].count > 1 }
      if !twice.isEmpty {
        notes.append(
          "\(twice.count) architectures stand more than once in \(table.name) and count once, with the mean of their rows: \(listed(twice))."
        )
      }
      let rows = common.map { indices[number][$0] ?? [] }
      for column in table.columns where column.count == table.count && (number == 0 || !keys.contains(column.name)) {
        let isShared =
          !keys.contains(column.name) && tables.enumerated().contains { $0 != number && $1.columns.contains { $0.name == column.name } }
        columns.append(column.merging(rows, called: isShared ? "\(table.stem):\(column.name)" : column.name))
      }
    }
    self.init(
      name: tables.map(\.name).joined(separator: " + "), columns: columns, notes: notes, keys: keys.count == 1 ? keys[0] : nil)
  }

  /// What names each row's architecture.
  func names(by keys: [String]) throws(CommandError) -> [String] {
    var parts: [[String]] = []
    for key in keys {
      guard let column = columns.first(where: { $0.name == key }) ?? lists.first(where: { $0.name == key }) ?? implied(key) else {
        throw .noColumn(path: name, option: "--by", pattern: key, known: columns.map(\.name))
      }
      parts.append(column.words().map(\.trimmed))
    }
    guard parts.count > 1 else { return parts.first ?? [] }
    return parts[0].indices.map { row in parts.map { $0[row] }.joined(separator: ", ") }
  }

  /// A file keyed by architecture has one column of names, whatever it is called elsewhere.
  private func implied(_ key: String) -> ScoreColumn? { keys.flatMap { own in columns.first { $0.name == own } } }

  /// The file's name without folder and ending.
  private var stem: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    return file.split(separator: ".").first.map(String.init) ?? file
  }
}

/// The mean of what is there; a value that all share is that value, to the last digit.
func merged(_ values: [Double?]) -> Double? {
  let found = values.compactMap(\.self)
  guard let first = found.first else { return nil }
  return found.allSatisfy { $0 == first } ? first : found.reduce(0, +) / Double(found.count)
}
