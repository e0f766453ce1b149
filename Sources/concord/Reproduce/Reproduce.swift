import ArgumentParser
import Digests
import Experiments
import FoundationEssentials
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
      watching alone: Slurm goes on, and the same command takes up what is queued and submits the rest. Then --workers is how many tasks of an array run at once (all by default), \
      --threads the cores of a task, and --memory the most that a task may ask for. See docs/clusters.md.

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
  @OptionGroup var work: WorkerOptions
  @OptionGroup(title: "Cluster") var cluster: ClusterChoice
  @Flag(help: "Say what would run, in how many minutes and how much memory, and run nothing.") var dryRun = false
  @Flag(help: "Print JSON.") var json = false

  func validate() throws { if cluster.launcher == .local { try work.checkCores() } }

  func run() async throws {
    var answers: [JSONValue] = []
    try await choice.forEach(absenceAllowed: dryRun) { reproduction in
      if dryRun {
        let slurm = cluster.options(work)
        let table = try PlanTable(reproduction, workers: slurm == nil ? work.count() : nil, threads: work.threads)
        let commands = Slurm(environment: ProcessInfo.processInfo.environment, elapsed: ContinuousClock().stopwatch())
        let arrays = try slurm.map { try ArrayList(table.plan, of: reproduction, $0, commands) }
        if json {
          answers.append(table.json(slurm: arrays?.json))
        } else {
          Console.result(try table.text())
          if let text = arrays?.text { Console.result(text) }
        }
      } else if let answer = try await reproduce(reproduction) {
        answers.append(answer)
      }
    }
    if json { Console.result(try JSONValue.answer(schema: 1, ["experiments": .array(answers)]).rendered()) }
  }

  /// Runs the jobs of an experiment and writes its report, where that is not written yet; what it says, where that was asked for.
  private func reproduce(_ reproduction: any Reproduction) async throws -> JSONValue? {
    let (plan, worked) = try work.run(reproduction, on: cluster.options(work)), folder = "\(choice.results)/report"
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
}
