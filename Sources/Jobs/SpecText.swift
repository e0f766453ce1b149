internal import Digests

/// The canonical JSON of a job's spec in pieces, of which jobs of one family share all that is the same in them.
struct SpecText: Sendable {
  /// One more than `own`, whose texts stand between them.
  private let shared: [String], own: [String]

  /// - Parameters:
  ///   - shared: one more than `own`.
  init(_ shared: [String], between own: [String] = []) { (self.shared, self.own) = (shared, own) }

  /// Throws `EncodingError` where the spec holds a number that JSON cannot say.
  init<Kind: JobKind>(_ spec: Kind) throws { self.init([try CanonicalJSON.text([Kind.key: spec])]) }

  var text: String { pieces.joined() }

  /// The SHA-256 of the text, which is not put together for it.
  var digest: Digest {
    var hash = SHA256()
    for piece in pieces { hash.update(piece.utf8) }
    return hash.finish()
  }

  /// The digests of many texts, in their order.
  static func digests(of texts: [SpecText]) -> [Digest] { texts.parts { $0.map(\.digest) }.flatMap(\.self) }

  private var pieces: [String] { shared.indices.flatMap { $0 < own.count ? [shared[$0], own[$0]] : [shared[$0]] } }
}
