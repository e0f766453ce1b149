internal import Texts

/// Columns that grow by rows of a JSON text: each key of a row's object is a column, those of objects inside it follow a slash.
///
/// A list of numbers is runs of one score: columns `name[0]`, `name[1]`, … of the group `name`. What a row lacks is empty.
struct JSONRows {
  private struct Column {
    let prefix: String, key: [UInt8], name: String, group: String?
    var cells: [Double] = [], starts: [UInt32] = []
  }

  private let tree: JSONTree, file: String
  private var columns: [Column] = [], positions: [String: Int] = [:]
  /// The column that the last one was followed by, for rows mostly have their keys in one order.
  private var expected = 0
  private var rowKeys: [UInt32] = []
  /// Columns of lists as words, which have no position, by the name of their group; and columns whose values moved into a group.
  private var lists: [String: Int] = [:], merged: Set<Int> = []
  private(set) var count = 0
  private var room: Int

  init(_ tree: JSONTree, file: String) {
    (self.tree, self.file) = (tree, file)
    // However little rows have in common, columns stay linear in the file.
    room = max(1 << 22, 8 * tree.nodes.count)
  }

  /// Adds a row with the members of an object; a row of anything else is empty.
  ///
  /// - Parameter key: where the row's own key stands.
  mutating func add(_ node: Int, key: UInt32? = nil) throws(ScoresError) {
    expected = 0
    if let key { rowKeys.append(key) }
    if tree.isObject(node) { try members(of: node, prefix: "", depth: 0) }
    count += 1
  }

  /// Adds a row with the elements of a list, as columns of these names, or called by their numbers.
  mutating func add(list node: Int, names: [String]?, key: UInt32? = nil) throws(ScoresError) {
    expected = 0
    if let key { rowKeys.append(key) }
    for (index, element) in tree.children(node).enumerated() {
      guard index < 10_000, names.map({ index < $0.count }) ?? true else {
        throw .json(file: file, reason: "row \(count) has more than \(index) values")
      }
      try add(element, named: names?[index] ?? "\(index + 1)", prefix: "", key: [])
    }
    count += 1
  }

  /// Adds a row of one value, in a column called 1.
  mutating func add(plain node: Int, key: UInt32) throws(ScoresError) {
    rowKeys.append(key)
    try add(node, named: "1", prefix: "", key: [])
    count += 1
  }

  private mutating func members(of node: Int, prefix: String, depth: Int) throws(ScoresError) {
    for member in tree.children(node) {
      if tree.isObject(member), depth < 8 {
        try members(of: member, prefix: "\(prefix)\(tree.key(member))/", depth: depth + 1)
      } else if expected < columns.count, isKey(of: columns[expected], member, prefix) {
        try add(member, to: expected)
      } else {
        let key = tree.key(member)
        try add(member, named: prefix + key, prefix: prefix, key: tree.isList(member) ? [] : Array(key.utf8))
      }
    }
  }

  /// Whether a member's key, as it stands in the bytes, is a column's.
  private func isKey(of column: Column, _ member: Int, _ prefix: String) -> Bool {
    let start = Int(tree.nodes[member].key) + 1, bytes = tree.source.bytes, end = start + column.key.count
    guard !column.key.isEmpty, !tree.isList(member), column.prefix == prefix, end < bytes.count, JSONSource.isQuote(bytes[end]) else {
      return false
    }
    return bytes[start..<end].elementsEqual(column.key)
  }

  /// Adds a cell, or a list of runs, to the column of that name, which comes into being where there is none.
  private mutating func add(_ node: Int, named name: String, prefix: String, key: [UInt8]) throws(ScoresError) {
    if tree.isList(node), isRuns(node) {
      for (run, element) in tree.children(node).enumerated() {
        try add(element, to: position("\(name)[\(run)]", prefix: "", key: [], group: name))
      }
      let list = lists[name] ?? columns.count
      if list == columns.count {
        lists[name] = list
        columns.append(Column(prefix: "", key: [], name: name, group: nil))
      }
      try add(node, to: list)
    } else {
      try add(node, to: position(name, prefix: prefix, key: key, group: nil))
    }
  }

