/// The bytes of a JSON text, or of a printed Python value, from which the texts of values are read when somebody asks.
struct JSONSource: Sendable {
  let bytes: [UInt8]

  /// What the value or key that begins at a byte says: a text without quotes and escapes, anything else as it stands there.
  func text(at start: Int) -> String {
    guard start < bytes.count else { return "" }
    let quote = bytes[start]
    guard Self.isQuote(quote) else { return String(decoding: bytes[start..<end(from: start)], as: UTF8.self).trimmed }
    return Self.unescaped(bytes[(start + 1)..<end(from: start)].dropLast())
  }

  /// Behind the value that begins at a byte.
  private func end(from start: Int) -> Int {
    var depth = 0, position = start
    while position < bytes.count {
      let byte = bytes[position]
      if Self.isQuote(byte) {
        position += 1
        while position < bytes.count && bytes[position] != byte { position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1 }
      } else if "[{(".utf8.contains(byte) {
        depth += 1
      } else if "]})".utf8.contains(byte) {
        if depth == 0 { return position }
        depth -= 1
      } else if depth == 0 && ",:\n".utf8.contains(byte) {
        return position
      }
      position += 1
      if depth == 0 && (Self.isQuote(byte) || "]})".utf8.contains(byte)) { return min(position, bytes.count) }
    }
    return bytes.count
  }

  static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  /// A text with JSON's and Python's escapes resolved; an escape that means nothing stays as it is.
  static func unescaped(_ raw: some Collection<UInt8>) -> String {
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    var bytes: [UInt8] = [], rest = raw[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let mark = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      switch mark {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "u"), UInt8(ascii: "x"):
        let digits = mark == UInt8(ascii: "u") ? 4 : 2
        guard var value = hexadecimal(&rest, digits) else {
          bytes += [byte, mark]
          continue
        }
        // Two surrogates are one scalar.
        if (0xD800..<0xDC00).contains(value), rest.starts(with: Array("\\u".utf8)) {
          var behind = rest.dropFirst(2)
          if let low = hexadecimal(&behind, 4), (0xDC00..<0xE000).contains(low) {
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            rest = behind
          }
        }
        bytes += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(mark)
      default: bytes += [byte, mark]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number of so many digits, which then are taken off.
  private static func hexadecimal<Bytes: Collection<UInt8>>(_ rest: inout Bytes, _ digits: Int) -> UInt32?
  where Bytes.SubSequence == Bytes {
    guard let value = UInt32(String(decoding: rest.prefix(digits), as: UTF8.self), radix: 16), rest.prefix(digits).count == digits else {
      return nil
    }
    rest = rest.dropFirst(digits)
    return value
  }
}
