public import Digests

/// Which search space a run used: its name for people, its digest for certainty.
public struct SpaceLabel: Hashable, Sendable {
  public let name: String, digest: Digest

  public init(name: String, digest: Digest) { (self.name, self.digest) = (name, digest) }

  /// Two texts in the folder "space".
  var arrays: [NamedArray] {
    [
      NamedArray("space/name", .texts([name]), "search space"),
      NamedArray("space/digest", .texts([digest.hex]), "SHA-256 of the space's canonical JSON"),
    ]
  }

  /// Throws `wrongArray` where the digest is none.
  init(_ arrays: ArrayReader) throws(StoreError) {
    self.init(name: try arrays.text("space/name"), digest: try arrays.digest("space/digest"))
  }
}
