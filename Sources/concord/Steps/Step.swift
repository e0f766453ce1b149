import ArgumentParser
import Engine
import Experiments
import FoundationEssentials
import Jobs
import Synchronization

/// What the commands that do one job by hand have in common: where run files are, and how the job is computed.
struct Step: ParsableArguments {
  @Option(help: "Threads of the job; they do not change its bits.") var threads = 1
  @Option(help: "Instruction set: baseline, avx2 or avx512; they do not change its bits.") var kernels: KernelLevel?

  @Option(help: "Seconds between two checkpoints.") var checkpoint = 15.0

  func validate() throws {
    guard checkpoint >= 0, checkpoint < 1e6 else { throw ValidationError("--checkpoint: \(checkpoint) s are not in 0 … 1000000.") }
    guard threads > 0 else { throw ValidationError("--threads: \(threads) is less than 1.") }
  }

  /// Does the job, in a process that holds OpenBLAS, with a bar on standard error; the path of its run file.
  func run(_ spec: JobSpec, label: String, results: String) throws -> String {
    let environment = ProcessInfo.processInfo.environment, clock = ContinuousClock(), began = clock.now
    Interruption.watch()
    let job = Job(
      kind: spec.kind, spec: try spec.text(), label: label, inputs: [], estimate: Job.Estimate(seconds: 1, memory: 0, disk: 0))
    let progress = Mutex(Progress([job], workers: 1, clock: clock, noColor: !(environment["NO_COLOR"] ?? "").isEmpty))
    defer { progress.withLock { $0.end() } }
    progress.withLock { $0.take(.started(job)) }
    let path = try worker(results: results, environment) { advance in progress.withLock { $0.take(.advanced(job, advance)) } }.run(spec)
    progress.withLock { $0.take(.finished(job, seconds: began.duration(to: clock.now) / .seconds(1))) }
    return path
  }

  /// A worker at this process's desk.
  func worker(
    results: String, _ environment: [String: String], report: @escaping @Sendable (Advance) -> Void = { _ in }
  ) -> Worker<ContinuousClock> {
    let level = kernels ?? .best
    return Worker(
      Desk(
        results: results, threads: threads, level: level, environment: environment,
        provenance: .now(level: level, environment: environment), clock: ContinuousClock(),
        interval: .seconds(checkpoint), report: report, interruption: { Interruption.signal }))
  }
}

/// An experiment named on the command line, and where its run files are.
struct DeclaredExperiment: ParsableArguments {
  @Option(help: "The experiment, by name.") var experiment = "ranking"
  @Option(help: "smoke, laptop, nightly or paper: a folder of experiments.") var profile = "laptop"
  @Option(help: "Where profiles are.") var benchmarks = "Benchmarks"
  @Option(help: "The folder of run files.") var results = "results"

  /// The experiment's jobs.
  func reproduction() throws -> Reproduction {
    let file = "\(benchmarks)/\(profile)/\(experiment).yaml"
    let declared = try StrictYAML.decode(Experiment.self, String(decoding: try InputFile(file).bytes, as: UTF8.self), file: file)
    return try Reproduction(declared, results: results, environment: ProcessInfo.processInfo.environment)
  }
}
