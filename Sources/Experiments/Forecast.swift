internal import Digests
public import Jobs

/// What an experiment's jobs are and what the stale ones are expected to take, before anything runs. Printed by `reproduce --dry-run`.
/// Seconds are those of a server core at the end of 2026 (`Estimates` in Jobs), not of this machine.
public struct Forecast: Codable, Hashable, Sendable {
  /// The jobs of one kind in one round.
  public struct Row: Codable, Hashable, Sendable {
    /// From 1. The second round of a ranking waits for its pilots, that of a relaxation for the searches' first stage. `kind` is the word
    /// in specs and folders: "supernet".
    public let round: Int, kind: String
    /// `stale` are those without a valid run file.
    public let jobs: Int, stale: Int
    /// Seconds of the stale ones, one after another on one thread.
    public let seconds: Double
    /// Bytes of the largest worker, and of all run files.
    public let memory: Int, disk: Int
  }

  /// By round, within one by kind, backwards in the alphabet: "supernet" before "evaluation".
  public let rows: [Row]
  /// Worker processes at once, and threads of each, as the forecast supposes them.
  public let workers: Int, threads: Int
  /// Wall-clock seconds of the stale jobs with these workers and threads. The jobs of a round end before those of the next begin, as
  /// `Reproduction.run` has it.
  public let seconds: Double
  /// Bytes of the largest worker, of the largest ones that run at once, and of all run files.
  public let workerMemory: Int, memory: Int, disk: Int

  /// How much of an added thread speeds a job up: a pass of a small net has phases that are too short to share well. Supposed.
  static let threadShare = 0.7

  /// Traps where `workers` or `threads` is below 1.
  ///
  /// - Parameters:
  ///   - rounds: jobs and those of them that are stale, round by round.
  ///   - graph: all of them, with their estimates.
  public init(rounds: [(jobs: [Job], stale: [Job])], of graph: JobGraph, workers: Int, threads: Int) {
    precondition(workers > 0 && threads > 0, "somebody must work")
    (self.workers, self.threads) = (workers, threads)
    func estimates(_ jobs: [Job]) -> [Job.Estimate] { jobs.map { graph.estimate(of: $0) } }
    var rows: [Row] = [], seconds = 0.0
    for (number, round) in rounds.enumerated() {
      let names = Set(round.stale.map(\.digest))
      for kind in Set(round.jobs.map(\.kind)).sorted(by: >) {
        let jobs = round.jobs.filter { $0.kind == kind }, stale = jobs.filter { names.contains($0.digest) }
        rows.append(
          Row(
            round: number + 1, kind: kind, jobs: jobs.count, stale: stale.count, seconds: estimates(stale).reduce(0) { $0 + $1.seconds },
            memory: estimates(jobs).map(\.memory).max() ?? 0, disk: estimates(jobs).reduce(0) { $0 + $1.disk }))
      }
      seconds += Self.span(graph, round.stale, workers: workers)
    }
    let largest = estimates(rounds.flatMap(\.jobs)).map(\.memory).sorted(by: >)
    self.rows = rows
    self.seconds = seconds / (1 + Self.threadShare * Double(threads - 1))
    (workerMemory, memory, disk) = (largest.first ?? 0, largest.prefix(workers).reduce(0, +), rows.reduce(0) { $0 + $1.disk })
  }

  /// Seconds from the first start to the last end, the launcher's order supposed.
  private static func span(_ graph: JobGraph, _ stale: [Job], workers: Int) -> Double {
    var ready = ReadyJobs(stale, of: graph), running: [(end: Double, job: Job)] = [], now = 0.0
    while true {
      while running.count < workers, let job = ready.next() { running.append((now + graph.estimate(of: job).seconds, job)) }
      guard let next = running.indices.min(by: { running[$0].end < running[$1].end }) else { break }
      now = running[next].end
      ready.finish(running.remove(at: next).job)
    }
    return now
  }
}
