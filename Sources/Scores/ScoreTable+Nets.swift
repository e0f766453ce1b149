extension ScoreTable {
  /// A table of files that each hold one net's scores as JSON: what lm-evaluation-harness writes, or any object of numbers. A row a file, named
  /// by the model that it names, or by the file.
  ///
  /// - Parameters:
  ///   - name: what errors call them together: their folder.
  ///   - files: each with its name below the folder.
  /// - Throws: what keeps one of them from being read; `json` for a file of several rows.
  public init(nets files: [(name: String, bytes: [UInt8])], name: String, options: ScoreOptions = ScoreOptions()) throws(ScoresError) {
    var order: [String] = [], cells: [String: [Int: (Double, String)]] = [:], lower: [String: Bool] = [:], models: [String] = []
    for (row, file) in files.enumerated() {
      let table = try JSONScores.net(try ScoreInput(file.bytes, name: file.name, options: options))
      for column in table.columns {
        if cells[column.name] == nil { order.append(column.name) }
        cells[column.name, default: [:]][row] = (column.cells[0], column.word(0))
        if let isLower = column.lowerIsBetter { lower[column.name] = isLower }
      }
      models.append(table.columns.first { $0.name == "model_name" }?.word(0) ?? "")
    }
    let stems = files.map { file in file.name.lastIndex(of: ".").map { String(file.name[..<$0]) } ?? file.name }
    let areNamed = Set(models).count == files.count && !models.contains("")
    let keys = areNamed ? "model_name" : "file"
    var columns = [ScoreColumn(keys, file: name, words: areNamed ? models : stems)]
    for title in order where title != keys {
      let column = cells[title] ?? [:]
      columns.append(
        ScoreColumn(
          title, file: name, cells: files.indices.map { column[$0]?.0 ?? ScoreColumn.empty },
          texts: .words(files.indices.map { column[$0]?.1 ?? "" }), lowerIsBetter: lower[title]))
    }
    guard !files.isEmpty, columns.count > 1 else { throw .noRows(file: name) }
    self.init(name: name, columns: columns, notes: ["\(files.count) files, one a net"], keys: keys)
  }
}
