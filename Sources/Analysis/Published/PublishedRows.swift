internal import Scores

/// Rows of a published table by the names of its columns, with typed fields.
struct PublishedRows {
  /// A line with its fields by column; every error names the file, the line and the column.
  struct Row {
    let file: String, line: Int
    fileprivate let fields: [String], positions: [String: Int]

    /// - Precondition: the column is one of those that the table was read with.
    func text(_ column: String) -> String {
      guard let position = positions[column] else { preconditionFailure("column '\(column)' was not asked for") }
      return fields[position]
    }

    /// A field's text for an error: its beginning, where it is long.
    private func shown(_ column: String) -> String { Self.shown(text(column)) }

    static func shown(_ text: some StringProtocol) -> String { text.count > 60 ? "\(text.prefix(60))…" : String(text) }

    func number(_ column: String, in range: ClosedRange<Double>) throws(AnalysisError) -> Double {
      guard let value = Double(text(column)), range.contains(value) else {
        throw wrong("column '\(column)' is '\(shown(column))', expected a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }

    func count(_ column: String, in range: ClosedRange<Int>) throws(AnalysisError) -> Int {
      guard let value = Int(text(column)), range.contains(value) else {
        throw wrong("column '\(column)' is '\(shown(column))', expected a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }

    func wrong(_ reason: String) -> AnalysisError { .table(reason: "\(file), line \(line): \(reason)") }
  }

  let file: String
  /// Fields of a line.
  let width: Int
  let rows: [Row]

  /// - Parameters:
  ///   - columns: those that are read; the table may have others. Nil where the first line is a row already: columns are then "1", "2", ….
  ///   - file: what errors call it.
  ///   - delimiter: nil for the tab, comma or semicolon that the first line has most of.
  /// - Throws: `AnalysisError.table` for a missing column or one that stands there twice, a line of another number of fields, an open quote, a table without rows.
  init(_ bytes: [UInt8], file: String, columns: [String]?, delimiter: Unicode.Scalar? = ",") throws(AnalysisError) {
    let result = bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(AnalysisError) in try Self.lines(DelimitedText(bytes, delimiter: delimiter), file: file) }
    }
    var lines = try result.get()
    guard let first = lines.first else { throw .table(reason: "\(file) is empty") }
    var heading = first.fields
    if let columns {
      if let missing = columns.first(where: { !heading.contains($0) }) {
        throw .table(reason: "\(file) has no column '\(missing)' (columns: \(Row.shown(heading.joined(separator: ", "))))")
      }
      if let twice = columns.first(where: { column in heading.count { $0 == column } > 1 }) {
        throw .table(reason: "\(file) has two columns '\(twice)': give each a name of its own")
      }
      lines.removeFirst()
    } else {
      heading = heading.indices.map { "\($0 + 1)" }
    }
    guard !lines.isEmpty else { throw .table(reason: "\(file) has no rows") }
    let positions = Dictionary(zip(heading, heading.indices)) { first, _ in first }
    (self.file, width) = (file, heading.count)
    rows = lines.map { Row(file: file, line: $0.number, fields: $0.fields, positions: positions) }
  }

  /// The fields of every line that is not blank; all have as many as the first.
  private static func lines(_ start: DelimitedText, file: String) throws(AnalysisError) -> [(number: Int, fields: [String])] {
    var text = start, lines: [(number: Int, fields: [String])] = []
    do throws(DelimitedText.Flaw) {
      while true {
        var fields: [String] = [], number = 0
        let count = try text.row(of: lines.first?.fields.count) { (text, _) throws(DelimitedText.Flaw) in
          if fields.isEmpty { number = text.line }
          fields.append(try text.field())
        }
        if count == nil { return lines }
        lines.append((number, fields))
      }
    } catch {
      switch error {
      case .openQuote(let line): throw .table(reason: "\(file), line \(line): a quote is never closed")
      case .fields(let line, let found, let expected):
        throw .table(reason: "\(file), line \(line): \(found) fields where the first line has \(expected)")
      }
    }
  }
}
