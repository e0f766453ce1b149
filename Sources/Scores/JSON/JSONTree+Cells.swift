extension JSONTree {
  /// What a value says as a cell: lists, objects and truth values are words.
  func cell(_ node: Int) -> Double {
    let start = Int(nodes[node].start)
    return source.bytes.withUnsafeBufferPointer { bytes in
      switch nodes[node].kind {
      case .array, .object: return ScoreColumn.word
      case .scalar:
        var position = start
        if let value = Self.reader.number(in: bytes, at: &position), position == bytes.count || Self.ends(bytes[position]) { return value }
        position = start
        while position < bytes.count, !Self.ends(bytes[position]) { position += 1 }
        return ScoreColumn.cell(of: bytes[start..<position])
      case .text:
        var end = start + 1
        // A longer text is no number.
        while end < bytes.count, bytes[end] != bytes[start], end - start < 402 {
          if bytes[end] == UInt8(ascii: "\\") { return ScoreColumn.cell(of: Array(text(node).utf8), decimal: decimal) }
          end += 1
        }
        return ScoreColumn.cell(of: bytes[start + 1..<min(end, bytes.count)], decimal: decimal)
      }
    }
  }

  private static let reader = DecimalReader()

  /// Whether no scalar goes on with this byte.
  private static func ends(_ byte: UInt8) -> Bool { byte <= 0x20 || ",]}):".utf8.contains(byte) }
}
