import Analysis

/// Columns of a CSV or TSV file, whose delimiter is found by itself.
///
/// A first line of numbers alone is no heading: columns are then called 1, 2, ….
struct DelimitedScores {
  let columns: [ScoreColumn]

  init(_ file: InputFile) throws(CommandError) {
    let result = file.bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(CommandError) in try Self.read(DelimitedText(bytes), named: file.name) }
    }
    columns = try result.get()
  }

  private static func read(_ start: DelimitedText, named name: String) throws(CommandError) -> [ScoreColumn] {
    var text = start, heading: [String] = []
    let first = try row(&text, named: name) { (text, _) throws(DelimitedText.Flaw) in heading.append(try text.field().trimmed) }
    if first == nil { throw .noRows(path: name) }
    var columns = heading.map { ScoreColumn($0) }
    if heading.allSatisfy({ if case .number = ScoreColumn.Cell(text: $0) { true } else { false } }) {
      (columns, text) = (heading.indices.map { ScoreColumn("\($0 + 1)") }, start)
    }
    for (index, column) in columns.enumerated() {
      if column.name.isEmpty { throw .heading(path: name, reason: "column \(index + 1) has no name") }
      if columns[..<index].contains(where: { $0.name == column.name }) {
        throw .heading(path: name, reason: "two columns are called '\(column.name)'")
      }
    }
    let width = columns.count
    while try row(
      &text, of: width, named: name,
      { (text, column) throws(DelimitedText.Flaw) in
        try cell(into: &columns[column], &text)
      }) != nil
    {}
    if columns[0].values.isEmpty && columns[0].flaw == nil { throw .noRows(path: name) }
    return columns
  }

  /// The next line, what is wrong with it said of the file.
  private static func row(
    _ text: inout DelimitedText, of width: Int? = nil, named name: String,
    _ body: (inout DelimitedText, Int) throws(DelimitedText.Flaw) -> Void
  ) throws(CommandError) -> Int? {
    do throws(DelimitedText.Flaw) { return try text.row(of: width, body) } catch {
      switch error {
      case .openQuote(let line): throw .openQuote(path: name, line: line)
      case .fields(let line, let found, let expected): throw .fields(path: name, line: line, found: found, expected: expected)
      }
    }
  }

  /// A bad cell stays in its column, for it may not be asked for.
  private static func cell(into column: inout ScoreColumn, _ text: inout DelimitedText) throws(DelimitedText.Flaw) {
    if let value = text.number() { return column.add(.number(value), place: "line \(text.line)") }
    let line = text.line
    column.add(ScoreColumn.Cell(text: try text.field()), place: "line \(line)")
  }
}
