import ArgumentParser
import Engine
import Experiments
import FoundationEssentials
import Jobs
import Store
import Synchronization

/// What the commands that do one job by hand have in common: where run files are, and how the job is computed.
struct Step: ParsableArguments {
  @Option(help: "Threads of the job; they do not change its bits.") var threads = 1
  @Option(help: "Instruction set: baseline, avx2 or avx512; they do not change its bits.") var kernels: KernelLevel?

  @Option(help: "Seconds between two checkpoints.") var checkpoint = 15.0

  func validate() throws {
    guard checkpoint >= 0, checkpoint < 1e6 else { throw ValidationError("--checkpoint: \(checkpoint) s are not in 0 … 1000000.") }
    guard (1...1_024).contains(threads) else { throw ValidationError("--threads: \(threads) is not from 1 to 1024.") }
  }

  /// Does the job, in a process that holds OpenBLAS, with a bar on standard error; the path of its run file.
  func run(_ spec: some JobKind, label: String, results: Results) throws -> String {
    let environment = ProcessInfo.processInfo.environment, elapsed = ContinuousClock().stopwatch()
    Interruption.watch()
    let job = try Job(spec, label: label), graph = try JobGraph([job], in: results)
    let noColor = !(environment["NO_COLOR"] ?? "").isEmpty
    let bar = Mutex(Progress([job], of: graph, workers: 1, elapsed: elapsed, noColor: noColor))
    defer { bar.withLock { $0.end() } }
    bar.withLock { $0.take(.started(job)) }
    let path = try worker(results, environment) { progress in bar.withLock { $0.take(.advanced(job, progress)) } }.run(job)
    bar.withLock { $0.take(.finished(job, seconds: elapsed() / .seconds(1))) }
    return path
  }

  /// A worker in this process.
  func worker(
    _ results: Results, _ environment: [String: String], report: @escaping @Sendable (JobProgress) -> Void = { _ in }
  ) -> Worker {
    let level = kernels ?? .best
    return Worker(
      WorkerContext(
        results: results, threads: threads, level: level, environment: environment,
        provenance: .now(level: level, environment: environment), elapsed: ContinuousClock().stopwatch(),
        interval: .seconds(checkpoint), report: report, interruption: { Interruption.signal }))
  }
}

/// An experiment named on the command line, and where its run files are.
struct DeclaredExperiment: ParsableArguments {
  @Option(help: "The experiment, by name.") var experiment = "ranking"
  @Option(help: "smoke, laptop, nightly or paper: a folder of experiments.") var profile = "laptop"
  @Option(help: "Where profiles are.") var benchmarks = ProfileFolder.shipped
  @Option(help: "The folder of run files.") var results = "results"

  /// The experiment, which has to be one that ranks. Throws as reading and planning it.
  func ranking() throws -> RankingReproduction {
    let file = try ProfileFolder(profile, in: benchmarks).file(of: experiment)
    let text = try InputFile.experiment(file)
    guard let declared = try ExperimentKinds.house.experiment(reading: text, file: file) as? RankingExperiment else {
      throw ValidationError("--experiment: \(experiment) ranks no supernets: name an experiment with the key '\(RankingExperiment.key)'.")
    }
    return try RankingReproduction(
      declared, Surroundings(results: Results(results), environment: ProcessInfo.processInfo.environment))
  }
}
