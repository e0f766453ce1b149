internal import Digests
internal import Engine
internal import Store

/// Does one job: takes its lock, goes on from its checkpoint, writes its run file; nothing where a valid one is already there.
///
///     try Worker(desk).run(JobSpec(reading: text))
public struct Worker<C: Clock>: Sendable where C.Duration == Duration, C.Instant: Sendable {
  let desk: Desk<C>

  public init(_ desk: Desk<C>) { self.desk = desk }

  /// Returns the path of the run file, which is then there and valid.
  ///
  /// Throws `WorkError.spec` where the spec asks for what cannot be done, `StoreError.locked` where another process does the job,
  /// `WorkError.interrupted` once a checkpoint is written, and what the rooms below throw.
  @discardableResult
  public func run(_ job: JobSpec) throws -> String {
    try job.check()
    let text = try job.text(), digest = Digest(of: text.utf8)
    let files = JobFiles(results: desk.results, kind: job.kind, digest: digest)
    let lock = try files.lock()
    if try JobGraph.staleness(kind: job.kind, digest: digest, in: desk.results) != nil {
      let session = try Session(desk: desk, files: files, spec: text)
      switch job {
      case .supernet(let spec): try train(spec, session)
      case .evaluation(let spec): try evaluate(spec, session)
      case .standAlone(let spec): try train(spec, session)
      case .relaxation(let spec): try search(spec, session)
      }
    }
    // Also where a worker was killed between its run file and this line.
    try files.removeWork()
    _ = consume lock
    return files.run
  }
}

/// One sitting at a job: its files, and what the job has cost so far.
struct Session<C: Clock> where C.Duration == Duration, C.Instant: Sendable {
  let desk: Desk<C>, files: JobFiles, spec: String
  let checkpoint: Checkpoint?
  private var kept: String, meter: Meter<C>

  init(desk: Desk<C>, files: JobFiles, spec: String) throws {
    (self.desk, self.files, self.spec, kept) = (desk, files, spec, files.checkpoint)
    checkpoint = try Self.checkpoint(files.checkpoint)
    meter = Meter(clock: desk.clock, earlier: checkpoint?.header.provenance.expense ?? .none)
  }

  /// The job's checkpoint; one that is cut short or damaged is none, and the job begins anew.
  private static func checkpoint(_ path: String) throws(StoreError) -> Checkpoint? {
    do throws(StoreError) { return try Checkpoint.ifPresent(path) } catch {
      switch error {
      case .truncated, .damaged, .notHDF5, .notARunFile, .tooLarge, .missingArray, .wrongArray: return nil
      default: throw error
      }
    }
  }

  /// The same sitting of a job that goes on from its journal, after the sittings that the journal tells of.
  func after(_ journal: borrowing Journal<OneShotScore>) -> Session {
    var session = self
    (session.kept, session.meter) = (files.journal, Meter(clock: desk.clock, earlier: journal.entries.last?.expense ?? .none))
    return session
  }

  /// For the parts of a long scoring: throws `WorkError.interrupted`, which names the file that the job goes on from, where a signal
  /// asks to stop; looks for one once a second.
  func heed() -> (Double) throws -> Void {
    var looked = desk.clock.now
    return { _ in
      let now = desk.clock.now
      guard looked.duration(to: now) >= .seconds(1) else { return }
      looked = now
      if let signal = desk.interruption() { throw WorkError.interrupted(signal: signal, checkpoint: kept) }
    }
  }

  /// The header of what is written now.
  var header: RunHeader {
    var provenance = desk.provenance
    provenance.expense = expense
    return RunHeader(spec: spec, provenance: provenance)
  }

  /// Of all sittings.
  var expense: Expense { meter.read() }
  var cpuSeconds: Double { expense.cpuSeconds }
}
