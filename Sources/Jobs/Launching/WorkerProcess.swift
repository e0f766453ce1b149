/// A worker while it runs: its process, how far it says it is, and the end of what it said.
final class WorkerProcess {
  let job: Job
  private let process: ChildProcess
  private var buffer = LineBuffer()
  /// The last of what came on standard error.
  private(set) var lastWords: [UInt8] = []

  /// Throws `cannotStart`.
  init(_ job: Job, _ executable: String, _ arguments: [String], _ environment: [String: String]) throws(JobsError) {
    self.job = job
    process = try ChildProcess(executable, arguments, environment)
  }

  /// Descriptors of its two streams, -1 of one that has ended.
  var streams: [Int32] { [process.output, process.errors] }

  func send(_ signal: Int32) { process.send(signal) }

  /// Takes what the streams hold; returns what whole lines say of how far the job is.
  func read() -> [JobProgress] {
    var told: [JobProgress] = []
    process.read { bytes in
      told += buffer.lines(adding: bytes).compactMap { JobProgress(line: $0) }
    } errors: {
      lastWords = Array((lastWords + $0).suffix(4_096))
    }
    return told
  }

  /// How it ended; nil while it runs.
  func end() -> ChildProcess.End? { process.end() }
}
