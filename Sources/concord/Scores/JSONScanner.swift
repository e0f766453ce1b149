import Analysis
import FoundationEssentials

/// A position in the bytes of a JSON text, with what is needed to read tables from it.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  private var position: Int
  private let reader = DecimalReader()

  init(_ bytes: UnsafeBufferPointer<UInt8>, path: String) {
    (self.bytes, self.path) = (bytes, path)
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The byte that comes next, white space aside; nil at the end.
  var next: UInt8? {
    mutating get {
      while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
      return position < bytes.count ? bytes[position] : nil
    }
  }

  /// Calls `body` in front of each element of the array that comes next.
  mutating func elements(_ body: (inout JSONScanner) throws(CommandError) -> Void) throws(CommandError) {
    try list("[", "]", "an array") { (scanner) throws(CommandError) in try body(&scanner) }
  }

  /// Calls `body` with the place of each key of the object that comes next, in front of the key's value.
  mutating func members(_ body: (inout JSONScanner, Range<Int>) throws(CommandError) -> Void) throws(CommandError) {
    try list("{", "}", "an object") { (scanner) throws(CommandError) in
      let key = try scanner.quoted()
      try scanner.take(":", "a colon")
      try body(&scanner, key)
    }
  }

  /// The value that comes next as a cell; lists and truth values are none.
  mutating func cell() throws(CommandError) -> ScoreColumn.Cell {
    switch next {
    case UInt8(ascii: "\"")?: return ScoreColumn.Cell(text: try text(try quoted()))
    case UInt8(ascii: "[")?, UInt8(ascii: "{")?:
      try skip(depth: 0)
      return .text("a list or an object")
    case nil: throw wrong("it ends too early")
    default:
      if let value = reader.number(in: bytes, at: &position) { return .number(value) }
      let start = position
      while position < bytes.count, !",]}:\"".utf8.contains(bytes[position]), bytes[position] > 0x20 { position += 1 }
      switch String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self) {
      case "null": return .empty
      case "NaN": return .number(.nan)
      case "Infinity": return .number(.infinity)
      case "-Infinity": return .number(-.infinity)
      case "true", "false": return .text("true or false")
      case let word:
        position = start
        throw wrong("'\(word.prefix(20))' is no value")
      }
    }
  }

  /// The text between quotes at a place; escapes are the library's to read.
  func text(_ place: Range<Int>) throws(CommandError) -> String {
    let raw = bytes[place]
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    do { return try JSONDecoder().decode(String.self, from: Data("\"".utf8) + Data(raw) + Data("\"".utf8)) } catch {
      throw wrong("a text has an escape that cannot be read")
    }
  }

  /// The error of this place.
  func wrong(_ reason: String) -> CommandError {
    let before = bytes[..<min(position, bytes.count)], line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return .json(path: path, reason: "line \(line): \(reason)")
  }

  private mutating func list(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ name: String, _ body: (inout JSONScanner) throws(CommandError) -> Void
  ) throws(CommandError) {
    try take(open, name)
    if next == UInt8(ascii: close) { return position += 1 }
    while true {
      try body(&self)
      switch next {
      case UInt8(ascii: ",")?: position += 1
      case UInt8(ascii: close)?: return position += 1
      default: throw wrong("a comma or '\(close)' is missing")
      }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar, _ name: String) throws(CommandError) {
    guard next == UInt8(ascii: scalar) else { throw wrong("\(name) is expected") }
    position += 1
  }

  /// The place between the quotes of the text that comes next.
  private mutating func quoted() throws(CommandError) -> Range<Int> {
    try take("\"", "a text in quotes")
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < bytes.count else { throw wrong("a quote is not closed") }
    position += 1
    return start..<position - 1
  }

  /// Passes over a value, however deep.
  private mutating func skip(depth: Int) throws(CommandError) {
    guard depth < 512 else { throw wrong("lists are nested more than 512 deep") }
    switch next {
    case UInt8(ascii: "[")?: try elements { (scanner) throws(CommandError) in try scanner.skip(depth: depth + 1) }
    case UInt8(ascii: "{")?: try members { (scanner, _) throws(CommandError) in try scanner.skip(depth: depth + 1) }
    default: _ = try cell()
    }
  }
}
