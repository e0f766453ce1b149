internal import Digests

/// What of a set of jobs is done, and how long the rest takes, judged by estimates and the time spent so far.
package struct ProgressEstimate {
  private let graph: JobGraph, count: Int, total: Double, workers: Int
  private var done = 0, doneSeconds = 0.0, failed = 0
  private var running: [(job: Job, progress: JobProgress)] = []
  /// Parts that earlier sessions did, by the job's digest: they are done, but say nothing of this session's pace.
  private var found: [Digest: Double] = [:], foundSeconds = 0.0
  /// Seconds since the start, and those of them in which a job ran: tasks may wait for days in a queue.
  private var elapsed = 0.0, busy = 0.0
  private var stopping = false
  /// Why nothing begins.
  private var wait: String?

  /// Nothing is done yet of these jobs of the graph, which has their estimates.
  package init(_ jobs: [Job], of graph: JobGraph, workers: Int) {
    (self.graph, count, self.workers) = (graph, jobs.count, workers)
    total = jobs.reduce(0) { $0 + graph.estimate(of: $1).seconds }
  }

  private func seconds(_ job: Job) -> Double { graph.estimate(of: job).seconds }

  /// Counts an event that came `elapsed` seconds after the start.
  package mutating func take(_ event: JobEvent, elapsed: Double) {
    if !running.isEmpty { busy += elapsed - self.elapsed }
    self.elapsed = elapsed
    switch event {
    case .started(let job): running.append((job, JobProgress(fraction: 0)))
    case .advanced(let job, let progress):
      if found[job.digest] == nil {
        found[job.digest] = progress.fraction
        foundSeconds += progress.fraction * seconds(job)
      }
      if let at = running.firstIndex(where: { $0.job.digest == job.digest }) { running[at].progress = progress }
    case .finished(let job, _):
      done += 1
      doneSeconds += seconds(job)
      running.removeAll { $0.job.digest == job.digest }
    case .retried(let jobs, _, _): end(jobs)
    case .postponed(let job): end([job])
    case .failed(let jobs, _):
      failed += jobs.count
      // What was found of them is lost with them.
      for job in jobs { foundSeconds -= (found.removeValue(forKey: job.digest) ?? 0) * seconds(job) }
      end(jobs)
    case .stopping: stopping = true
    case .waiting(let reason): wait = reason
    case .remarked: break
    }
  }

  /// They run no more.
  private mutating func end(_ jobs: [Job]) {
    let ended = Set(jobs.map(\.digest))
    running.removeAll { ended.contains($0.job.digest) }
  }

  /// Part of the estimated seconds that is done, running jobs with what they told.
  package var fraction: Double {
    guard total > 0 else { return count == 0 ? 1 : Double(done) / Double(count) }
    return min(1, (doneSeconds + running.reduce(0) { $0 + $1.progress.fraction * seconds($1.job) }) / total)
  }

  /// Seconds that are left: by the estimates at first, by this session's pace once it has done 2 %; without those in which nothing runs.
  package var left: Double {
    let done = total > 0 ? fraction - foundSeconds / total : fraction
    return done >= 0.02 ? busy * (1 - fraction) / done : (1 - fraction) * total / Double(min(workers, max(count, 1)))
  }

  /// A line for an event that is worth one.
  package func line(for event: JobEvent) -> String? {
    switch event {
    case .finished(let job, let seconds): "[\(done)/\(count)] \(job.label): done in \(Self.time(seconds)); about \(Self.time(left)) left"
    case .retried(let jobs, let reason, let hadBegun): "\(Self.names(jobs)): \(reason); \(hadBegun ? "started" : "submitted") once more"
    case .failed(let jobs, let reason): "\(Self.names(jobs)): failed: \(reason)"
    case .stopping: "stopping: workers end at their next step and keep their state; once more ends them at once"
    case .remarked(let words): words
    case .started, .advanced, .postponed, .waiting: nil
    }
  }

  private static func names(_ jobs: [Job]) -> String {
    let first = jobs.first?.label ?? "none"
    return jobs.count > 1 ? "\(first) and \(jobs.count - 1) more, each" : first
  }

  /// "41 %  54/132  about 6 min left  supernet SPOS seed 1: epoch 3", "0 %  0/20  none runs: 20 tasks wait: Priority".
  package var standing: String {
    var words = "\(Int(fraction * 100)) %  \(done)/\(count)"
    if failed > 0 { words += "  \(failed) failed" }
    words +=
      done == count
      ? "  done in \(Self.time(elapsed))"
      : stopping ? "  stopping" : running.isEmpty ? "  none runs\(wait.map { ": \($0)" } ?? "")" : "  about \(Self.time(left)) left"
    if let latest = running.last { words += "  \(latest.job.label)\(latest.progress.note.map { ": \($0)" } ?? "")" }
    return words
  }

  /// "━━━━────  41 %  54/132  about 6 min left  supernet SPOS seed 1: epoch 3", cut to the columns.
  package func bar(columns: Int, coloured: Bool) -> String {
    let width = min(24, max(columns / 4, 1)), full = Int(fraction * Double(width))
    let filled = String(repeating: "━", count: full), rest = String(repeating: "─", count: width - full)
    let shown = "  \(standing)".prefix(max(0, columns - width))
    return coloured ? "\u{1b}[32m\(filled)\u{1b}[0m\(rest)\(shown)" : "\(filled)\(rest)\(shown)"
  }

  /// "0.4 s", "38 s", "6 min", "2 h 10 min".
  package static func time(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "an unknown time" }
    switch seconds {
    case ..<9.95: return "\((seconds * 10).rounded() / 10) s"
    case ..<90: return "\(Int(seconds.rounded())) s"
    case ..<5_400: return "\(Int((seconds / 60).rounded())) min"
    default: return "\(Int(seconds / 3_600)) h \(Int(seconds / 60) % 60) min"
    }
  }
}

extension JobEvent {
  /// Whether a terminal keeps the event's line above the bar.
  var isNews: Bool {
    switch self {
    case .retried, .failed, .stopping, .remarked: true
    case .started, .advanced, .finished, .postponed, .waiting: false
    }
  }
}
