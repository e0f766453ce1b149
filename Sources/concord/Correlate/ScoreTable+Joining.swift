import Scores
import Texts

extension ScoreTable {
  /// One table of several, whose rows are joined by what names an architecture: an inner join, in the first table's order.
  ///
  /// Names are compared as texts, blanks at both ends aside. What a table has that another lacks is lost, and what stands there more than once counts
  /// once; notes say how many and which. A column whose name stands in several tables is called `FILE:NAME`, by the labels of `FileLabels`.
  /// - Parameter parts: columns, of data sets or of strata, within whose values rows are joined where a table has them.
  /// - Throws: `CommandError.noColumn` where a table has no such column, `.nothingJoined` where no name is in all tables, `.oneName` where a column of
  ///   another table is called `FILE:NAME` already.
  init(joining tables: [ScoreTable], by keys: [String], parts: [String] = []) throws(CommandError) {
    guard tables.count > 1 else {
      self = tables[0]
      return
    }
    let parts = parts.filter { !keys.contains($0) }, join = try ScoreJoin(tables, by: keys, parts: parts)
    let labels = FileLabels(tables.map(\.name)).labels
    var notes = tables.flatMap(\.notes), columns: [ScoreColumn] = [], taken: Set<String> = []
    // In how many tables a name stands.
    let names = tables.flatMap(\.columns).reduce(into: [String: Int]()) { $0[$1.name, default: 0] += 1 }
    for (number, table) in tables.enumerated() {
      notes += [join.lost(of: number), join.repeated(in: number)].compactMap(\.self)
      let rows = join.rows(of: number)
      for column in table.columns where column.count == table.count && (number == 0 || !keys.contains(column.name)) {
        // A part is the same in all tables that have it.
        if parts.contains(column.name) && taken.contains(column.name) { continue }
        let isShared = !(keys + parts).contains(column.name) && (names[column.name] ?? 0) > 1
        let called = isShared ? "\(labels[number]):\(column.name)" : column.name
        guard taken.insert(called).inserted else { throw .oneName(path: table.name, column: called) }
        columns.append(column.merging(rows, called: called))
      }
    }
    self.init(
      name: tables.map(\.name).joined(separator: " + "), columns: columns, notes: notes, keys: keys.count == 1 ? keys[0] : nil)
  }

  /// The same with the columns that name architectures under the first of their names.
  ///
  /// The first file calls them so, the others by a name behind it or, where a file has none of those, by the first as well. What else is called by the
  /// first name becomes `LABEL:NAME`.
  fileprivate func calling(_ names: [[String]], isFirst: Bool, label: String) -> ScoreTable {
    var called: [String: String] = [:]
    for own in names {
      let order = isFirst ? Array(own.prefix(1)) : Array(own.dropFirst() + own.prefix(1))
      if let found = order.first(where: { name in (columns + lists).contains { $0.name == name } }) { called[found] = own[0] }
    }
    for own in names where called[own[0]] == nil { called[own[0]] = "\(label):\(own[0])" }
    func new(_ column: ScoreColumn) -> ScoreColumn { called[column.name].map { column.renamed($0) } ?? column }
    return ScoreTable(
      name: name, columns: columns.map(new), lists: lists.map(new), notes: notes, keys: keys.map { called[$0] ?? $0 })
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
}

extension [ScoreTable] {
  /// The tables with the columns that name architectures under the first of their names.
  func calling(_ names: [[String]]) -> [ScoreTable] {
    let labels = FileLabels(map(\.name)).labels
    return indices.map { self[$0].calling(names, isFirst: $0 == 0, label: labels[$0]) }
  }
}
