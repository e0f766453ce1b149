internal import Digests
internal import Glibc
internal import Store

/// Runs jobs on this machine, each in a worker process of its own. Run files are the truth: a job is done when its file is valid.
///
///     let launcher = LocalLauncher(
///       executable: path, results: results, workers: 2, environment: LocalLauncher.environment(base, coreType: "Haswell"),
///       elapsed: ContinuousClock().stopwatch()
///     ) { ["run-job", "…"] }
///     try launcher.run(graph, stale: stale) { progress.take($0) }
///
/// The caller's thread waits until all is done; workers get SIGTERM when it ends.
public struct LocalLauncher: Launcher {
  private let executable: String, results: Results, workers: Int, memory: Int
  private let environment: [String: String], elapsed: () -> Duration, limit: Duration?
  private let arguments: (Job) -> [String]

  /// At most `workers` processes at once, and no more than their estimates fit into `memory` bytes.
  ///
  /// - Parameter limit: what `elapsed` may come to: workers are then told to end, as by a signal.
  public init(
    executable: String, results: Results, workers: Int, memory: Int = .max, environment: [String: String],
    elapsed: @escaping () -> Duration, limit: Duration? = nil, arguments: @escaping (Job) -> [String]
  ) {
    precondition(workers > 0, "a launcher needs a worker")
    (self.executable, self.results, self.workers, self.memory) = (executable, results, workers, memory)
    (self.environment, self.elapsed, self.limit, self.arguments) = (environment, elapsed, limit, arguments)
  }

  /// `base` with OpenBLAS held to one thread and one named core, so that bits agree between processors.
  public static func environment(_ base: [String: String], coreType: String) -> [String: String] {
    base.merging(["OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": coreType]) { $1 }
  }

  /// Runs the stale jobs, each after its inputs. A worker that a signal ends is started once more; a job that fails stops those that
  /// wait for it, not the others, unless its code says that the request or the data are at fault (2, 4). SIGINT, SIGTERM and SIGHUP are
  /// handed on as SIGTERM and waited for; a second one kills. Throws `failed`, `interrupted` (even where the last job ended well
  /// meanwhile: what comes after it was not asked for), `timeIsUp`, `cannotStart`, and `memory` before anything starts.
  public func run(_ graph: JobGraph, stale: [Job], report: (JobEvent) -> Void) throws(JobsError) {
    if let job = stale.first(where: { graph.estimate(of: $0).memory > memory }) {
      throw .memory(job: job.label, needs: graph.estimate(of: job).memory, has: memory)
    }
    let interrupts = InterruptWatch()
    var state = LaunchState(stale, of: graph)
    var now: Double { elapsed() / .seconds(1) }
    while true {
      while !state.isClosed, state.running.count < workers, let job = next(graph, &state) {
        let process = try WorkerProcess(job, executable, arguments(job), environment)
        state.running.append((process, now))
        report(.started(job))
      }
      guard !state.running.isEmpty else { break }
      // Less where a stream has ended and its process not yet.
      let streams = state.running.flatMap(\.process.streams)
      InterruptWatch.wait(for: streams, milliseconds: streams.contains(-1) ? 5 : 200)
      while let signal = interrupts.next() {
        for worker in state.running { worker.process.send(state.signal == nil ? SIGTERM : SIGKILL) }
        state.signal = signal
        report(.stopping(signal: signal))
      }
      if let limit, elapsed() >= limit, state.signal == nil {
        for worker in state.running { worker.process.send(SIGTERM) }
        (state.signal, state.isTimeUp) = (SIGTERM, true)
        report(.stopping(signal: SIGTERM))
      }
      for (process, began) in state.running {
        let end = process.end()
        for progress in process.read() { report(.advanced(process.job, progress)) }
        guard let end else { continue }
        state.running.removeAll { $0.process === process }
        close(&state, process, end, now - began, report)
      }
      report(.waiting(reason: nil))
    }
    let unfinished = state.unfinished.count
    if state.isTimeUp { throw .timeIsUp(unfinished: unfinished) }
    if let signal = state.signal { throw .interrupted(signal: signal, unfinished: unfinished) }
    if !state.failures.isEmpty { throw .failed(state.failures, unfinished: unfinished) }
  }

  /// The most urgent job whose inputs are done and whose memory fits beside what runs.
  private func next(_ graph: JobGraph, _ state: inout LaunchState) -> Job? {
    let used = state.running.reduce(0) { $0 + graph.estimate(of: $1.process.job).memory }
    return state.ready.next { graph.estimate(of: $0).memory <= memory - used }
  }

  /// Draws the consequence of a worker's end.
  private func close(
    _ state: inout LaunchState, _ process: WorkerProcess, _ end: ChildProcess.End, _ seconds: Double, _ report: (JobEvent) -> Void
  ) {
    let job = process.job
    var reason: String, code: Int32?
    switch end {
    case .exit(0):
      do throws(StoreError) {
        guard let stale = try results.staleness(of: job) else {
          state.unfinished.remove(job.digest)
          state.ready.finish(job)
          report(.finished(job, seconds: seconds))
          return
        }
        reason = "its worker ended well but left no valid run file (\(stale))"
      } catch { reason = error.description }
      code = 0
    // A worker that was told to stop, and not by us, is as one that was killed.
    case .exit(let number) where number > 128 && state.signal == nil && state.retried.insert(job.digest).inserted:
      state.ready.putBack(job)
      report(.retried([job], reason: "signal \(number - 128) ended its worker", hadBegun: true))
      return
    case .exit(let number): (reason, code) = ("its worker ended with code \(number)", number)
    case .signal(let signal) where state.signal == nil && state.retried.insert(job.digest).inserted:
      state.ready.putBack(job)
      report(.retried([job], reason: "signal \(signal) ended its worker", hadBegun: true))
      return
    case .signal(let signal): (reason, code) = ("signal \(signal) ended its worker twice", nil)
    }
    if state.signal != nil { return }
    let words = String(decoding: process.lastWords, as: UTF8.self).split(separator: "\n").suffix(8).joined(separator: "\n  ")
    if !words.isEmpty { reason += ":\n  \(words)" }
    state.failures.append(JobsError.Failure(job: job, code: code, reason: reason))
    report(.failed([job], reason: reason))
  }
}
