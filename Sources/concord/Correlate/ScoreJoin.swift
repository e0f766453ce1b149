import Scores
import Texts

/// Rows of several tables that have the same architecture: an inner join in the first table's order.
///
/// Names are compared as texts, blanks at both ends aside. Where parts are asked for (data sets, strata), rows are joined by architecture and part; a
/// table without a column of parts serves each of them.
struct ScoreJoin {
  /// What a row is of: an architecture and, in a table that has them, its parts.
  private struct Key: Hashable {
    let name: String, parts: [String]

    /// As a person reads it.
    var title: String { parts.isEmpty ? name : "\(name) (\(parts.joined(separator: ", ")))" }
  }

  /// Architectures that all tables have: once, or once for each of the parts.
  let common: [String]
  private let files: [String], orders: [[Key]], indices: [[Key: [Int]]], matters: [String]
  /// Of each common one, its key in each table.
  private let keys: [[Key]]

  /// - Parameter parts: names of columns of which some tables may have none.
  /// - Throws: `CommandError.noColumn` where a table has no column of a key, `.nothingJoined` where no architecture is in all.
  init(_ tables: [ScoreTable], by names: [String], parts: [String] = []) throws(CommandError) {
    var orders: [[Key]] = [], indices: [[Key: [Int]]] = []
    let own = tables.map { table in parts.filter { part in table.columns.contains { $0.name == part && $0.count == table.count } } }
    for (number, table) in tables.enumerated() {
      let words = own[number].compactMap { part in table.columns.first { $0.name == part }?.words().map(\.trimmed) }
      let (rows, order) = try table.names(by: names).enumerated().map { row, name in Key(name: name, parts: words.map { $0[row] }) }.places
      orders.append(order)
      indices.append(rows)
    }
    // What is found so far: a key in each table, and the value of each part that one of them has.
    var found = orders[0].map { (keys: [$0], parts: Dictionary(uniqueKeysWithValues: zip(own[0], $0.parts))) }
    for number in tables.indices.dropFirst() {
      let byName = Dictionary(grouping: orders[number]) { $0.name }
      found = found.flatMap { one in
        byName[one.keys[0].name, default: []].compactMap { key in
          let values = zip(own[number], key.parts)
          guard values.allSatisfy({ part, value in one.parts[part].map { $0 == value } ?? true }) else { return nil }
          return (one.keys + [key], one.parts.merging(values) { old, _ in old })
        }
      }
    }
    guard !found.isEmpty else {
      throw .nothingJoined(
        first: tables[0].name, second: tables[1].name, column: (names + parts.filter(own.joined().contains)).joined(separator: ", "),
        some: [orders[0].first, orders[1].first].compactMap { $0?.title })
    }
    (common, keys) = (found.map { $0.keys[0].name }, found.map(\.keys))
    (files, self.orders, self.indices) = (tables.map(\.name), orders, indices)
    matters = own.map { parts in parts.isEmpty ? "architectures" : "pairs of architecture and \(parts.joined(separator: " and "))" }
  }

  /// Rows of each common architecture in one of the tables.
  func rows(of table: Int) -> [[Int]] { keys.map { indices[table][$0[table]] ?? [] } }

  /// What a table has that another lacks, a sentence; nil where it is nothing.
  func lost(of table: Int) -> String? {
    let kept = Set(keys.map { $0[table] })
    return Self.lost(
      orders[table].filter { !kept.contains($0) }.map(\.title), of: orders[table].count, matters[table], in: files[table])
  }

  /// What stands in a table more than once, a sentence; nil where it is nothing.
  func repeated(in table: Int) -> String? {
    let kept = Set(keys.map { $0[table] }), names = orders[table].filter { kept.contains($0) && indices[table][$0, default: []].count > 1 }
    guard !names.isEmpty else { return nil }
    return
      "\(names.count) \(matters[table]) stand more than once in \(files[table]) and count once, with the mean of their rows: \(listed(names.map(\.title)))."
  }

  /// The sentence for architectures that are not in all; nil for none.
  static func lost(_ names: [String], of count: Int, _ matter: String = "architectures", in file: String) -> String? {
    guard !names.isEmpty else { return nil }
    return "\(names.count) of \(count) \(matter) of \(file) are not in all files and were left out: \(listed(names))."
  }
}
