/// UTF-16 or UTF-32: told by a byte order mark or, without one, by a beginning of ASCII, whose other bytes are zeros.
struct WideText: Hashable, Sendable {
  /// Bytes of a unit, those of a byte order mark, and whether the low byte stands first.
  let width: Int, mark: Int, isLittle: Bool

  /// Nil for a text of single bytes.
  init?(of bytes: [UInt8]) {
    // UTF-32's mark begins like UTF-16's.
    let marks: [(bytes: [UInt8], width: Int)] = [
      ([0xFF, 0xFE, 0, 0], 4), ([0, 0, 0xFE, 0xFF], 4), ([0xFF, 0xFE], 2), ([0xFE, 0xFF], 2),
    ]
    if let found = marks.first(where: { bytes.starts(with: $0.bytes) }) {
      (width, mark, isLittle) = (found.width, found.bytes.count, found.bytes[0] == 0xFF)
      return
    }
    for (width, isLittle) in [(2, true), (2, false), (4, true), (4, false)] where Self.isASCII(bytes.prefix(64), width, isLittle) {
      (self.width, mark, self.isLittle) = (width, 0, isLittle)
      return
    }
    return nil
  }

  /// The text; what is no scalar becomes U+FFFD.
  func utf8(of bytes: [UInt8]) -> [UInt8] {
    let units = stride(from: mark, through: bytes.count - width, by: width).lazy.map { unit(bytes[$0..<$0 + width]) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2)
    if width == 2 {
      _ = transcode(units.map { UInt16($0) }.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false) { text.append($0) }
    } else {
      for unit in units { text += Array(String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8) }
    }
    return text
  }

  private func unit(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    isLittle ? bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } : bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Whether units are letters, digits, signs, blanks or ends of lines.
  private static func isASCII(_ bytes: ArraySlice<UInt8>, _ width: Int, _ isLittle: Bool) -> Bool {
    guard bytes.count >= 2 * width else { return false }
    return bytes.prefix(bytes.count / width * width).enumerated().allSatisfy { place, byte in
      let isLow = place % width == (isLittle ? 0 : width - 1)
      return isLow ? (0x20..<0x7F).contains(byte) || [0x09, 0x0A, 0x0D].contains(byte) : byte == 0
    }
  }
}
