/// A Windows bitmap (BMP) that is not compressed, as Set5 and Set14 are often passed on: 1, 4 and 8 bits a pixel with a palette, 24 and 32 bits
/// of blue, green and red. What else a 32-bit pixel holds is left out.
///
/// The layout is that of `BITMAPFILEHEADER` and `BITMAPINFOHEADER`, the latter with whatever newer versions put behind it.
struct Bitmap {
  let height, width: Int
  private let bits: Int, isTopDown: Bool
  /// Where pixels begin, bytes of a row with its padding, and colours of the palette.
  private let offset: Int, row: Int, palette: [UInt8]

  /// What of a header cannot be used, in words.
  struct Fault: Error { let reason: String }

  /// The first two bytes of every such file.
  static let mark: [UInt8] = [0x42, 0x4D]

  /// Reads the headers and the palette. Throws where a field has no meaning here; the size is that of the header, to be held against a limit.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
    func number(_ at: Int, _ count: Int) throws(Fault) -> Int {
      guard at >= 0, at + count <= bytes.count else { throw Fault(reason: "it ends in its header") }
      return (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    func signed(_ at: Int) throws(Fault) -> Int { Int(Int32(truncatingIfNeeded: try number(at, 4))) }
    let header = try number(14, 4)
    guard header >= 40, header <= 1_024 else { throw Fault(reason: "its header has \(header) bytes, and 40 or more are known") }
    let (width, rows, bits) = (try signed(18), try signed(22), try number(28, 2))
    guard width > 0, rows != 0 else { throw Fault(reason: "it has \(width) × \(rows) pixels") }
    let compression = try number(30, 4), isMasked = compression == 3 && bits == 32
    guard compression == 0 || isMasked else {
      throw Fault(reason: "its pixels are compressed (method \(compression)): convert it to PNG")
    }
    guard [1, 4, 8, 24, 32].contains(bits) else { throw Fault(reason: "it has \(bits) bits a pixel, and 1, 4, 8, 24 and 32 are read") }
    if isMasked {
      let masks = [try number(54, 4), try number(58, 4), try number(62, 4)]
      guard masks == [0xFF0000, 0xFF00, 0xFF] else { throw Fault(reason: "its masks of colours are not those of blue, green and red") }
    }
    var palette: [UInt8] = []
    if bits <= 8 {
      let used = try number(46, 4), count = used == 0 ? 1 << bits : used
      guard count <= 1 << bits else { throw Fault(reason: "it has \(count) colours, and \(bits) bits tell \(1 << bits) apart") }
      for colour in 0..<count {
        let at = 14 + header + 4 * colour
        _ = try number(at, 4)
        palette += [bytes[at + 2], bytes[at + 1], bytes[at]]
      }
    }
    (self.width, height, isTopDown, self.bits, self.palette) = (width, abs(rows), rows < 0, bits, palette)
    offset = try number(10, 4)
    row = (width * bits + 31) / 32 * 4
  }

  /// Writes height × width × 3 intensities, rows from the top. Throws where the file has fewer pixels or a colour that its palette lacks.
  func decode(_ bytes: UnsafeBufferPointer<UInt8>, to pixels: UnsafeMutablePointer<UInt8>) throws(Fault) {
    guard offset >= 54, bytes.count - offset >= row * height else { throw Fault(reason: "it ends before its last pixel") }
    var target = pixels
    for line in 0..<height {
      let start = offset + row * (isTopDown ? line : height - 1 - line)
      for column in 0..<width {
        if bits > 8 {
          let at = start + column * bits / 8
          (target[0], target[1], target[2]) = (bytes[at + 2], bytes[at + 1], bytes[at])
        } else {
          let place = column * bits, shift = 8 - bits - place % 8
          let colour = Int(bytes[start + place / 8]) >> shift & (1 << bits - 1)
          guard 3 * colour < palette.count else { throw Fault(reason: "a pixel has colour \(colour) of \(palette.count / 3)") }
          for channel in 0..<3 { target[channel] = palette[3 * colour + channel] }
        }
        target += 3
      }
    }
  }
}
