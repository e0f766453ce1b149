/// A position in the bytes of a text of fields (RFC 4180 and its kin): quoted fields, CRLF, a byte order mark, blank lines between.
///
///     var text = DelimitedText(bytes)
///     while try text.row({ (text, column) throws(DelimitedText.Flaw) in fields.append(try text.field()) }) != nil {}
///
/// A field is read as text or, without a copy, as a number: a million rows take a fraction of a second.
package struct DelimitedText {
  /// What keeps a text from being read further.
  package enum Flaw: Error, Hashable {
    /// A quote that opens on this line is never closed.
    case openQuote(line: Int)
    /// A line has another number of fields than the first.
    case fields(line: Int, found: Int, expected: Int)
  }

  /// Of the position, from 1.
  package private(set) var line = 1
  /// Where the field that is read, or the next line, begins.
  private(set) var position: Int
  /// Numbers with a percent sign, and lines of comments, so far.
  private(set) var percents = 0, comments = 0
  let dialect: Dialect
  private let bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, reader: DecimalReader
  /// For what may end a field, and for what a quoted one may hold.
  private let ends: ByteSearch, quotes = ByteSearch(UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\""))

  /// - Parameters:
  ///   - bytes: must live as long as this.
  ///   - delimiter: by default the one that parts the first lines alike.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: Unicode.Scalar? = nil) {
    self.init(bytes, dialect: delimiter.map { Dialect(delimiter: UInt8(ascii: $0)) } ?? Dialect(of: bytes))
  }

  /// - Parameter position: where to begin; by default behind a byte order mark.
  init(_ bytes: UnsafeBufferPointer<UInt8>, dialect: Dialect, from position: Int? = nil) {
    (self.bytes, self.dialect, delimiter) = (bytes, dialect, dialect.delimiter)
    reader = DecimalReader(decimal: dialect.decimal)
    // A carriage return in front of a newline is taken off behind.
    ends = ByteSearch(delimiter, UInt8(ascii: "\n"), dialect.isAligned ? UInt8(ascii: "\t") : delimiter)
    self.position = position ?? (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
  }

  /// Reads the next line that is not blank.
  ///
  /// - Parameters:
  ///   - expected: the number of its fields; nil: any.
  ///   - body: called with each field's position in the line; must read that field once, by `number`, `span` or `field`.
  /// - Returns: the number of fields; nil at the end of the text.
  package mutating func row(of expected: Int? = nil, _ body: (inout DelimitedText, Int) throws(Flaw) -> Void) throws(Flaw) -> Int? {
    skipSilentLines()
    return position == bytes.count ? nil : try fields(of: expected, body)
  }

  /// Reads the rest of a line, whose first field begins here, as `row` does.
  mutating func fields(of expected: Int? = nil, _ body: (inout DelimitedText, Int) throws(Flaw) -> Void) throws(Flaw) -> Int {
    var count = 0, isTooLong = false
    repeat {
      // What is too much has no column.
      if count < expected ?? .max {
        try body(&self, count)
      } else if bytes[try span()].contains(where: { $0 > 0x20 }) || !dialect.mayEndInDelimiters {
        isTooLong = true
      }
      count += 1
    } while nextField()
    if let expected, count < expected || isTooLong { throw .fields(line: line, found: count, expected: expected) }
    endLine()
    return count
  }

  /// The number that the field here is, blanks around it and a percent sign behind it aside; nil, and the position as it was, where the field
  /// is something else.
  package mutating func number() -> Double? {
    let start = position
    // What parts fields cannot stand in a number, but in quotes.
    guard dialect.decimal != delimiter else { return nil }
    skipSpaces()
    if let value = reader.number(in: bytes, at: &position) {
      if isAtFieldEnd { return value }
      skipSpaces()
      let isPercent = position < bytes.count && bytes[position] == UInt8(ascii: "%")
      if isPercent {
        position += 1
        skipSpaces()
      }
      if isAtFieldEnd {
        percents += isPercent ? 1 : 0
        return value
      }
    }
    position = start
    return nil
  }

  /// The text of the field here, its quotes taken off; the position then stands on the delimiter or the line's end.
  package mutating func field() throws(Flaw) -> String { Self.text(bytes[try span()]) }

  /// The place of the field here, with its quotes; the position then stands on the delimiter or the line's end.
  mutating func span() throws(Flaw) -> Range<Int> {
    let start = position, opened = line
    if position < bytes.count && bytes[position] == UInt8(ascii: "\"") {
      position += 1
      while true {
        position = quotes.next(in: bytes, from: position)
        guard position < bytes.count else { throw .openQuote(line: opened) }
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        if byte == UInt8(ascii: "\"") {
          guard position < bytes.count && bytes[position] == byte else { break }
          position += 1
        }
      }
    }
    if isAtFieldEnd { return start..<position }
    position = ends.next(in: bytes, from: position)
    // The line's end may be two bytes.
    if position > start, bytes[position - 1] == UInt8(ascii: "\r"), position == bytes.count || bytes[position] == UInt8(ascii: "\n") {
      position -= 1
    }
    return start..<position
  }

  /// The place of a field of the line whose first begins here; nil where it has fewer.
  mutating func span(of field: Int) throws(Flaw) -> Range<Int>? {
    for _ in 0..<field {
      _ = try span()
      guard nextField() else { return nil }
    }
    return try span()
  }

  /// What a field says: its quotes taken off, doubled ones made single.
  static func text(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    guard field.first == UInt8(ascii: "\"") else { return Self.decoded(UnsafeBufferPointer(rebasing: field)) }
    var content: [UInt8] = [], rest = field.dropFirst()[...], isOpen = true
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "\"") || !isOpen {
        content.append(byte)
      } else if rest.first == byte {
        content.append(byte)
        rest.removeFirst()
      } else {
        isOpen = false
      }
    }
    return Self.decoded(content)
  }

  private var isAtFieldEnd: Bool {
    if position == bytes.count { return true }
    let byte = bytes[position]
    // Letters and digits, most often.
    if byte > 0x3B && byte != delimiter { return false }
    return byte == delimiter || byte == UInt8(ascii: "\n")
      || (byte == UInt8(ascii: "\r") && (position + 1 == bytes.count || bytes[position + 1] == UInt8(ascii: "\n")))
      || (dialect.isAligned && byte == UInt8(ascii: "\t"))
  }

  private mutating func skipSpaces() {
    while position < bytes.count && bytes[position] == UInt8(ascii: " ") && delimiter != UInt8(ascii: " ") { position += 1 }
  }

  /// Steps over a delimiter, if one stands here and parts two fields.
  private mutating func nextField() -> Bool {
    guard position < bytes.count && !isAtLineEnd else { return false }
    position += 1
    if dialect.isAligned { skipBlanks() }
    if dialect.isFramed {
      let behind = position
      skipBlanks()
      if isAtLineEnd { return false }
      position = behind
    }
    return !(dialect.isAligned && isAtLineEnd)
  }

  /// Whether the line ends here.
  private var isAtLineEnd: Bool {
    position == bytes.count || bytes[position] == UInt8(ascii: "\n")
      || (bytes[position] == UInt8(ascii: "\r") && (position + 1 == bytes.count || bytes[position + 1] == UInt8(ascii: "\n")))
  }

  private mutating func skipBlanks() {
    while position < bytes.count && (bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t")) { position += 1 }
  }

  private mutating func endLine() {
    if position < bytes.count && bytes[position] == UInt8(ascii: "\r") { position += 1 }
    if position < bytes.count { position += 1 }
    line += 1
  }

  /// Steps over lines without fields, and over what a framed or an aligned line has before its first.
  private mutating func skipSilentLines() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if byte == UInt8(ascii: "\n") { line += 1 }
        position += 1
      } else if byte == UInt8(ascii: "#") && dialect.hasComments && !isSpreadsheetError {
        comments += 1
        skipLine()
      } else if dialect.isAligned && (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")) {
        position += 1
      } else if dialect.isFramed {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        if Dialect.isRule(bytes[position..<end]) || bytes[position..<end].allSatisfy({ $0 <= 0x20 }) {
          skipLine()
        } else {
          skipBlanks()
          if position < bytes.count && bytes[position] == delimiter { position += 1 }
          return
        }
      } else {
        return
      }
    }
  }

  /// Whether a spreadsheet's word for a value that it could not find stands here, which begins a row.
  private var isSpreadsheetError: Bool {
    ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"].contains { bytes[position...].starts(with: $0.utf8) }
  }

  /// What is not UTF-8 is Latin-1, so that names which differ stay apart.
  private static func decoded(_ bytes: some Collection<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self) ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  private mutating func skipLine() {
    while position < bytes.count && bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }
}
