/// Anyone's scores: named columns of one value an architecture, from CSV, TSV, JSON or HDF5.
package struct ScoreFile {
  let name: String
  let columns: [ScoreColumn]

  init(name: String, columns: [ScoreColumn]) { (self.name, self.columns) = (name, columns) }

  /// Tells CSV, TSV and JSON by the content; a file's ending does not matter. `-` is standard input.
  package init(_ file: InputFile) throws(CommandError) {
    name = file.name
    if let first = file.bytes.first(where: { !" \t\r\n\u{FEFF}".utf8.contains($0) }), "[{".utf8.contains(first) {
      columns = try JSONScores(file).columns
    } else {
      columns = try DelimitedScores(file).columns
    }
  }

  var numeric: [ScoreColumn] { columns.filter(\.isNumeric) }

  /// The columns that names, lists of names parted by commas and patterns (`acc_*`) stand for, each once, in the order asked for.
  func columns(_ patterns: [String], option: String) throws(CommandError) -> [ScoreColumn] {
    var chosen: [Int] = []
    for pattern in patterns {
      for part in columns.contains(where: { $0.name == pattern }) ? [pattern] : pattern.split(separator: ",").map({ String($0).trimmed }) {
        let found = positions(part)
        if found.isEmpty { throw .noColumn(path: name, option: option, pattern: part, known: columns.map(\.name)) }
        chosen += found.filter { !chosen.contains($0) }
      }
    }
    return chosen.map { columns[$0] }
  }

  /// The numbers of a column, or the error that names its first bad cell.
  func values(_ column: ScoreColumn) throws(CommandError) -> [Double] {
    if let flaw = column.flaw { throw .cell(path: name, place: flaw.place, column: column.name, reason: flaw.reason) }
    return column.values
  }

  private func positions(_ pattern: String) -> [Int] {
    let exact = columns.indices.filter { columns[$0].name == pattern }
    return exact.isEmpty ? columns.indices.filter { Pattern(pattern).matches(columns[$0].name) && columns[$0].isNumeric } : exact
  }
}
