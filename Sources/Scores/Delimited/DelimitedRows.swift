/// The rows of a delimited text by their first bytes: where the texts of cells are read when somebody asks.
struct DelimitedRows: Sendable {
  let bytes: [UInt8], dialect: Dialect
  /// Of each row, the first byte of its first field.
  let starts: [UInt32]

  /// What a cell says, quotes and blanks around it taken off.
  func text(_ row: Int, _ column: Int) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      var found = ""
      var text = DelimitedText(bytes, dialect: dialect, from: Int(starts[row]))
      // What cannot be read was refused before.
      _ = try? text.row { (text, position) throws(DelimitedText.Flaw) in
        let span = try text.span()
        if position == column { found = DelimitedText.text(bytes[span]).trimmed }
      }
      return found
    }
  }

  /// The line on which a row begins, from 1.
  func line(_ row: Int) -> Int { bytes[..<Int(starts[row])].count { $0 == UInt8(ascii: "\n") } + 1 }
}
