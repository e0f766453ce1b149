/// Rows of a published table by the names of its columns: a line a row, one delimiter, no quotes.
struct TableText {
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
  /// - Throws: `AnalysisError.table` for a missing column, a line of another number of fields, a table without rows.
  init(_ bytes: [UInt8], file: String, columns: [String]?, delimiter: Unicode.Scalar = ",") throws(AnalysisError) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().map { number, line in
      (number: number + 1, fields: Self.fields(line, UInt8(ascii: delimiter)))
    }
    lines.removeAll { $0.fields == [""] }
    guard let first = lines.first else { throw .table(reason: "\(file) is empty") }
    var heading = first.fields
    if let columns {
      if let missing = columns.first(where: { !heading.contains($0) }) {
        throw .table(reason: "\(file) has no column '\(missing)' (columns: \(Row.shown(heading.joined(separator: ", "))))")
      }
      lines.removeFirst()
    } else {
      heading = heading.indices.map { "\($0 + 1)" }
    }
    guard !lines.isEmpty else { throw .table(reason: "\(file) has no rows") }
    let positions = Dictionary(zip(heading, heading.indices)) { first, _ in first }
    var rows: [Row] = []
    for line in lines {
      let row = Row(file: file, line: line.number, fields: line.fields, positions: positions)
      guard line.fields.count == heading.count else {
        throw row.wrong("\(line.fields.count) fields where the first line has \(heading.count)")
      }
      rows.append(row)
    }
    (self.file, width, self.rows) = (file, heading.count, rows)
  }

  private static func fields(_ line: ArraySlice<UInt8>, _ delimiter: UInt8) -> [String] {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    return line.split(separator: delimiter, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }
}
