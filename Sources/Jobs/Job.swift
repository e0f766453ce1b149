public import Digests

/// One content-addressed unit of work: its spec says all that determines its result, its digest is its name.
public struct Job: Hashable, Sendable {
  /// The kind of run file it leaves.
  public let kind: String
  /// Canonical JSON.
  public let spec: String
  /// The SHA-256 of the spec.
  public let digest: Digest
  /// A few words for people: "supernet SPOS seed 1".
  public let label: String
  /// The jobs whose run files it reads.
  public let inputs: [Digest]
  public let estimate: Estimate

  /// What a job is expected to take: seconds on one thread, bytes of memory, bytes of its run file.
  public struct Estimate: Hashable, Sendable {
    public let seconds: Double, memory: Int, disk: Int

    public init(seconds: Double, memory: Int, disk: Int) { (self.seconds, self.memory, self.disk) = (seconds, memory, disk) }
  }

  public init(kind: String, spec: String, label: String, inputs: [Digest], estimate: Estimate) {
    (self.kind, self.spec, self.label, self.inputs, self.estimate) = (kind, spec, label, inputs, estimate)
    digest = Digest(of: spec.utf8)
  }
}
