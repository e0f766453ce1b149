/// The rows of a delimited text by their first bytes: where the texts of cells are read when somebody asks.
struct DelimitedRows: Sendable {
  let bytes: [UInt8], dialect: Dialect
  /// Of each row, the first byte of its first field.
  let starts: [UInt32]

  /// What a cell says, quotes and blanks around it taken off.
  func text(_ row: Int, _ column: Int) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      var text = DelimitedText(bytes, dialect: dialect, from: Int(starts[row]))
      // What cannot be read was refused before.
      guard let span = try? text.span(of: column) else { return "" }
      return DelimitedText.text(bytes[span]).trimmed
    }
  }

  /// What all cells of a row say.
  func texts(_ row: Int) -> [String] {
    bytes.withUnsafeBufferPointer { bytes in
      var text = DelimitedText(bytes, dialect: dialect, from: Int(starts[row])), texts: [String] = []
      _ = try? text.fields { (text, _) throws(DelimitedText.Flaw) in texts.append(DelimitedText.text(bytes[try text.span()]).trimmed) }
      return texts
    }
  }

  /// The line on which a row begins, from 1.
  func line(_ row: Int) -> Int { bytes[..<Int(starts[row])].count { $0 == UInt8(ascii: "\n") } + 1 }
}
