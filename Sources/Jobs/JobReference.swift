public import Digests

/// A job of a known kind by its digest; in JSON the digest alone.
public struct JobReference<Kind: JobKind>: Hashable, Sendable {
  public let digest: Digest

  public init(_ digest: Digest) { self.digest = digest }

  /// Throws `EncodingError` where the spec holds a number that JSON cannot say.
  public init(_ spec: Kind) throws { digest = try Job(spec).digest }

  public var input: JobInput { JobInput(kind: Kind.key, digest: digest) }
}

extension JobReference: Codable {
  public init(from decoder: any Decoder) throws { digest = try Digest(from: decoder) }

  public func encode(to encoder: any Encoder) throws { try digest.encode(to: encoder) }
}
