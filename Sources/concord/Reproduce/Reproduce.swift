import ArgumentParser
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

      EXAMPLES
        concord reproduce
        concord reproduce --profile smoke
        concord reproduce --profile nightly --dry-run
        concord reproduce published-tables
        concord reproduce ranking --workers 4 --threads 2 --json
      """)

  @OptionGroup var choice: ExperimentChoice
  @Option(help: "The folder of figures.") var plots = "plots"
  @Option(help: "Worker processes at once; by default one for each core that threads leave.") var workers: Int?
  @Option(help: "Threads of each worker.") var threads = 1
  @Option(help: ArgumentHelp("Memory for all workers; by default what the machine has.", valueName: "MB")) var memory: Int?
  @Flag(help: "Say what would run, in how many minutes and how much memory, and run nothing.") var dryRun = false
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    guard threads >= 1, workers ?? 1 >= 1 else { throw ValidationError("Workers and threads are 1 or more.") }
    guard (1...1 << 40).contains(memory ?? 1) else { throw ValidationError("--memory is a number of MB, 1 or more.") }
    guard threads * (workers ?? 1) <= cores else {
      throw ValidationError("\(workers ?? 1) workers × \(threads) threads are more than the \(cores) cores: lower one of them.")
    }
  }

  private var workerCount: Int { workers ?? max(1, ProcessInfo.processInfo.activeProcessorCount / threads) }

  func run() async throws {
    var answers: [JSONValue] = []
    for reproduction in try choice.reproductions(absenceAllowed: dryRun) {
      try await run(reproduction, &answers) {
        try PlanTable(reproduction, workers: workerCount, threads: threads)
      } report: {
        try reproduction.report()
      }
    }
    for reproduction in try choice.relaxations(absenceAllowed: dryRun) {
      try await run(reproduction, &answers) {
        try PlanTable(reproduction, workers: workerCount, threads: threads)
      } report: {
        try reproduction.report()
      }
    }
    for tables in try choice.tableStudies() {
      if dryRun {
        tell(tables, &answers)
      } else {
        try await publish(try tables.report(), &answers)
      }
    }
    if json { Console.result(try JSONValue.answer(schema: 1, ["experiments": .array(answers)]).rendered()) }
  }

  /// Plans the jobs of an experiment, or runs them and makes its report.
  private func run(
    _ reproduction: some Staged, _ answers: inout [JSONValue], plan: () throws -> PlanTable, report: () throws -> some SummarisedReport
  ) async throws {
    if dryRun {
      let table = try plan()
      if json { answers.append(table.json) } else { Console.result(try table.text()) }
      return
    }
    let (worked, rounds) = try work(reproduction), folder = "\(choice.results)/report"
    let page = worked ? nil : try reproduction.page(of: rounds, in: folder)
    if !json, let page { return tell(reproduction.name, isIn: page) }
    let report = try report()
    if json { answers.append(report.json) }
    guard page == nil else { return }
    try await report.publish(plots: plots, results: choice.results, quiet: json)
    try reproduction.note(report.file, of: rounds, in: folder)
  }

  private func tell(_ name: String, isIn page: String) {
    Console.result("\(name): the report is in \(choice.results)/report/\(page); 'concord report' writes it again")
  }

  /// What a study of published tables wants, which has no jobs.
  private func tell(_ tables: TablesReproduction, _ answers: inout [JSONValue]) {
    let name = tables.experiment.name, missing = tables.missing
    if json {
      answers.append(.object(["name": .text(name), "jobs": .integer(0), "stale": .integer(0), "tables_missing": .integer(missing.count)]))
    } else {
      Console.result((["\(name): no jobs, seconds"] + missing.map(\.description)).joined(separator: "\n"))
    }
  }

  /// Writes the report of published tables where it is not written yet: without jobs, its numbers alone say so.
  private func publish(_ report: TablesReport, _ answers: inout [JSONValue]) async throws {
    if json { answers.append(report.json) }
    if try !report.isWritten(in: "\(choice.results)/report") {
      return try await report.publish(plots: plots, results: choice.results, quiet: json)
    }
    if !json { tell(report.name, isIn: report.file) }
  }

  /// Runs what is stale, round by round, under the lock of the results folder; all rounds as they are then, and whether anything was.
  private func work(_ reproduction: some Staged) throws -> (worked: Bool, rounds: [(graph: JobGraph, stale: [Job])]) {
    let environment = ProcessInfo.processInfo.environment, lock = try ResultsLock.take(choice.results), plan = try reproduction.plan()
    try Self.clear(plan.rounds, choice.results)
    let isDone = plan.isChosen && plan.rounds.allSatisfy(\.stale.isEmpty)
    if isDone {
      let jobs = plan.rounds.reduce(0) { $0 + $1.graph.jobs.count }
      Console.complain("\(reproduction.name): nothing to do, all \(jobs) jobs are done")
    } else {
      try run(plan.rounds[0], reproduction, environment)
      for round in plan.rounds.indices.dropFirst() { try run(try reproduction.plan().rounds[round], reproduction, environment) }
    }
    _ = consume lock
    return isDone ? (false, plan.rounds) : (true, try reproduction.plan().rounds)
  }

  /// Takes away what workers left beside run files that are done: a killed one cannot.
  private static func clear(_ rounds: [(graph: JobGraph, stale: [Job])], _ results: String) throws {
    for round in rounds {
      let stale = Set(round.stale.map(\.digest))
      for job in round.graph.jobs where !stale.contains(job.digest) {
        try JobFiles(results: results, kind: job.kind, digest: job.digest).clear()
      }
    }
  }

  private func run(_ round: (graph: JobGraph, stale: [Job]), _ reproduction: some Staged, _ environment: [String: String]) throws {
    guard !round.stale.isEmpty else { return }
    let results = choice.results, specs = "\(results)/specs", workers = workerCount, threads = threads
    for job in round.stale { try AtomicFile.write(job.spec, to: "\(specs)/\(job.digest).json") }
    let clock = ContinuousClock(), noColor = !(environment["NO_COLOR"] ?? "").isEmpty
    let progress = Progress(round.stale, workers: workers, clock: clock, noColor: noColor)
    let launcher = LocalLauncher(
      executable: "/proc/self/exe", results: results, workers: workers, memory: memory.map { $0 << 20 } ?? System.memoryBytes,
      environment: LocalLauncher.environment(reproduction.environment(environment), coreType: HeldBLAS.coreType)
    ) { ["run-job", "\(specs)/\($0.digest).json", "--results", results, "--threads", "\(threads)"] }
    defer { progress.end() }
    try launcher.run(round.graph, stale: round.stale, clock: clock) { progress.take($0) }
  }
}
