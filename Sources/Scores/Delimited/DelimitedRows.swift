/// The rows of a delimited text by their first bytes: where the texts of cells are read when somebody asks.
struct DelimitedRows: Sendable {
  let bytes: [UInt8], dialect: Dialect
  /// Of each row, the first byte of its first field.
  let starts: [UInt32]

  /// What a cell says, quotes and blanks around it taken off.
  func text(_ row: Int, _ column: Int) -> String {
    var found = ""
    fields(row) { position, text in if position == column { found = text().trimmed } }
    return found
  }

  /// What all cells of a row say.
  func texts(_ row: Int) -> [String] {
    var texts: [String] = []
    fields(row) { _, text in texts.append(text().trimmed) }
    return texts
  }

  private func fields(_ row: Int, _ body: (Int, () -> String) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var text = DelimitedText(bytes, dialect: dialect, from: Int(starts[row]))
      // What cannot be read was refused before.
      _ = try? text.fields { (text, position) throws(DelimitedText.Flaw) in
        let span = try text.span()
        body(position) { DelimitedText.text(bytes[span]) }
      }
    }
  }

  /// The line on which a row begins, from 1.
  func line(_ row: Int) -> Int { bytes[..<Int(starts[row])].count { $0 == UInt8(ascii: "\n") } + 1 }
}
