internal import Texts

/// Lines of fields: CSV, TSV, semicolons, pipes, spaces, tables of Markdown.
enum DelimitedScores: ScoreLayout {
  static func recognises(_ input: ScoreInput) -> Bool { true }

  static var options: LayoutOptions? { .lines }

  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable {
    let input = input.withNewlines
    let result = input.bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(ScoresError) in try read(input, bytes) }
    }
    return try result.get()
  }

  private static func read(_ input: ScoreInput, _ bytes: UnsafeBufferPointer<UInt8>) throws(ScoresError) -> ScoreTable {
    let options = input.options, said = separator(bytes)
    let rest = UnsafeBufferPointer(rebasing: bytes[said.start...])
    var dialect = said.delimiter.map { Dialect(delimiter: $0) } ?? Dialect(of: rest, hasComments: true, only: options.delimiter)
    if let delimiter = options.delimiter, said.delimiter != nil { dialect = Dialect(delimiter) }
    (dialect.hasComments, dialect.mayEndInDelimiters) = (true, true)
    if options.decimal == .comma { dialect.decimal = UInt8(ascii: ",") }
    let start = DelimitedText(bytes, dialect: dialect, from: said.start)
    var notes: [String] = []
    let heading = try Heading(start, input, notes: &notes)
    var body = try Body(heading.body, width: heading.names.count, of: bytes, named: input.name)
    if options.decimal == nil, dialect.delimiter == UInt8(ascii: ";"), body.hasWords {
      switch DecimalComma(in: body.rows(input.bytes, dialect), columns: body.cells) {
      case .absent: break
      case .certain:
        dialect.decimal = UInt8(ascii: ",")
        notes.append("the comma is read as the decimal point: every number of the file allows that reading only")
        let again = DelimitedText(bytes, dialect: dialect, from: heading.body.position)
        body = try Body(again, width: heading.names.count, of: bytes, named: input.name)
      case .doubtful(let row, let column):
        let rows = body.rows(input.bytes, dialect)
        throw .ambiguous(
          file: input.name, place: "line \(rows.line(row))", column: heading.names[column], text: rows.text(row, column))
      }
    }
    if body.comments > 0 { notes.append("\(body.comments) lines of comments (#) were passed over") }
    let rows = body.rows(input.bytes, dialect)
    return heading.table(of: body.cells, rows, input, notes: notes + body.percentNotes(heading.names))
  }

  /// What an Excel file's first line (`sep=;`) says, and where the lines behind it begin.
  private static func separator(_ bytes: UnsafeBufferPointer<UInt8>) -> (delimiter: UInt8?, start: Int) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: "\n")) ?? start
    let line = bytes[start..<end].filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\r") }
    guard line.count == 5, line.starts(with: Array("sep=".utf8)) else { return (nil, start) }
    return (line[4], end + 1)
  }

  /// The lines below the heading.
  struct Body {
    private(set) var cells: [[Double]], starts: [UInt32] = [], percents: [Int], comments = 0

    /// More cells are refused: these take 1.6 GB, and their ranks as much again.
    private static let most = 200_000_000

    init(_ start: DelimitedText, width: Int, of bytes: UnsafeBufferPointer<UInt8>, named name: String) throws(ScoresError) {
      var text = start, cells = [[Double]](repeating: [], count: width), starts: [UInt32] = []
      var percents = [Int](repeating: 0, count: width)
      let decimal = start.dialect.decimal, mostRows = Self.most / max(1, width)
      do throws(DelimitedText.Flaw) {
        while starts.count < mostRows,
          try text.row(
            of: width,
            { (text, column) throws(DelimitedText.Flaw) in
              if column == 0 { starts.append(UInt32(truncatingIfNeeded: text.position)) }
              let before = text.percents
              if let value = text.number() {
                cells[column].append(value)
                if text.percents > before { percents[column] += 1 }
              } else {
                cells[column].append(Self.cell(bytes[try text.span()], decimal))
              }
            }) != nil
        {}
      } catch { throw ScoresError(error, file: name) }
      if starts.count == mostRows { throw .manyCells(file: name, rows: mostRows, columns: width) }
      (self.cells, self.starts, self.percents, comments) = (cells, starts, percents, text.comments)
    }

    private static func cell(_ field: Slice<UnsafeBufferPointer<UInt8>>, _ decimal: UInt8) -> Double {
      let quote = UInt8(ascii: "\"")
      guard field.first == quote else { return ScoreColumn.cell(of: field, decimal: decimal) }
      // What holds a quote itself, or goes on behind the last, is no number.
      guard let end = field.lastIndex(where: { $0 > 0x20 }), end > field.startIndex, field[end] == quote else { return ScoreColumn.word }
      let content = field[field.index(after: field.startIndex)..<end]
      return content.contains(quote) ? ScoreColumn.word : ScoreColumn.cell(of: content, decimal: decimal)
    }

    var hasWords: Bool { cells.contains { $0.contains { $0.bitPattern == ScoreColumn.word.bitPattern } } }

    func rows(_ bytes: [UInt8], _ dialect: Dialect) -> DelimitedRows { DelimitedRows(bytes: bytes, dialect: dialect, starts: starts) }

    /// Columns in which some numbers have a percent sign and others none.
    func percentNotes(_ names: [String]) -> [String] {
      zip(names, percents).compactMap { name, count in
        count == 0 || count == starts.count
          ? nil : "column '\(name.shortened)': \(count) of \(starts.count) numbers have a percent sign and are read without it"
      }
    }
  }
}

extension ScoresError {
  init(_ flaw: DelimitedText.Flaw, file: String) {
    switch flaw {
    case .openQuote(let line): self = .openQuote(file: file, line: line)
    case .fields(let line, let found, let expected): self = .fields(file: file, line: line, found: found, expected: expected)
    }
  }
}
