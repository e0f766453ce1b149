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
    let join = try ScoreJoin(tables, by: keys)
    var notes = tables.flatMap(\.notes), columns: [ScoreColumn] = []
    // In how many tables a name stands.
    let names = tables.flatMap(\.columns).reduce(into: [String: Int]()) { $0[$1.name, default: 0] += 1 }
    for (number, table) in tables.enumerated() {
      notes += [join.lost(of: number), join.repeated(in: number)].compactMap(\.self)
      let rows = join.rows(of: number)
      for column in table.columns where column.count == table.count && (number == 0 || !keys.contains(column.name)) {
        let isShared = !keys.contains(column.name) && (names[column.name] ?? 0) > 1
        columns.append(column.merging(rows, called: isShared ? "\(table.stem):\(column.name)" : column.name))
      }
    }
    self.init(
      name: tables.map(\.name).joined(separator: " + "), columns: columns, notes: notes, keys: keys.count == 1 ? keys[0] : nil)
  }

  /// The same with the columns that name architectures under the first of their names.
  func calling(_ names: [[String]]) -> ScoreTable {
    let columns = columns.map { column in
      guard let own = names.first(where: { $0.dropFirst().contains(column.name) }), !self.columns.contains(where: { $0.name == own[0] })
      else { return column }
      return column.renamed(own[0])
    }
    return ScoreTable(name: name, columns: columns, lists: lists, notes: notes, keys: keys)
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
