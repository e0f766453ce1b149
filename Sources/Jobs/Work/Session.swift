internal import Datasets
internal import Digests
public import Store

/// One session at a job: its files, what earlier sessions left, and what the job has cost so far.
public struct Session: Sendable {
  public let context: WorkerContext, files: JobFiles
  let checkpoint: Checkpoint?
  private let text: String
  private var kept: String, meter: Meter

  init(_ job: Job, _ context: WorkerContext) throws {
    files = context.results.files(of: job)
    (self.context, text, kept) = (context, job.text, files.checkpoint)
    checkpoint = try Self.checkpoint(files.checkpoint)
    meter = Meter(elapsed: context.elapsed, earlier: checkpoint?.header.provenance.expense ?? .none)
  }

  /// A checkpoint or a part of one; one that is cut short or damaged is none, and the job begins anew.
  static func checkpoint(_ path: String) throws(StoreError) -> Checkpoint? {
    do throws(StoreError) { return try Checkpoint.ifPresent(path) } catch {
      switch error {
      case .truncated, .damaged, .notHDF5, .notARunFile, .tooLarge, .missingArray, .wrongArray: return nil
      default: throw error
      }
    }
  }

  /// The same session of a job that goes on from its journal, after the sessions that the journal tells of.
  func after<Line: JournalLine>(_ journal: borrowing Journal<Line>) -> Session {
    var session = self
    session.kept = files.journal
    session.meter = Meter(elapsed: context.elapsed, earlier: journal.entries.last?.expense ?? .none)
    return session
  }

  /// The images of a spec, prepared once for all jobs of the results. Throws `DatasetError`, `WorkError.data`, `WorkError.interrupted`.
  func images(_ spec: DataSpec) throws -> PreparedData {
    let shared = SharedImages(results: context.results.folder)
    return try shared.images(spec) {
      if let signal = context.interruption() { throw WorkError.interrupted(signal: signal, checkpoint: shared.folder) }
    } make: {
      try spec.load(environment: context.environment)
    }
  }

  /// For the parts of a long scoring: throws `WorkError.interrupted`, which names the file that the job goes on from, where a signal
  /// asks to stop; looks for one once a second.
  public func checkInterruption() -> (Double) throws -> Void {
    var looked = context.elapsed()
    return { _ in
      let now = context.elapsed()
      guard now - looked >= .seconds(1) else { return }
      looked = now
      if let signal = context.interruption() { throw WorkError.interrupted(signal: signal, checkpoint: kept) }
    }
  }

  /// The header of what is written now.
  public var header: RunHeader {
    var provenance = context.provenance
    provenance.expense = expense
    return RunHeader(spec: text, provenance: provenance)
  }

  /// Of all sessions.
  public var expense: Expense { meter.read() }
  var cpuSeconds: Double { expense.cpuSeconds }
}
