import Fixtures
import FoundationEssentials
import Jobs
import Store
import ToyKinds

/// A results folder, and workers that are shell scripts: `done` in a script puts the job's run file in its place.
struct Bench {
  let folder: TemporaryFolder
  let clock = ContinuousClock(), results: Results

  init() throws {
    folder = try TemporaryFolder()
    results = Results(folder["results"], kinds: .withToys)
    for name in ["results", "results/toy", "prepared"] {
      try FileManager.default.createDirectory(atPath: folder[name], withIntermediateDirectories: true)
    }
  }

  /// A job whose run file lies ready; its script may use `$1`, the label, and `mark`, which leaves a file of that name.
  func job(_ label: String, inputs: [Job] = [], seconds: Double = 1, memory: Int = 0) throws -> Job {
    let job = try ToyJob.job(label, inputs, seconds: seconds, memory: memory)
    try ToyRun(header: RunHeader(spec: job.text, provenance: Samples.provenance), word: label).write(
      to: folder["prepared/\(job.digest).h5"])
    try Data(label.utf8).write(to: URL(filePath: folder["prepared/\(job.digest)"]))
    return job
  }

  /// Puts the run file of one of its jobs in its place.
  func finish(_ digest: String) throws {
    let bytes = try Data(contentsOf: URL(filePath: folder["prepared/\(digest).h5"]))
    try bytes.write(to: URL(filePath: folder["results/toy/\(digest).h5"]))
  }

  func isFinished(_ job: Job) -> Bool { FileManager.default.fileExists(atPath: folder["results/toy/\(job.digest).h5"]) }

  /// Of a job that it made.
  func label(_ digest: String) -> String {
    FileManager.default.contents(atPath: folder["prepared/\(digest)"]).map { String(decoding: $0, as: UTF8.self) } ?? digest
  }

  func launcher(
    workers: Int = 2, memory: Int = .max, environment: [String: String] = ["PATH": "/usr/bin:/bin"], limit: Duration? = nil,
    _ script: String
  ) -> LocalLauncher {
    let folder = folder.path
    return LocalLauncher(
      executable: "/bin/sh", results: results, workers: workers, memory: memory, environment: environment, elapsed: clock.stopwatch(),
      limit: limit
    ) { job in
      let done = "done_() { cp prepared/\(job.digest).h5 results/toy/\(job.digest).h5; }; mark() { touch \"$1\"; }"
      return ["-c", "cd '\(folder)'; \(done); \(script)", "sh", job.label]
    }
  }

  /// Runs all jobs; what was reported, as words.
  func run(_ jobs: [Job], _ launcher: some Launcher) throws -> [String] {
    let graph = try JobGraph(jobs, in: results).estimated(in: results, images: [:], threads: 1)
    var words: [String] = []
    try launcher.run(graph, stale: try results.stale(graph.jobs).map(\.job)) { event in
      switch event {
      case .started(let job): words.append("start \(job.label)")
      case .finished(let job, _): words.append("done \(job.label)")
      case .retried(let jobs, let reason, let hadBegun):
        words.append("\(hadBegun ? "retry" : "submit again") \(jobs.map(\.label).joined(separator: ", ")): \(reason)")
      case .failed(let jobs, _): words.append("fail \(jobs.map(\.label).joined(separator: ", "))")
      case .advanced(let job, let progress): words.append("advance \(job.label) \(progress.fraction) \(progress.note ?? "")")
      case .stopping(let signal): words.append("stop \(signal)")
      case .remarked(let remark): words.append(remark)
      case .postponed(let job): words.append("postpone \(job.label)")
      case .waiting: break
      }
    }
    return words
  }
}
