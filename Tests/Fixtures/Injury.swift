public import Streams

extension RandomStream {
  /// The bytes with one to four random injuries: a bit flipped, a byte set, an end cut off, bytes doubled or added, and where `words` are
  /// given, one of them put over or between what is there.
  public mutating func injure(_ bytes: [UInt8], with words: [[UInt8]] = []) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) where !bytes.isEmpty {
      let at = below(bytes.count)
      switch below(words.isEmpty ? 5 : 9) {
      case 0: bytes[at] ^= 1 << UInt8(below(8))
      case 1: bytes[at] = [0, 1, 0x7f, 0x80, 0xff][below(5)]
      case 2: bytes.removeLast(min(bytes.count, 1 + below(bytes.count)))
      case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 9)], at: at)
      case 4: bytes += (0...below(20)).map { _ in UInt8(below(256)) }
      case 5: bytes.insert(contentsOf: words[below(words.count)], at: at)
      case 6: bytes.replaceSubrange(at..<min(bytes.count, at + 1 + below(8)), with: words[below(words.count)])
      case 7: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(40)))
      default:
        let from = below(bytes.count), part = bytes[from..<min(bytes.count, from + 1 + below(60))]
        bytes.insert(contentsOf: part, at: at)
      }
    }
    return bytes
  }
}