  private mutating func position(_ name: String, prefix: String, key: [UInt8], group: String?) -> Int {
    if let known = positions[name] { return known }
    columns.append(Column(prefix: prefix, key: key, name: name, group: group))
    positions[name] = columns.count - 1
    return columns.count - 1
  }

  private mutating func add(_ node: Int, to column: Int) throws(ScoresError) {
    let missing = count - columns[column].cells.count
    guard missing >= 0 else {
      throw .json(file: file, reason: "element \(count) has the key '\(columns[column].name.shortened)' twice")
    }
    try fill(column, missing)
    columns[column].cells.append(tree.cell(node))
    columns[column].starts.append(tree.nodes[node].start)
    expected = column + 1
  }

  private mutating func fill(_ column: Int, _ missing: Int) throws(ScoresError) {
    room -= missing + 1
    guard room >= 0 else { throw .json(file: file, reason: "its \(count) objects have too few keys in common") }
    if missing > 0 {
      columns[column].cells += Array(repeating: ScoreColumn.empty, count: missing)
      columns[column].starts += Array(repeating: .max, count: missing)
    }
  }

  /// Whether a list is runs of one score: numbers and empty cells, not more than a thousand.
  private func isRuns(_ node: Int) -> Bool {
    var count = 0
    for element in tree.children(node) {
      count += 1
      guard count <= 1_000, tree.kind(element) == .scalar, tree.cell(element).bitPattern != ScoreColumn.word.bitPattern else {
        return false
      }
    }
    return count > 0
  }

  /// The table of all rows.
  ///
  /// - Parameter keys: what the column of the rows' keys is called, where they have some that are no row numbers.
  mutating func table(notes: [String], keys name: String? = nil) throws(ScoresError) -> ScoreTable {
    for column in columns.indices { try fill(column, count - columns[column].cells.count) }
    var notes = notes
    merge(&notes)
    var made: [ScoreColumn] = [], keys: String?
    if rowKeys.count == count, count > 0, !areRowNumbers {
      keys = [name ?? "key", "key", "architecture", "net"].first { positions[$0] == nil } ?? "key of the row"
      made.append(column(keys ?? "", cells: rowKeys.map(cell), starts: rowKeys))
    }
    let hidden = merged.union(lists.values)
    for (index, column) in columns.enumerated() where !hidden.contains(index) {
      made.append(self.column(column.name, cells: column.cells, starts: column.starts, group: column.group))
    }
    let lists = lists.sorted { $0.value < $1.value }.map { name, index in
      column(name, cells: columns[index].cells, starts: columns[index].starts)
    }
    return ScoreTable(name: file, columns: made, lists: lists, notes: notes, keys: keys)
  }

  private func column(_ name: String, cells: [Double], starts: [UInt32], group: String? = nil) -> ScoreColumn {
    let keys = rowKeys.count == count ? rowKeys : nil
    return ScoreColumn(name, file: file, cells: cells, texts: .values(tree.source, starts, keys: keys), group: group)
  }

  /// Puts single values of a column whose other cells are lists in front of the runs.
  private mutating func merge(_ notes: inout [String]) {
    for (name, _) in lists {
      guard let single = positions[name], let first = positions["\(name)[0]"] else { continue }
      var moved = 0
      for row in columns[single].cells.indices where columns[first].starts[row] == .max && columns[single].starts[row] != .max {
        (columns[first].cells[row], columns[first].starts[row]) = (columns[single].cells[row], columns[single].starts[row])
        columns[single].cells[row] = ScoreColumn.empty
        moved += 1
      }
      if moved > 0 {
        notes.append("'\(name.shortened)' is a single value in \(moved) of \(count) rows and a list in others: read as one run")
      }
      merged.insert(single)
    }
  }

  /// What a row's key says as a cell.
  private func cell(_ start: UInt32) -> Double { ScoreColumn.cell(of: Array(tree.source.text(at: Int(start)).utf8), decimal: tree.decimal) }

  /// Whether the keys count rows from 0, as pandas' do where nobody named them.
  private var areRowNumbers: Bool {
    rowKeys.enumerated().allSatisfy { tree.source.text(at: Int($1)) == "\($0)" }
  }
}
