import ArgumentParser
import Digests
import Experiments
import FoundationEssentials
import Glibc
import Jobs
import Store

/// `concord reproduce`: plans and runs declared experiments, then says what they found.
struct Reproduce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce", abstract: "Run a declared experiment: train, score, compare, report.",
    discussion: """
      Only what has no valid run file is run; stopped with Ctrl-C, the same command goes on where it was. Neither workers nor threads \
      change any bit of a result. A second 'reproduce' in the same folder of results waits for the first.

      With --launcher slurm jobs are handed to a cluster, all that can start in one go, in arrays of one kind and alike demands. Ctrl-C ends the \
      watching alone: Slurm goes on, and the same command takes up what is queued and submits the rest. See docs/clusters.md.

      EXAMPLES
        concord reproduce
        concord reproduce --profile smoke
        concord reproduce --profile nightly --dry-run
        concord reproduce published-tables
        concord reproduce ranking --workers 4 --threads 2 --json
        concord reproduce --profile nightly --launcher slurm --partition cpu --threads 4 --time 8:00:00
      """)

  @OptionGroup var choice: ExperimentChoice
  @Option(help: "The folder of figures.") var plots = "plots"
  @Option(help: "Worker processes at once; by default one for each core that threads leave. Slurm: tasks of an array at once.") var workers:
    Int?
  @Option(help: "Threads of each worker; cores of a task.") var threads = 1
  @Option(help: ArgumentHelp("Memory for all workers; by default what the machine has. Slurm: the most for a task.", valueName: "MB"))
  var memory: Int?
  @OptionGroup(title: "Cluster") var cluster: ClusterChoice
  @Flag(help: "Say what would run, in how many minutes and how much memory, and run nothing.") var dryRun = false
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    guard threads >= 1, workers ?? 1 >= 1 else { throw ValidationError("Workers and threads are 1 or more.") }
    guard (1...1 << 40).contains(memory ?? 1) else { throw ValidationError("--memory is a number of MB, 1 or more.") }
    guard cluster.launcher == .slurm || threads * (workers ?? 1) <= cores else {
      throw ValidationError("\(workers ?? 1) workers × \(threads) threads are more than the \(cores) cores: lower one of them.")
    }
  }

  /// Of the machine, or of the cluster as far as it says.
  private func workerCount(_ slurm: Slurm?) -> Int {
    workers ?? max(1, (slurm?.cores(of: cluster.partition) ?? ProcessInfo.processInfo.activeProcessorCount) / threads)
  }

  private var slurmOptions: SlurmOptions { cluster.options(threads: threads, workers: workers, memory: memory.map { $0 << 20 }) }

  func run() async throws {
    var answers: [JSONValue] = []
    try await choice.forEach(absenceAllowed: dryRun) { reproduction in
      if dryRun {
        let slurm = cluster.launcher == .slurm ? Slurm(environment: ProcessInfo.processInfo.environment) : nil
        let table = try PlanTable(reproduction, workers: workerCount(slurm), threads: threads)
        if json { answers.append(table.json) } else { Console.result(try table.text()) }
        if slurm != nil, !json, let arrays = try ArrayList(reproduction, slurmOptions).text { Console.result(arrays) }
      } else if let answer = try await reproduce(reproduction) {
        answers.append(answer)
      }
    }
    if json { Console.result(try JSONValue.answer(schema: 1, ["experiments": .array(answers)]).rendered()) }
  }

  /// Runs the jobs of an experiment and writes its report, where that is not written yet; what it says, where that was asked for.
  private func reproduce(_ reproduction: any Reproduction) async throws -> JSONValue? {
    let (plan, worked) = try work(reproduction), folder = "\(choice.results)/report"
    let page = worked ? nil : try reproduction.page(of: plan, in: folder)
    if !json, let page {
      Console.result("\(reproduction.name): the report is in \(folder)/\(page); 'concord report' writes it again")
      return nil
    }
    let report = try reproduction.report()
    if page == nil {
      try await report.publish(plots: plots, results: choice.results, quiet: json)
      try reproduction.note(report.file, of: plan, in: folder)
    }
    return json ? report.answer : nil
  }

  /// Runs what is stale under the lock of the results folder; the plan as it is then, and whether anything was.
  private func work(_ reproduction: any Reproduction) throws -> (plan: ExperimentPlan, worked: Bool) {
    let lock = try ResultsLock.take(choice.results)
    let done = try reproduction.run { plan, stale in
      try clear(plan, stale, reproduction.surroundings.results)
      if plan.isFinal, stale.isEmpty, !plan.jobs.isEmpty {
        Console.complain("\(reproduction.name): nothing to do, all \(plan.jobs.count) jobs are done")
      }
    } launch: { graph, stale in
      try launch(graph, stale, reproduction)
    }
    _ = consume lock
    return done
  }

  /// Takes away what workers left beside run files that are done: a killed one cannot.
  private func clear(_ plan: ExperimentPlan, _ stale: Set<Digest>, _ results: Results) throws {
    for round in plan.rounds where !round.isSupposed {
      for job in round.jobs where !stale.contains(job.digest) { try results.files(of: job).clear() }
    }
  }

  private func launch(_ graph: JobGraph, _ stale: [Job], _ reproduction: any Reproduction) throws {
    let environment = ProcessInfo.processInfo.environment, noColor = !(environment["NO_COLOR"] ?? "").isEmpty
    let results = choice.results, specs = "\(results)/specs", threads = threads, elapsed = ContinuousClock().stopwatch()
    for job in stale { try AtomicFile.write(job.text, to: "\(specs)/\(job.digest).json") }
    let held = LocalLauncher.environment(reproduction.environment(environment), coreType: HeldBLAS.coreType)
    let slurm = cluster.launcher == .slurm ? Slurm(environment: held) : nil, workers = workerCount(slurm)
    let progress = Progress(stale, of: graph, workers: workers, elapsed: elapsed, noColor: noColor), launcher: any Launcher
    if let slurm {
      launcher = SlurmLauncher(
        slurm, slurmOptions, executable: try Installation.command(), results: reproduction.surroundings.results, elapsed: elapsed)
    } else {
      launcher = LocalLauncher(
        executable: "/proc/self/exe", results: reproduction.surroundings.results, workers: workers,
        memory: memory.map { $0 << 20 } ?? System.memoryBytes, environment: held, elapsed: elapsed
      ) { ["run-job", "\(specs)/\($0.digest).json", "--results", results, "--threads", "\(threads)"] }
    }
    defer { progress.end() }
    try launcher.run(graph, stale: stale) { progress.take($0) }
  }
}
