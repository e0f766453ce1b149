public import Digests

/// The content of a file that somebody else published, as it is read: name for errors, bytes, and whose it is.
public struct PublishedFile: Hashable, Sendable {
  public let name: String, source: String
  public let bytes: [UInt8]
  /// SHA-256 of the file as it lies, compressed where it is.
  public let digest: Digest

  public init(name: String, source: String, bytes: [UInt8], digest: Digest) {
    (self.name, self.source, self.bytes, self.digest) = (name, source, bytes, digest)
  }
}
