import Digests
import Fixtures
import FoundationEssentials
import Jobs
import Store

/// A results folder, and workers that are shell scripts: `done` in a script puts the job's run file in its place.
struct Bench {
  let folder: TemporaryFolder
  let clock = ContinuousClock()
  var results: String { folder["results"] }

  init() throws {
    folder = try TemporaryFolder()
    for name in ["results", "results/stand-alone", "prepared"] {
      try FileManager.default.createDirectory(atPath: folder[name], withIntermediateDirectories: true)
    }
  }

  /// A job whose run file lies ready; its script may use `$1`, the label, and `mark`, which leaves a file of that name.
  func job(_ label: String, inputs: [Job] = [], seconds: Double = 1, memory: Int = 0) throws -> Job {
    let job = Job(
      kind: "stand-alone", spec: "{\"label\":\"\(label)\"}", label: label, inputs: inputs.map(\.digest),
      estimate: Job.Estimate(seconds: seconds, memory: memory, disk: 0))
    try Self.run(of: job).write(to: folder["prepared/\(job.digest).h5"])
    return job
  }

  static func run(of job: Job) -> StandAloneRun {
    let provenance = Provenance(
      commit: "x", dirty: false, compiler: "x", cpu: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x",
      expense: .none)
    return StandAloneRun(
      header: RunHeader(spec: job.spec, provenance: provenance), space: SpaceLabel(name: "x", digest: job.digest), architecture: job.label,
      seed: 1,
      history: [], validation: Tally(correct: [1], images: [2]), test: Tally(correct: [1], images: [2]), diverged: false, parameters: [],
      statistics: [])
  }

  func launcher(workers: Int = 2, memory: Int = .max, environment: [String: String] = ["PATH": "/usr/bin:/bin"], _ script: String)
    -> LocalLauncher
  {
    let folder = folder.path
    return LocalLauncher(executable: "/bin/sh", results: results, workers: workers, memory: memory, environment: environment) { job in
      let done = "done_() { cp prepared/\(job.digest).h5 results/stand-alone/\(job.digest).h5; }; mark() { touch \"$1\"; }"
      return ["-c", "cd '\(folder)'; \(done); \(script)", "sh", job.label]
    }
  }

  /// Runs all jobs; what was reported, as words.
  func run(_ jobs: [Job], _ launcher: LocalLauncher) throws -> [String] {
    let graph = try JobGraph(jobs)
    var words: [String] = []
    try launcher.run(graph, stale: try graph.stale(in: results).map(\.job), clock: clock) { event in
      switch event {
      case .started(let job): words.append("start \(job.label)")
      case .finished(let job, _): words.append("done \(job.label)")
      case .retried(let job, let signal): words.append("retry \(job.label) \(signal)")
      case .failed(let job, _): words.append("fail \(job.label)")
      case .advanced(let job, let advance): words.append("advance \(job.label) \(advance.fraction) \(advance.note ?? "")")
      case .stopping(let signal): words.append("stop \(signal)")
      case .waiting: break
      }
    }
    return words
  }
}
