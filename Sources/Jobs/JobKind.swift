public import Digests
public import Store

/// A kind of job, which is its spec: all that determines the bits of what it leaves, and nothing else.
///
/// Its canonical JSON under the word for the kind, `{"supernet": {…}}`, is the identity of the job. A new kind is a type that conforms, and
/// a line in `JobKinds.house`; nothing else lists kinds.
public protocol JobKind: Codable, Hashable, Sendable {
  /// What it leaves: one run file in the folder of that word.
  associatedtype Run: StoredRun
  /// The version of the arithmetic that the spec asks for; a worker refuses every other than `Job.numerics`.
  var numerics: Int { get }
  /// The jobs whose run files it reads; they are done first. None unless it says so.
  var inputs: [JobInput] { get }
  /// Refuses what no worker could do, before anything is read. Throws `WorkError.spec` with the field that is wrong, as "blocks: …".
  func check() throws(WorkError)
  /// What it is expected to take. Asked before anything runs, of inputs first; throws where the space cannot be computed.
  func estimate(_ known: Known) throws -> Job.Estimate
  /// Does the job and returns what its file is to hold, under `session.header`. Called once a session, under the job's lock; it goes on
  /// from the session's checkpoint or journal, looks for `session.interruption` between steps, and gives the same bits however often it
  /// was stopped. Where it throws, nothing is written.
  func perform(_ session: Session) throws -> Run
  /// Scores again, with stored weights, `count` of what the run says. Changes no file.
  func recompute(_ run: Run, count: Int, _ context: WorkerContext) throws -> [Recomputation]
}

extension JobKind {
  /// The word for the kind in specs, files and folders.
  public static var key: String { Run.kind }
  public var inputs: [JobInput] { [] }
  public func check() throws(WorkError) {}
}

/// A run file that a job reads: a digest alone finds no file.
public struct JobInput: Hashable, Sendable {
  public let kind: String, digest: Digest

  public init(kind: String, digest: Digest) { (self.kind, self.digest) = (kind, digest) }
}
