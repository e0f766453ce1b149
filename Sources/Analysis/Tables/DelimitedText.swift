/// A position in the bytes of a CSV or TSV text (RFC 4180): quoted fields, CRLF, a byte order mark, blank lines between.
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
  private let bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, reader = DecimalReader()
  private var position: Int

  /// - Parameters:
  ///   - bytes: must live as long as this.
  ///   - delimiter: by default the tab, comma or semicolon that the first line has most of.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: Unicode.Scalar? = nil) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.delimiter = delimiter.map { UInt8(ascii: $0) } ?? Self.delimiter(of: bytes[position...])
  }

  private static func delimiter(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8 {
    var counts: [UInt8: Int] = [:], quoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\n") && !quoted { break }
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if !quoted { counts[byte, default: 0] += 1 }
    }
    return "\t;,".utf8.reversed().reduce(UInt8(ascii: ",")) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
  }

  /// Reads the next line that is not blank.
  ///
  /// - Parameters:
  ///   - expected: the number of its fields; nil: any.
  ///   - body: called with each field's position in the line; must read that field once, by `number` or `field`.
  /// - Returns: the number of fields; nil at the end of the text.
  package mutating func row(of expected: Int? = nil, _ body: (inout DelimitedText, Int) throws(Flaw) -> Void) throws(Flaw) -> Int? {
    skipBlankLines()
    if position == bytes.count { return nil }
    var count = 0
    repeat {
      // What is too much has no column.
      if count < expected ?? .max { try body(&self, count) } else { _ = try field() }
      count += 1
    } while nextField()
    if let expected, count != expected { throw .fields(line: line, found: count, expected: expected) }
    endLine()
    return count
  }

  /// The number that the field here is, blanks around it aside; nil, and the position as it was, where the field is something else.
  package mutating func number() -> Double? {
    let start = position
    skipSpaces()
    if let value = reader.number(in: bytes, at: &position) {
      skipSpaces()
      if isAtFieldEnd { return value }
    }
    position = start
    return nil
  }

  /// The text of the field here, its quotes taken off; the position then stands on the delimiter or the line's end.
  package mutating func field() throws(Flaw) -> String {
    guard position < bytes.count && bytes[position] == UInt8(ascii: "\"") else {
      let start = position
      while !isAtFieldEnd { position += 1 }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    }
    let opened = line
    var content: [UInt8] = []
    position += 1
    while true {
      guard position < bytes.count else { throw .openQuote(line: opened) }
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte != UInt8(ascii: "\"") {
        content.append(byte)
      } else if position < bytes.count && bytes[position] == byte {
        content.append(byte)
        position += 1
      } else {
        break
      }
    }
    while !isAtFieldEnd {
      content.append(bytes[position])
      position += 1
    }
    return String(decoding: content, as: UTF8.self)
  }

  private var isAtFieldEnd: Bool {
    position == bytes.count || bytes[position] == delimiter || bytes[position] == UInt8(ascii: "\n")
      || (bytes[position] == UInt8(ascii: "\r") && (position + 1 == bytes.count || bytes[position + 1] == UInt8(ascii: "\n")))
  }

  private mutating func skipSpaces() {
    while position < bytes.count && bytes[position] == UInt8(ascii: " ") { position += 1 }
  }

  /// Steps over a delimiter, if one stands here.
  private mutating func nextField() -> Bool {
    guard position < bytes.count && bytes[position] == delimiter else { return false }
    position += 1
    return true
  }

  private mutating func endLine() {
    if position < bytes.count && bytes[position] == UInt8(ascii: "\r") { position += 1 }
    if position < bytes.count { position += 1 }
    line += 1
  }

  private mutating func skipBlankLines() {
    while position < bytes.count && (bytes[position] == UInt8(ascii: "\n") || bytes[position] == UInt8(ascii: "\r")) {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }
}
