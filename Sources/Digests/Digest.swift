/// A SHA-256 digest: the identity of a spec, a space, a data set or a file.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The 32 bytes, eight a word, the first of them highest, so that words are ordered as the hexadecimal digits are.
  private let words: SIMD4<UInt64>

  /// Of 32 bytes.
  init(bytes: [UInt8]) {
    precondition(bytes.count == 32, "SHA-256 gives 32 bytes")
    var words = SIMD4<UInt64>()
    for (place, byte) in bytes.enumerated() { words[place / 8] = words[place / 8] << 8 | UInt64(byte) }
    self.words = words
  }

  /// Nil unless the text is 64 lower-case hexadecimal digits.
  public init?(hex: String) { self.init(digits: hex.utf8) }

  /// Nil unless the bytes are 64 lower-case hexadecimal digits in ASCII.
  public init?(hex: ArraySlice<UInt8>) { self.init(digits: hex) }

  private init?(digits: some Collection<UInt8>) {
    var words = SIMD4<UInt64>(), count = 0
    for byte in digits {
      guard count < 64 else { return nil }
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 97...102: digit = byte - 87
      default: return nil
      }
      words[count / 16] = words[count / 16] << 4 | UInt64(digit)
      count += 1
    }
    guard count == 64 else { return nil }
    self.words = words
  }

  /// The digest of bytes.
  public init(of bytes: some Collection<UInt8>) {
    var hash = SHA256()
    hash.update(bytes)
    self = hash.finish()
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String {
    String(unsafeUninitializedCapacity: 64) { buffer in
      for place in 0..<64 {
        let digit = UInt8(truncatingIfNeeded: words[place / 16] >> (60 - UInt64(place % 16) * 4)) & 15
        buffer[place] = digit < 10 ? 48 + digit : 87 + digit
      }
      return 64
    }
  }

  /// Enough digits to tell files apart by eye.
  public var short: String { String(hex.prefix(12)) }
  public var description: String { hex }

  public static func < (a: Digest, b: Digest) -> Bool {
    for place in 0..<4 where a.words[place] != b.words[place] { return a.words[place] < b.words[place] }
    return false
  }
}

extension Digest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer(), text = try container.decode(String.self)
    guard let digest = Digest(hex: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "a digest is 64 lower-case hexadecimal digits, not '\(text)'")
    }
    self = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}
