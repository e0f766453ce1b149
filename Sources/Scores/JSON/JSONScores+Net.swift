extension JSONScores {
  /// The only row of a file: the numbers and texts of an object, those inside others behind a slash.
  static func net(_ input: ScoreInput) throws(ScoresError) -> ScoreTable {
    let tree = try JSONTree(input.bytes, name: input.name, decimal: input.options.decimal)
    guard tree.roots.count == 1, let root = tree.roots.first, tree.isObject(root) else {
      throw .json(file: input.name, reason: "one object is expected in each file of a net")
    }
    let shape = JSONShape(tree: tree, file: input.name, keys: nil)
    let node = try input.options.at.map { path throws(ScoresError) in try shape.node(at: path, below: root) } ?? root
    if let results = tree.member(node, "results"), let row = try shape.harness(results, in: node) { return row }
    var rows = JSONRows(tree, file: input.name)
    try rows.add(node)
    return try rows.table(notes: [])
  }
}
