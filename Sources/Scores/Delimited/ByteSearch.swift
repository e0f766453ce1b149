/// Finds the next of a few bytes in a text, eight bytes a step.
///
/// A byte of `word ^ pattern` is zero where the text holds the pattern's; (v − 0x01…01) & ~v & 0x80…80 marks the lowest zero byte of v, and nothing
/// below it (Warren 2012, "Hacker's Delight", 6-1).
struct ByteSearch: Sendable {
  private let patterns: (UInt64, UInt64, UInt64)

  /// - Parameters: bytes that are looked for; two may be one.
  init(_ a: UInt8, _ b: UInt8, _ c: UInt8) { patterns = (Self.repeated(a), Self.repeated(b), Self.repeated(c)) }

  /// The position of the first of the bytes from a position on; the end where there is none.
  func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    let raw = UnsafeRawBufferPointer(bytes)
    while position + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let found = Self.zeros(word ^ patterns.0) | Self.zeros(word ^ patterns.1) | Self.zeros(word ^ patterns.2)
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < bytes.count {
      let byte = Self.repeated(bytes[position])
      if byte == patterns.0 || byte == patterns.1 || byte == patterns.2 { return position }
      position += 1
    }
    return position
  }

  private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 }
}
