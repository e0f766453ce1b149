extension String {
  /// The text as a terminal may be shown it: control characters, and those that turn the direction of writing, as escapes (`\u{1B}`).
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

  /// Not more of it than an error should say.
  public var shortened: String { (count > 40 ? "\(prefix(40))…" : self).printable }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
