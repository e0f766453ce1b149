extension String {
  /// The text as a terminal or a file for readers may have it: control characters, those that turn the direction of writing, and those that XML forbids, as
  /// escapes (`\u{1B}`).
  public var printable: String {
    guard unicodeScalars.contains(where: Self.isUnsafe) else { return self }
    var shown = ""
    for scalar in unicodeScalars {
      if !Self.isUnsafe(scalar) {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += ["\t": "\\t", "\n": "\\n", "\r": "\\r"][scalar] ?? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return shown
  }

  /// The same on one line: ends of lines and tabs are blanks.
  public var onOneLine: String {
    utf8.contains { $0 < 0x20 || $0 > 0x7E } ? String(map { $0.isNewline || $0 == "\t" ? " " : $0 }).printable : self
  }

  /// Not more of it than an error should say.
  public var shortened: String { shortened(to: 40) }

  /// So many letters of it at most.
  public func shortened(to length: Int) -> String { (count > length ? "\(prefix(length))…" : self).printable }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0x61C, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
