/// Bytes of a stream become whole lines, whatever the pieces they come in.
struct LineBuffer {
  private var line: [UInt8] = []

  /// Bytes of a line; what is beyond is dropped.
  private static let longest = 1 << 16

  /// The lines that these bytes end.
  mutating func lines(adding bytes: some Sequence<UInt8>) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for byte in bytes {
      if byte == 10 {
        lines.append(line)
        line = []
      } else if line.count < Self.longest {
        line.append(byte)
      }
    }
    return lines
  }
}
