internal import Compression

/// A file to be read: its bytes, decompressed and in UTF-8, its name, the options.
package struct ScoreInput: Sendable {
  package let bytes: [UInt8]
  package let name: String
  let options: ScoreOptions
  /// Whether the bytes are not those of the file.
  package let isConverted: Bool

  /// Decompresses gzip and xz, and turns UTF-16 and UTF-32 into UTF-8.
  ///
  /// - Parameter limit: bytes that compressed ones may unpack to.
  /// - Throws: `ScoresError.compressed` for a stream that is unsound, `.tooLarge` for one that holds more than a gigabyte.
  package init(_ bytes: [UInt8], name: String, options: ScoreOptions = ScoreOptions(), atMost limit: Int = Self.limit) throws(ScoresError) {
    var bytes = bytes
    let format = Compression(of: bytes)
    if let format {
      do throws(CompressionError) { bytes = try format.decompressed(bytes, atMost: limit) } catch {
        switch error {
        case .tooLong: throw .tooLarge(file: name, format: format.rawValue, need: "unpacks to more than \(limit >> 20) MB")
        case .overLimit(let need): throw .tooLarge(file: name, format: format.rawValue, need: need)
        case .truncated: throw .compressed(file: name, format: format.rawValue, reason: "it ends in mid-stream")
        case .unsound(let reason): throw .compressed(file: name, format: format.rawValue, reason: reason)
        }
      }
    }
    let text = WideText(of: bytes)?.utf8(of: bytes)
    (self.bytes, self.name, self.options) = (text ?? bytes, name, options)
    isConverted = format != nil
  }

  /// Whether the bytes are HDF5, perhaps behind a user block.
  package var isHDF5: Bool {
    let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
    var position = 0
    while position + 8 <= bytes.count {
      if bytes[position..<position + 8].elementsEqual(signature) { return true }
      position = position == 0 ? 512 : 2 * position
    }
    return false
  }

  /// The first byte that is neither white space nor a byte order mark.
  var first: UInt8? { bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) } }

  /// What a file without a name of its own is called.
  package static let pipe = "standard input"

  /// Longer contents are refused: a million scores take 20 MB, and places are kept in 32 bits.
  package static let limit = 1 << 30

  /// The same with newlines where lines end in carriage returns alone.
  var withNewlines: ScoreInput {
    guard !bytes.contains(UInt8(ascii: "\n")), bytes.contains(UInt8(ascii: "\r")) else { return self }
    return ScoreInput(self, bytes: bytes.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 })
  }

  private init(_ other: ScoreInput, bytes: [UInt8]) {
    (self.bytes, name, options, isConverted) = (bytes, other.name, other.options, true)
  }
}
