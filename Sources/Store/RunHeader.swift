public import Digests

/// What a run was told to do, and how it came to be.
public struct RunHeader: Hashable, Sendable {
  /// Canonical JSON of all that determines the run's bits.
  public let spec: String
  /// The SHA-256 of that text: the identity of the job.
  public let specDigest: Digest
  public var provenance: Provenance

  /// `spec` is canonical JSON: the digest is of this very text.
  public init(spec: String, provenance: Provenance) {
    (self.spec, self.provenance) = (spec, provenance)
    specDigest = Digest(of: spec.utf8)
  }

  private init(_ spec: String, _ specDigest: Digest, _ provenance: Provenance) {
    (self.spec, self.specDigest, self.provenance) = (spec, specDigest, provenance)
  }

  /// The same with an empty text and the digest as it is: a spec may be much longer than what was found, and of a hundred thousand runs nobody
  /// reads it.
  package var withoutSpec: RunHeader { RunHeader("", specDigest, provenance) }

  var arrays: [NamedArray] { [NamedArray("spec", .texts([spec]), "canonical JSON of all that determines the result")] + provenance.arrays }
}
