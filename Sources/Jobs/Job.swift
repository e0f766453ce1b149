public import Digests

/// One content-addressed unit of work: its spec says all that determines its result, its digest is its name.
public struct Job: Hashable, Sendable {
  /// Raised whenever the engine's arithmetic changes what a spec's bits are.
  public static let numerics = 2

  public let spec: any JobKind
  private let written: SpecText
  /// The SHA-256 of the text.
  public let digest: Digest
  /// A few words for people, no part of the identity: "supernet SPOS seed 1".
  public let label: String

  /// Labelled by its kind and the first digits of its digest where nothing better is said. Throws `EncodingError` where the spec holds a
  /// number that JSON cannot say.
  public init(_ spec: some JobKind, label: String? = nil) throws {
    let written = try SpecText(spec)
    self.init(spec, written, written.digest, label: label)
  }

  /// - Parameters:
  ///   - written: the spec's canonical JSON.
  ///   - digest: that one's.
  private init(_ spec: some JobKind, _ written: SpecText, _ digest: Digest, label: String?) {
    (self.spec, self.written, self.digest) = (spec, written, digest)
    self.label = label ?? "\(type(of: spec).key) \(digest.short)"
  }

  /// The jobs of many specs, in their order. Of those that follow one another and differ in one text and one number alone the rest is
  /// encoded once and shared, and texts are hashed on all cores: a hundred thousand nets of one space take a second and a hundred megabytes.
  /// Throws as `init`.
  ///
  /// - Parameters:
  ///   - text: a field whose key comes before that of `number` in canonical JSON.
  public static func all<Kind: JobKind>(
    _ specs: some Sequence<Kind>, varying text: WritableKeyPath<Kind, String>, _ number: WritableKeyPath<Kind, Int>,
    label: (Kind) -> String
  ) throws -> [Job] {
    let specs = Array(specs)
    var family: SpecFamily<Kind>?
    let all = try specs.map { spec in
      if let written = family?.written(spec) { return written }
      family = try SpecFamily(of: spec, text: text, number: number)
      return try SpecText(spec)
    }
    let digests = SpecText.digests(of: all)
    return specs.indices.map { Job(specs[$0], all[$0], digests[$0], label: label(specs[$0])) }
  }

  /// Canonical JSON of the spec under the word for its kind.
  public var text: String { written.text }

  /// The word for its kind, which is the folder of its run file.
  public var kind: String { type(of: spec).key }

  /// As jobs that read its run file name it.
  public var input: JobInput { JobInput(kind: kind, digest: digest) }

  public static func == (a: Job, b: Job) -> Bool { a.digest == b.digest }

  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  /// What a job is expected to take: seconds on one thread, bytes of memory, bytes of its run file.
  public struct Estimate: Hashable, Sendable {
    public let seconds: Double, memory: Int, disk: Int

    public init(seconds: Double, memory: Int, disk: Int) { (self.seconds, self.memory, self.disk) = (seconds, memory, disk) }

    /// Where nothing is known.
    public static let none = Estimate(seconds: 0, memory: 0, disk: 0)
  }
}
