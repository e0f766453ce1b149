/// Columns of a CSV or TSV file (RFC 4180): quoted fields, CRLF, a byte order mark, blank lines between.
///
/// The delimiter is the tab, comma or semicolon that the first line has most of. A first line of numbers alone is no heading:
/// columns are then called 1, 2, ….
struct DelimitedScores {
  private(set) var columns: [ScoreColumn] = []

  init(_ file: InputFile) throws(CommandError) {
    let scan = file.bytes.withUnsafeBufferPointer { bytes in
      var scanner = Scanner(bytes)
      return Result { () throws(CommandError) in try scanner.read(named: file.name) }
    }
    columns = try scan.get()
  }
}

/// One pass over the bytes of a delimited file.
private struct Scanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int, line = 1
  let delimiter: UInt8
  let reader = DecimalReader()

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    position = start
    var counts: [UInt8: Int] = [:], quoted = false
    for byte in bytes[start...] {
      if byte == UInt8(ascii: "\n") && !quoted { break }
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if !quoted { counts[byte, default: 0] += 1 }
    }
    delimiter = "\t;,".utf8.reversed().reduce(UInt8(ascii: ",")) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
  }

  /// All columns; a bad cell stays in its column, for it may not be asked for.
  mutating func read(named name: String) throws(CommandError) -> [ScoreColumn] {
    skipBlankLines()
    if position == bytes.count { throw .noRows(path: name) }
    var heading: [String] = []
    let start = (position, line)
    repeat { heading.append(try field(name).trimmed) } while nextField()
    endLine()
    var columns = heading.map { ScoreColumn($0) }
    if heading.allSatisfy({ if case .number = ScoreColumn.Cell(text: $0) { true } else { false } }) {
      columns = heading.indices.map { ScoreColumn("\($0 + 1)") }
      (position, line) = start
    }
    for (index, column) in columns.enumerated() {
      if column.name.isEmpty { throw .heading(path: name, reason: "column \(index + 1) has no name") }
      if columns[..<index].contains(where: { $0.name == column.name }) {
        throw .heading(path: name, reason: "two columns are called '\(column.name)'")
      }
    }
    while true {
      skipBlankLines()
      if position == bytes.count { break }
      var index = 0
      repeat {
        if index < columns.count { try cell(into: &columns[index], name) } else { _ = try field(name) }
        index += 1
      } while nextField()
      guard index == columns.count else { throw .fields(path: name, line: line, found: index, expected: columns.count) }
      endLine()
    }
    if columns[0].values.isEmpty && columns[0].flaw == nil { throw .noRows(path: name) }
    return columns
  }

  /// The common case, a bare number, is read without a copy.
  private mutating func cell(into column: inout ScoreColumn, _ name: String) throws(CommandError) {
    let start = position
    skipSpaces()
    if let value = reader.number(in: bytes, at: &position) {
      skipSpaces()
      if isAtFieldEnd { return column.add(.number(value), place: "line \(line)") }
    }
    position = start
    let line = line
    column.add(ScoreColumn.Cell(text: try field(name)), place: "line \(line)")
  }

  /// The text of a field, its quotes taken off; the position then stands on the delimiter or the line's end.
  private mutating func field(_ name: String) throws(CommandError) -> String {
    guard position < bytes.count && bytes[position] == UInt8(ascii: "\"") else {
      let start = position
      while !isAtFieldEnd { position += 1 }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    }
    let opened = line
    var content: [UInt8] = []
    position += 1
    while true {
      guard position < bytes.count else { throw .openQuote(path: name, line: opened) }
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
