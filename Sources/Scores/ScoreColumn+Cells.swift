extension ScoreColumn {
  /// What a cell's bytes say, blanks around them aside: a number (a percent sign behind it aside), `empty` or `word`.
  static func cell(of bytes: some RandomAccessCollection<UInt8>, decimal: UInt8 = UInt8(ascii: ".")) -> Double {
    var bytes = bytes[...]
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    guard let first = bytes.first else { return empty }
    // No number that people write is longer.
    guard bytes.count <= 400 else { return word }
    if (48...57).contains(first) || "+-.,".utf8.contains(first) {
      if bytes.last == UInt8(ascii: "%") {
        bytes.removeLast()
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
      }
      let number = Array(bytes).withUnsafeBufferPointer { bytes -> Double? in
        var position = 0
        let value = DecimalReader(decimal: decimal).number(in: bytes, at: &position)
        return position == bytes.count ? value : nil
      }
      if let number { return number }
    }
    guard bytes.count <= 9 else { return word }
    return named[String(decoding: bytes, as: UTF8.self).lowercased()] ?? word
  }

  /// Words that stand for numbers or for nothing, in any case: what numpy, pandas, R and JSON write.
  private static let named: [String: Double] = {
    var named: [String: Double] = [:]
    for word in ["nan", "+nan", "-nan"] { named[word] = .nan }
    for word in ["inf", "+inf", "infinity", "+infinity"] { named[word] = .infinity }
    for word in ["-inf", "-infinity"] { named[word] = -.infinity }
    for word in ["null", "none", "na", "n/a", "<na>", "#n/a"] { named[word] = empty }
    return named
  }()
}
