import Analysis
import ArgumentParser
import Experiments
import FoundationEssentials
import Glibc
import Jobs
import Statistics
import Store

/// Plans and runs declared experiments, then writes what they found.
struct Reproduce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a declared experiment: train, score, compare, report.",
    discussion: """
      Only what has no valid run file is run; stopped with Ctrl-C, the same command goes on where it was.

      EXAMPLES
        concord reproduce
        concord reproduce --profile smoke
        concord reproduce --dry-run
      """)

  @Argument(help: "Experiments by name; all of the profile by default.") var experiments: [String] = []
  @Option(help: "smoke, laptop, nightly or paper: a folder of experiments.") var profile = "laptop"
  @Option(help: "Where profiles are.") var benchmarks = "Benchmarks"
  @Option(help: "The folder of run files.") var results = "results"
  @Option(help: "The folder of figures.") var plots = "plots"
  @Option(help: "Worker processes at once; by default one a core.") var workers: Int?
  @Flag(help: "Say what would run, in how many minutes and how much memory, and run nothing.") var dryRun = false

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    for file in try files() {
      let text = String(decoding: try InputFile(file).bytes, as: UTF8.self)
      let experiment = try StrictYAML.decode(Experiment.self, text, file: file)
      let reproduction = try Reproduction(experiment, results: results, environment: environment)
      let first = try JobGraph(try reproduction.firstRound())
      if dryRun {
        let rates = Reproduction.nominal(experiment)
        try describe(experiment, try JobGraph(first.jobs + reproduction.secondRound(rates: rates)))
        continue
      }
      try run(first, environment)
      let pilots = try reproduction.pilots(), rates = Reproduction.chosen(pilots)
      try run(try JobGraph(try reproduction.secondRound(rates: rates)), environment)
      try await reproduction.report(rates: rates, pilots: pilots).publish(plots: plots, results: results)
    }
  }

  private func files() throws -> [String] {
    let folder = "\(benchmarks)/\(profile)"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { throw CommandError.notFound(path: folder) }
    let found = names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    for name in experiments where !found.contains(name) { throw CommandError.notFound(path: "\(folder)/\(name).yaml") }
    return (experiments.isEmpty ? found : experiments).map { "\(folder)/\($0).yaml" }
  }

  private func run(_ graph: JobGraph, _ environment: [String: String]) throws {
    let stale = try graph.stale(in: results).map(\.job), workers = workers ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    guard !stale.isEmpty else { return }
    let specs = "\(results)/specs"
    try FileManager.default.createDirectory(atPath: specs, withIntermediateDirectories: true)
    for job in stale { try Data(job.spec.utf8).write(to: URL(filePath: "\(specs)/\(job.digest).json"), options: .atomic) }
    let clock = ContinuousClock(), noColor = !(environment["NO_COLOR"] ?? "").isEmpty
    let progress = Progress(stale, workers: workers, clock: clock, noColor: noColor)
    let launcher = LocalLauncher(
      executable: "/proc/self/exe", results: results, workers: workers,
      environment: LocalLauncher.environment(environment, coreType: "Haswell")
    ) { ["run-job", "\(specs)/\($0.digest).json", "--results", results] }
    defer { progress.end() }
    try launcher.run(graph, stale: stale, clock: clock) { progress.take($0) }
  }

  private func describe(_ experiment: Experiment, _ graph: JobGraph) throws {
    let stale = try graph.stale(in: results).map(\.job), seconds = stale.reduce(0) { $0 + $1.estimate.seconds }
    let memory = graph.jobs.map(\.estimate.memory).max() ?? 0, disk = graph.jobs.reduce(0) { $0 + $1.estimate.disk }
    Console.result(
      "\(experiment.name): \(graph.jobs.count) jobs, \(stale.count) to run, about \(Int((seconds / 60).rounded(.up))) minutes on one thread, "
        + "at most \(memory >> 20) MB a worker, \(disk >> 20) MB on disk")
  }
}
