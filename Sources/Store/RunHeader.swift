public import Digests

/// What a run was told to do, and how it came to be.
public struct RunHeader: Hashable, Sendable {
  /// Canonical JSON of all that determines the run's bits. Traps in a header without spec, as reports have it: `Results.spec` reads it again.
  public var spec: String {
    guard let text else { preconditionFailure("the run \(specDigest) was read without its spec") }
    return text
  }
  private let text: String?
  var hasSpec: Bool { text != nil }
  /// The SHA-256 of the spec: the identity of the job.
  public let specDigest: Digest
  public var provenance: Provenance

  /// `spec` is canonical JSON: the digest is of this very text.
  public init(spec: String, provenance: Provenance) {
    (text, self.provenance) = (spec, provenance)
    specDigest = Digest(of: spec.utf8)
  }

  private init(_ text: String?, _ specDigest: Digest, _ provenance: Provenance) {
    (self.text, self.specDigest, self.provenance) = (text, specDigest, provenance)
  }

  /// The same without the spec, with the digest as it is: a spec may be much longer than what was found, and of a hundred thousand runs nobody
  /// reads it. Such a header cannot be written.
  package var withoutSpec: RunHeader { RunHeader(nil, specDigest, provenance) }

  /// Without the spec where the header has none.
  var arrays: [NamedArray] {
    (text.map { [NamedArray("spec", .texts([$0]), "canonical JSON of all that determines the result")] } ?? []) + provenance.arrays
  }
}
