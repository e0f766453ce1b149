import Scores
import Texts

/// Rows of several tables that have the same architecture: an inner join in the first table's order.
///
/// Names are compared as texts, blanks at both ends aside.
struct ScoreJoin {
  /// Architectures that all tables have, each once.
  let common: [String]
  private let files: [String], orders: [[String]], indices: [[String: [Int]]]

  /// - Throws: `CommandError.noColumn` where a table has no column of a key, `.nothingJoined` where no architecture is in all.
  init(_ tables: [ScoreTable], by keys: [String]) throws(CommandError) {
    var orders: [[String]] = [], indices: [[String: [Int]]] = []
    for table in tables {
      var rows: [String: [Int]] = [:], order: [String] = []
      for (row, name) in try table.names(by: keys).enumerated() {
        if rows[name] == nil { order.append(name) }
        rows[name, default: []].append(row)
      }
      orders.append(order)
      indices.append(rows)
    }
    common = orders[0].filter { [indices] name in indices.allSatisfy { $0[name] != nil } }
    guard !common.isEmpty else {
      throw .nothingJoined(
        first: tables[0].name, second: tables[1].name, column: keys.joined(separator: ", "),
        some: [orders[0].first, orders[1].first].compactMap(\.self))
    }
    (files, self.orders, self.indices) = (tables.map(\.name), orders, indices)
  }

  /// Rows of each common architecture in one of the tables.
  func rows(of table: Int) -> [[Int]] { common.map { indices[table][$0] ?? [] } }

  /// What a table has that another lacks, a sentence; nil where it is nothing.
  func lost(of table: Int) -> String? {
    Self.lost(orders[table].filter { name in indices.contains { $0[name] == nil } }, of: orders[table].count, in: files[table])
  }

  /// What stands in a table more than once, a sentence; nil where it is nothing.
  func repeated(in table: Int) -> String? {
    let names = common.filter { indices[table][$0, default: []].count > 1 }
    guard !names.isEmpty else { return nil }
    return
      "\(names.count) architectures stand more than once in \(files[table]) and count once, with the mean of their rows: \(listed(names))."
  }

  /// The sentence for architectures that are not in all; nil for none.
  static func lost(_ names: [String], of count: Int, in file: String) -> String? {
    guard !names.isEmpty else { return nil }
    return "\(names.count) of \(count) architectures of \(file) are not in all files and were left out: \(listed(names))."
  }
}
