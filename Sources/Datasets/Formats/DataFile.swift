internal import Digests
internal import Glibc
internal import Imaging

/// The decompressed content of one official file, checked against its size and, where known, its digest.
struct DataFile {
  /// Where it was found.
  let path: String
  /// All of its content.
  let bytes: [UInt8]
  /// Its line of the manifest.
  let source: SourceFile

  /// The file of this name as it is, or with `.gz` or `.xz`.
  static func find(_ name: String, in folder: String) -> String? {
    ["", ".gz", ".xz"].map { "\(folder)/\(name)\($0)" }.first { access($0, F_OK) == 0 }
  }

  /// Reads, decompresses and checks one file.
  init(_ file: Publication.File, in folder: String, remedy: String) throws(DatasetError) {
    guard let path = Self.find(file.name, in: folder) else { throw .missing(file: file.name, looked: [folder], remedy: remedy) }
    let expected = Expected(path: path, bytes: file.bytes, remedy: remedy)
    if path.hasSuffix(".gz") {
      bytes = try inflateGzip(try Self.read(expected, atMost: expected.compressedLimit), expected)
    } else if path.hasSuffix(".xz") {
      bytes = try decodeXZ(try Self.read(expected, atMost: expected.compressedLimit), expected)
    } else {
      bytes = try Self.read(expected, atMost: file.bytes)
      guard bytes.count == file.bytes else { throw expected.wrongSize("\(bytes.count)") }
    }
    self.path = path
    source = SourceFile(name: file.name, bytes: bytes.count, digest: Digest(of: bytes))
    if let digest = file.digest, digest != source.digest.hex {
      throw .wrongContent(file: path, expected: digest, found: source.digest.hex, remedy: remedy)
    }
  }

  /// All bytes of a regular file; one that is longer than the limit is not read.
  private static func read(_ expected: Expected, atMost limit: Int) throws(DatasetError) -> [UInt8] {
    do throws(ImagingError) { return try FileBytes.read(expected.path, atMost: limit) } catch {
      switch error {
      case .unreadable(let file, let reason): throw .unreadable(file: file, reason: reason)
      case .tooLarge(_, let found, _): throw expected.wrongSize("more (the file itself has \(found))")
      case .unknownFormat, .undecodable, .unwritable: throw .picture(error)
      }
    }
  }
}
