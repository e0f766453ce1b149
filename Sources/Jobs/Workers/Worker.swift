internal import Digests
internal import Engine
internal import Store

/// Does one job: takes its lock, goes on from its checkpoint, writes its run file; nothing where that is already there.
///
///     try Worker(desk).run(JobSpec(reading: text))
public struct Worker<C: Clock>: Sendable where C.Duration == Duration, C.Instant: Sendable {
  let desk: Desk<C>

  public init(_ desk: Desk<C>) { self.desk = desk }

  /// Throws what the rooms below throw, and `WorkError.interrupted` once a checkpoint is written.
  public func run(_ job: JobSpec) throws {
    let text = try job.text(), digest = Digest(of: text.utf8)
    let files = JobFiles(results: desk.results, kind: job.kind, digest: digest)
    let lock = try files.lock()
    let session = try Session(desk: desk, files: files, spec: text)
    switch job {
    case .supernet(let spec): try train(spec, session)
    case .evaluation(let spec): try evaluate(spec, session)
    case .standAlone(let spec): try train(spec, session)
    }
    try files.removeWork()
    _ = consume lock
  }
}

/// One sitting at a job: its files, what it has cost, when the last checkpoint was written.
struct Session<C: Clock> where C.Duration == Duration, C.Instant: Sendable {
  let desk: Desk<C>, files: JobFiles, spec: String
  let checkpoint: Checkpoint?
  private let meter: Meter<C>

  init(desk: Desk<C>, files: JobFiles, spec: String) throws {
    (self.desk, self.files, self.spec) = (desk, files, spec)
    checkpoint = try Checkpoint.ifPresent(files.checkpoint)
    meter = Meter(clock: desk.clock, earlier: checkpoint?.header.provenance.expense ?? .none)
  }

  /// The header of what is written now.
  var header: RunHeader {
    var provenance = desk.provenance
    provenance.expense = meter.read()
    return RunHeader(spec: spec, provenance: provenance)
  }

  var cpuSeconds: Double { meter.read().cpuSeconds }
}
