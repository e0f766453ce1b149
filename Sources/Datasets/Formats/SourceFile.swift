public import Digests

/// One file that a data set was read from: a line of its manifest.
public struct SourceFile: Codable, Hashable, Sendable {
  /// The official name, without a suffix for compression.
  public let name: String
  /// Size after decompression.
  public let bytes: Int
  /// SHA-256 after decompression.
  public let digest: Digest
}
