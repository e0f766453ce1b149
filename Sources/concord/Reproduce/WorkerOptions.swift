import ArgumentParser
import Digests
import Experiments
import FoundationEssentials
import Jobs
import Store

/// With how many processes, threads and bytes jobs are run, and the running of an experiment's.
struct WorkerOptions: ParsableArguments {
  @Option(help: "Worker processes at once; by default one for each core that threads leave.") var workers: Int?
  @Option(help: "Threads of each worker.") var threads = 1
  @Option(help: ArgumentHelp("Memory for all workers; by default what the machine has.", valueName: "MB")) var memory: Int?

  func validate() throws {
    guard threads >= 1, workers ?? 1 >= 1 else { throw ValidationError("Workers and threads are 1 or more.") }
    guard (1...1 << 40).contains(memory ?? 1) else { throw ValidationError("--memory is a number of MB, 1 or more.") }
  }

  /// Throws where this machine has too few cores.
  func checkCores() throws {
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    guard threads * (workers ?? 1) <= cores else {
      throw ValidationError(
        "\(counted(workers ?? 1, "worker")) × \(counted(threads, "thread")) are more than the \(counted(cores, "core")): lower one of them."
      )
    }
  }

  /// Workers at once, on this machine or on the cluster as far as it says.
  func count(on cluster: SlurmOptions? = nil) -> Int {
    let info = ProcessInfo.processInfo
    let cores =
      cluster.flatMap { Slurm(environment: info.environment, elapsed: ContinuousClock().stopwatch()).cores(of: $0.partition) }
      ?? info.activeProcessorCount
    return workers ?? max(1, cores / threads)
  }

  /// Runs what is stale under the lock of the results folder; the plan as it is then, and whether anything was.
  ///
  /// Throws `JobsError.timeIsUp` where workers had to be told to stop.
  ///
  /// - Parameters:
  ///   - cluster: what Slurm is asked for, where jobs are its.
  ///   - end: when workers of this machine are told to stop.
  func run(
    _ reproduction: any Reproduction, on cluster: SlurmOptions? = nil, until end: ContinuousClock.Instant? = nil
  ) throws -> (plan: ExperimentPlan, worked: Bool) {
    let lock = try ResultsLock.take(reproduction.surroundings.results.folder)
    let done = try reproduction.run(threads: threads) { plan, stale in
      try clear(plan, stale, reproduction.surroundings.results)
      if plan.isFinal, stale.isEmpty, !plan.jobs.isEmpty {
        Console.complain("\(reproduction.name): nothing to do, all \(plan.jobs.count) jobs are done")
      }
    } launch: { graph, stale in
      try launch(graph, stale, reproduction, cluster, until: end)
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

  private func launch(
    _ graph: JobGraph, _ stale: [Job], _ reproduction: any Reproduction, _ cluster: SlurmOptions?, until end: ContinuousClock.Instant?
  ) throws {
    let environment = ProcessInfo.processInfo.environment, noColor = !(environment["NO_COLOR"] ?? "").isEmpty
    let results = reproduction.surroundings.results, threads = threads
    let elapsed = ContinuousClock().stopwatch()
    try results.writeSpecs(of: stale)
    let held = LocalLauncher.environment(reproduction.environment(environment), coreType: HeldBLAS.coreType), workers = count(on: cluster)
    let progress = Progress(stale, of: graph, workers: workers, elapsed: elapsed, noColor: noColor), launcher: any Launcher
    if let cluster {
      launcher = SlurmLauncher(
        Slurm(environment: held, elapsed: elapsed), cluster, executable: try Installation.command(), results: results, elapsed: elapsed)
    } else {
      launcher = LocalLauncher(
        executable: "/proc/self/exe", results: results, workers: workers, memory: memory.map { $0 << 20 } ?? System.memoryBytes,
        environment: held, elapsed: elapsed, limit: end.map { $0 - .now }
      ) { ["run-job", results.specFile(of: $0.digest), "--results", results.folder, "--threads", "\(threads)"] }
    }
    defer { progress.end() }
    try launcher.run(graph, stale: stale) { progress.take($0) }
  }
}
