internal import FoundationEssentials

/// Floats as text with all their bits: base64 of little-endian words.
struct FloatText: Codable {
  let floats: [Float]

  init(floats: [Float]) { self.floats = floats }

  /// An array of no numbers where the text is no base64 or no multiple of four bytes: its reader knows how many there should be.
  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let bytes = [UInt8](Data(base64Encoded: text) ?? Data())
    floats =
      bytes.count % 4 != 0
      ? []
      : stride(from: 0, to: bytes.count, by: 4).map { at in
        Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) })
      }
  }

  func encode(to encoder: any Encoder) throws {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * floats.count)
    for float in floats { for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: float.bitPattern >> UInt32(8 * place))) } }
    var container = encoder.singleValueContainer()
    try container.encode(Data(bytes).base64EncodedString())
  }
}
