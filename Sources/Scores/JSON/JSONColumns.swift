internal import Texts

/// Columns that each stand together in a JSON text: as lists, or as objects by architecture.
struct JSONColumns {
  private let tree: JSONTree, file: String
  private(set) var columns: [ScoreColumn] = []
  private var names: Set<String> = [], keys: [UInt32] = [], rows: [String: Int] = [:]

  init(_ tree: JSONTree, file: String) { (self.tree, self.file) = (tree, file) }

  /// A list is a column; a list of lists is runs of one score.
  mutating func add(_ list: Int) throws(ScoresError) {
    let name = try name(of: list)
    if let first = tree.children(list).first(where: { _ in true }), tree.isList(first) {
      var runs = JSONRows(tree, file: file)
      for element in tree.children(list) { try runs.add(list: element, names: nil) }
      for (run, column) in try runs.table(notes: []).columns.enumerated() {
        columns.append(column.renamed("\(name)[\(run)]", group: name))
      }
      return
    }
    var cells: [Double] = [], starts: [UInt32] = []
    for element in tree.children(list) {
      cells.append(tree.cell(element))
      starts.append(tree.nodes[element].start)
    }
    columns.append(ScoreColumn(name, file: file, cells: cells, texts: .values(tree.source, starts, keys: nil)))
  }

  /// An object is a column whose keys are architectures: those of the first column and, behind them, those that others add.
  mutating func add(keyed object: Int) throws(ScoresError) {
    let name = try name(of: object)
    var cells = [Double](repeating: ScoreColumn.empty, count: keys.count), starts = [UInt32](repeating: .max, count: keys.count)
    for member in tree.children(object) {
      let key = tree.key(member), row = rows[key] ?? keys.count
      if row == keys.count {
        rows[key] = row
        keys.append(tree.nodes[member].key)
      }
      if row == cells.count {
        cells.append(tree.cell(member))
        starts.append(tree.nodes[member].start)
      } else {
        guard starts[row] == .max else { throw .json(file: file, reason: "the key '\(key.shortened)' stands twice in '\(name.shortened)'") }
        (cells[row], starts[row]) = (tree.cell(member), tree.nodes[member].start)
      }
    }
    columns.append(ScoreColumn(name, file: file, cells: cells, texts: .values(tree.source, starts, keys: nil)))
  }

  /// The table of columns by architecture, with a column of their keys unless these are row numbers.
  func table(notes: [String]) -> ScoreTable {
    let words = keys.map { tree.source.text(at: Int($0)) }
    let whole = columns.map { $0.padded(to: keys.count, keys: keys) }
    guard !words.enumerated().allSatisfy({ $1 == "\($0)" }) else { return ScoreTable(name: file, columns: whole, notes: notes) }
    let name = ["key", "architecture", "net"].first { !names.contains($0) } ?? "key of the row"
    return ScoreTable(name: file, columns: [ScoreColumn(name, file: file, words: words)] + whole, notes: notes, keys: name)
  }

  private mutating func name(of node: Int) throws(ScoresError) -> String {
    let name = tree.key(node)
    guard names.insert(name).inserted else { throw .json(file: file, reason: "the key '\(name.shortened)' stands twice") }
    return name
  }
}
