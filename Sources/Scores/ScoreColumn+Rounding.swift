extension ScoreColumn {
  /// Cells that are whole numbers as they are written and others as numbers: beyond 2⁵³ a Double has not all of them, so that two which differ
  /// become one.
  public var roundedCount: Int {
    guard cells.contains(where: { abs($0) >= 0x1p53 && $0.isFinite }) else { return 0 }
    return cells.indices.count { row in
      let value = cells[row]
      guard abs(value) >= 0x1p53, value.isFinite, let text = texts.text(row) else { return false }
      return Self.isRounded(text, value)
    }
  }

  /// Whether a text is a whole number without exponent that lies beside the Double that was made of it.
  ///
  /// Both are compared by what they leave on division by 2⁶⁴; they are nearer to one another than that up to 2¹¹⁶.
  static func isRounded(_ text: String, _ value: Double) -> Bool {
    var remainder: UInt64 = 0, digits = text.utf8[...]
    if let sign = digits.first, "+-".utf8.contains(sign) { digits = digits.dropFirst() }
    guard !digits.isEmpty else { return false }
    for (place, byte) in zip(digits.indices, digits) {
      guard byte &- 48 < 10 else {
        // Zeros behind a point or a comma say nothing.
        guard ".,".utf8.contains(byte), digits[digits.index(after: place)...].allSatisfy({ $0 == 48 }) else { return false }
        break
      }
      remainder = remainder &* 10 &+ UInt64(byte &- 48)
    }
    let significand = value.significandBitPattern | 1 << 52
    return remainder != significand << UInt64(value.exponent - 52)
  }
}
