/// JSON, JSON lines and printed Python values: arrays of objects, objects of arrays, objects by architecture, what pandas writes in each of its
/// orients, and any of them inside something else.
enum JSONScores: ScoreLayout {
  static func recognises(_ input: ScoreInput) -> Bool { input.first.map { "[{".utf8.contains($0) } ?? false }

  static var options: LayoutOptions? { .json }

  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable {
    let tree = try JSONTree(input.bytes, name: input.name, decimal: input.options.decimal)
    guard let first = tree.roots.first else { throw .noRows(file: input.name) }
    var shape = JSONShape(tree: tree, file: input.name, keys: input.options.keys)
    if tree.roots.count > 1 {
      guard tree.roots.allSatisfy({ tree.kind($0) == tree.kind(first) }) else {
        throw .json(file: input.name, reason: "there is more behind its end")
      }
      if let path = input.options.at { throw .at(file: input.name, path: path, known: []) }
      return try shape.rows(tree.roots)
    }
    guard let path = input.options.at else { return try shape.table(first, path: "") }
    return try shape.table(try shape.node(at: path, below: first), path: path)
  }
}
