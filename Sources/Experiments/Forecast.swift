internal import Digests
public import Jobs

/// What an experiment's jobs are and what the stale ones are expected to take, before anything runs.
public struct Forecast: Codable, Hashable, Sendable {
  /// The jobs of one kind in one round.
  public struct Row: Codable, Hashable, Sendable {
    /// The second round waits for the grid's pilots.
    public let round: Int, kind: String
    public let jobs: Int, stale: Int
    /// Seconds of the stale ones, one after another on one thread.
    public let seconds: Double
    /// Bytes of the largest worker, and of all run files.
    public let memory: Int, disk: Int
  }

  public let rows: [Row]
  public let workers: Int, threads: Int
  /// Wall-clock seconds of the stale jobs with these workers and threads.
  public let seconds: Double
  /// Bytes of the largest worker, of the largest ones that run at once, and of all run files.
  public let workerMemory: Int, memory: Int, disk: Int

  /// How much of an added thread speeds a job up: a pass of a small net has phases that are too short to share well. Supposed.
  static let threadShare = 0.7

  /// - Parameter rounds: jobs and those of them that are stale, round by round.
  public init(rounds: [(graph: JobGraph, stale: [Job])], workers: Int, threads: Int) {
    precondition(workers > 0 && threads > 0, "somebody must work")
    (self.workers, self.threads) = (workers, threads)
    var rows: [Row] = [], seconds = 0.0
    for (number, round) in rounds.enumerated() {
      let names = Set(round.stale.map(\.digest))
      for kind in Set(round.graph.jobs.map(\.kind)).sorted(by: >) {
        let jobs = round.graph.jobs.filter { $0.kind == kind }, stale = jobs.filter { names.contains($0.digest) }
        rows.append(
          Row(
            round: number + 1, kind: kind, jobs: jobs.count, stale: stale.count, seconds: stale.reduce(0) { $0 + $1.estimate.seconds },
            memory: jobs.map(\.estimate.memory).max() ?? 0, disk: jobs.reduce(0) { $0 + $1.estimate.disk }))
      }
      seconds += Self.span(round.graph, round.stale, workers: workers)
    }
    let largest = rounds.flatMap { $0.graph.jobs.map(\.estimate.memory) }.sorted(by: >)
    self.rows = rows
    self.seconds = seconds / (1 + Self.threadShare * Double(threads - 1))
    (workerMemory, memory, disk) = (largest.first ?? 0, largest.prefix(workers).reduce(0, +), rows.reduce(0) { $0 + $1.disk })
  }

  /// Seconds from the first start to the last end, the launcher's order supposed.
  private static func span(_ graph: JobGraph, _ stale: [Job], workers: Int) -> Double {
    var waiting = stale, running: [(end: Double, job: Job)] = [], now = 0.0
    var done = Set(graph.jobs.map(\.digest)).subtracting(stale.map(\.digest))
    while !waiting.isEmpty || !running.isEmpty {
      for job in graph.ready(waiting, done: done).prefix(workers - running.count) {
        running.append((now + job.estimate.seconds, job))
        waiting.removeAll { $0.digest == job.digest }
      }
      guard let next = running.indices.min(by: { running[$0].end < running[$1].end }) else { break }
      now = running[next].end
      done.insert(running.remove(at: next).job.digest)
    }
    return now
  }
}
