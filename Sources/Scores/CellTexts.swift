internal import Texts

/// Where the texts of a column's cells are, and how rows are called.
enum CellTexts: Sendable {
  /// In fields of lines: the position of the field in each of them.
  case fields(DelimitedRows, Int)
  /// In the values of a JSON text, each by its first byte; those of no row have `.max`. The second are the rows' keys, where they have some.
  case values(JSONSource, [UInt32], keys: [UInt32]?)
  /// In a text, between these bytes.
  case spans([UInt8], [Range<UInt32>])
  /// Here.
  case words([String])
  /// In rows of another column, `.max` where a cell is made of several and has no text.
  indirect case rows(CellTexts, [UInt32])
  /// Nowhere: the file has binary numbers.
  case none

  /// What row's cell says; nil where no text has it.
  func text(_ row: Int) -> String? {
    switch self {
    case .fields(let rows, let column): rows.text(row, column)
    case .values(let source, let starts, _): starts[row] == .max ? "" : source.text(at: Int(starts[row]))
    case .spans(let bytes, let spans):
      String(decoding: bytes[Int(spans[row].lowerBound)..<Int(spans[row].upperBound)], as: UTF8.self).trimmed
    case .words(let words): words[row]
    case .rows(let texts, let rows): rows[row] == .max ? nil : texts.text(Int(rows[row]))
    case .none: nil
    }
  }

  /// A row as a person finds it.
  func place(_ row: Int) -> String {
    switch self {
    case .fields(let rows, _): "line \(rows.line(row))"
    case .values(let source, _, let keys?): "key '\(source.text(at: Int(keys[row])).printable)'"
    case .values: "element \(row)"
    case .spans(let bytes, let spans): "line \(bytes[..<Int(spans[row].lowerBound)].count { $0 == UInt8(ascii: "\n") } + 1)"
    case .rows(let texts, let rows): rows[row] == .max ? "row \(row)" : texts.place(Int(rows[row]))
    case .words, .none: "row \(row)"
    }
  }

  /// Whether cells stand in fields of lines.
  var areFields: Bool {
    switch self {
    case .fields: true
    case .rows(let texts, _): texts.areFields
    case .values, .spans, .words, .none: false
    }
  }
}
