import Streams

extension RandomStream {
  /// The bytes with one to four random injuries: a bit flipped, a byte set, an end cut off, bytes doubled or added.
  mutating func injure(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) where !bytes.isEmpty {
      let at = below(bytes.count)
      switch below(5) {
      case 0: bytes[at] ^= 1 << UInt8(below(8))
      case 1: bytes[at] = [0, 1, 0x7f, 0x80, 0xff][below(5)]
      case 2: bytes.removeLast(min(bytes.count, 1 + below(bytes.count)))
      case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 9)], at: at)
      default: bytes += (0...below(20)).map { _ in UInt8(below(256)) }
      }
    }
    return bytes
  }
}
