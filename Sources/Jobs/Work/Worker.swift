internal import Store

/// Does one job, whatever its kind: takes its lock, goes on from its checkpoint, writes its run file; nothing where a valid one is there.
///
///     try Worker(context).run(JobKinds.house.job(reading: text))
public struct Worker: Sendable {
  let context: WorkerContext

  public init(_ context: WorkerContext) { self.context = context }

  /// Returns the path of the run file, which is then there and valid.
  ///
  /// Throws `WorkError.spec` where the spec asks for what cannot be done, `WorkError.numerics` where it asks for the bits of another
  /// version, `StoreError.locked` where another process does the job and it is not waited for, `WorkError.interrupted` once a checkpoint is written, and what the
  /// rooms below throw.
  ///
  /// - Parameter waits: whether to wait where another process does the job, which is then found done.
  @discardableResult
  public func run(_ job: Job, waits: Bool = false) throws -> String { try run(job.spec, job, waits) }

  private func run(_ spec: some JobKind, _ job: Job, _ waits: Bool) throws -> String {
    guard spec.numerics == Job.numerics else { throw WorkError.numerics(found: spec.numerics, expected: Job.numerics) }
    try spec.check()
    let files = context.results.files(of: job), lock = try waits ? waitedFor(files) : files.lock()
    if try context.results.staleness(of: job) != nil { try spec.perform(try Session(job, context)).write(to: files.run) }
    // Also where a worker was killed between its run file and this line.
    try files.removeWork()
    _ = consume lock
    return files.run
  }

  /// The lock, once nobody else has it; says for whom it waits.
  private func waitedFor(_ files: JobFiles) throws -> JobLock {
    var told = ""
    return try files.lock { holder in
      if let signal = context.interruption() { throw WorkError.interrupted(signal: signal, checkpoint: files.checkpoint) }
      if told != holder { context.report(JobProgress(fraction: 0, note: "waits for \(holder), which does it")) }
      told = holder
    }
  }

  /// Scores again what a run file says, as many as `count` where it has more: see each kind. The files of its inputs lie in the context's
  /// results.
  ///
  /// Throws what reading throws, `WorkError.spec`, and the errors of data sets.
  public func recompute(_ path: String, count: Int) throws -> [Recomputation] {
    let file = try RunFile.read(path)
    return try recompute(try context.results.kinds.job(reading: file.header.spec).spec, file, path, count)
  }

  private func recompute<Kind: JobKind>(_ spec: Kind, _ file: RunFile, _ path: String, _ count: Int) throws -> [Recomputation] {
    try spec.recompute(try Kind.Run(file, from: path), count: count, context)
  }
}
