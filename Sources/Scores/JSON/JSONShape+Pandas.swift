extension JSONShape {
  /// What `DataFrame.to_json` writes with the orients "split" and "table"; nil where a value is neither. The others are arrays of objects
  /// ("records"), of arrays ("values"), objects by column ("columns") and by row ("index").
  func pandas(_ node: Int) throws(ScoresError) -> ScoreTable? {
    guard let data = tree.member(node, "data"), tree.isList(data) else { return nil }
    if let names = tree.member(node, "columns"), tree.isList(names), tree.children(data).allSatisfy(tree.isList) {
      let index = tree.member(node, "index").map { Array(tree.children($0)) } ?? []
      var rows = JSONRows(tree, file: file)
      let words = tree.children(names).map(tree.text)
      for (row, element) in tree.children(data).enumerated() {
        try rows.add(list: element, names: words, key: row < index.count ? tree.nodes[index[row]].start : nil)
      }
      return try rows.table(notes: notes)
    }
    guard let schema = tree.member(node, "schema"), tree.children(data).allSatisfy(tree.isObject) else { return nil }
    var rows = JSONRows(tree, file: file)
    for element in tree.children(data) { try rows.add(element) }
    let table = try rows.table(notes: notes)
    guard let keys = tree.member(schema, "primaryKey"), let key = tree.children(keys).first(where: { _ in true }).map(tree.text) else {
      return table
    }
    let isNumbering = table.columns.first { $0.name == key }?.cells.enumerated().allSatisfy { $1 == Double($0) } ?? true
    return ScoreTable(
      name: file, columns: table.columns.filter { !isNumbering || $0.name != key }, lists: table.lists, notes: notes,
      keys: isNumbering ? nil : key)
  }
}
