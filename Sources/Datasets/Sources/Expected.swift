/// What a file on disk should decompress to, for decoders that never trust a size they read.
package struct Expected: Sendable {
  /// The file as found, for errors.
  package let path: String
  /// Its exact size after decompression.
  package let bytes: Int
  /// How to get a sound one, for errors.
  package let remedy: String

  package init(path: String, bytes: Int, remedy: String) {
    self.path = path
    self.bytes = bytes
    self.remedy = remedy
  }

  /// More than any compressor makes of so many bytes.
  var compressedLimit: Int { bytes + bytes / 100 + 65_536 }

  func wrongSize(_ found: String) -> DatasetError { .wrongSize(file: path, expected: bytes, found: found, remedy: remedy) }

  func undecodable(_ format: String, _ reason: String) -> DatasetError {
    .undecodable(file: path, format: format, reason: reason, remedy: remedy)
  }

  func malformed(_ reason: String) -> DatasetError { .malformed(file: path, reason: reason, remedy: remedy) }
}
