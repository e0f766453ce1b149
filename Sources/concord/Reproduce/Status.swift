import ArgumentParser
import Digests
import Experiments
import FoundationEssentials
import Jobs
import Reporting
import Store

/// `concord status`: what of an experiment is done, what runs, what is left.
struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "What of an experiment is done, running or left.",
    discussion: """
      Reads run files and locks and changes nothing; jobs that run at this moment are named with their process. Where jobs were handed to \
      Slurm its queue is asked what of them runs and what waits.

      EXAMPLES
        concord status
        concord status --profile smoke --results results --json
      """)

  @OptionGroup var choice: ExperimentChoice
  @Flag(help: "Print JSON.") var json = false

  func run() async throws {
    var answers: [JSONValue] = [], jobs: [Job] = []
    let results = try await choice.forEach { reproduction in
      let progress = try ExperimentProgress(reproduction)
      jobs += progress.jobs
      if json { answers.append(progress.json) } else { Console.result(try progress.text()) }
    }
    let outdated = try results.outdated(besides: jobs)
    let holder = try JobLock.holder(ResultsLock.path(choice.results))
    let slurm = try SlurmProgress(
      choice.results, Slurm(environment: ProcessInfo.processInfo.environment, elapsed: ContinuousClock().stopwatch()), jobs: jobs,
      isWatched: holder != nil)
    if json {
      var answer: [String: JSONValue] = [
        "experiments": .array(answers), "reproduce": JSONValue(holder), "outdated": .integer(outdated.count),
      ]
      answer["slurm"] = slurm?.json
      Console.result(try JSONValue.answer(schema: 1, answer).rendered())
    } else {
      if let slurm { Console.result(slurm.text) }
      for (reason, count) in Dictionary(outdated.map { ($0.reason, 1) }, uniquingKeysWith: +).sorted(by: { $0.key < $1.key }) {
        Console.result(
          "\(count) run files of before stay as they are (\(reason)): the concord that wrote them reads them, their jobs are run anew")
      }
      Console.result(holder.map { "reproduce runs: \($0)" } ?? "no reproduce runs in \(choice.results)")
    }
  }
}

/// The jobs of an experiment by kind and by what became of them.
struct ExperimentProgress {
  let jobs: [Job]
  private let name: String, isFinal: Bool
  private let rows: [(kind: String, jobs: Int, done: Int)], running: [(job: Job, runner: String)], damaged: [(job: Job, reason: String)]

  init(_ reproduction: any Reproduction) throws {
    let plan = try reproduction.plan(), results = reproduction.surroundings.results, jobs = plan.jobs
    (name, isFinal, self.jobs) = (reproduction.name, plan.isFinal, jobs)
    let stale = try results.stale(jobs), names = Set(stale.map(\.job.digest))
    var counts: [String: (jobs: Int, done: Int)] = [:]
    for job in jobs {
      let (known, done) = counts[job.kind] ?? (0, 0)
      counts[job.kind] = (known + 1, done + (names.contains(job.digest) ? 0 : 1))
    }
    rows = counts.sorted { $0.key > $1.key }.map { (kind: $0.key, jobs: $0.value.jobs, done: $0.value.done) }
    var running: [(job: Job, runner: String)] = [], damaged: [(job: Job, reason: String)] = []
    for (job, reason) in stale {
      if let runner = try results.files(of: job).runner() {
        running.append((job, runner))
      } else if reason != "not run yet" {
        damaged.append((job, reason))
      }
    }
    (self.running, self.damaged) = (running, damaged)
  }

  func text() throws -> String {
    guard !rows.isEmpty else { return "\(name): no jobs, read anew each time" }
    let table = try Table(
      "status", title: name, columns: [.text("kind"), .number("done", decimals: 0), .number("jobs", decimals: 0)],
      rows: rows.map { Table.Row([.text($0.kind), .number(Double($0.done)), .number(Double($0.jobs))]) })
    var lines = ["\(name):", Console.rendered(table)]
    lines += running.map { "running: \($0.job.label) (\($0.runner))" } + damaged.map { "to run again: \($0.job.label): \($0.reason)" }
    if !isFinal { lines.append("earlier rounds are not done yet: what follows from them is supposed") }
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      "name": .text(name), "final": .flag(isFinal),
      "kinds": .array(rows.map { .object(["kind": .text($0.kind), "jobs": .integer($0.jobs), "done": .integer($0.done)]) }),
      "running": .array(running.map { .object(["job": .text($0.job.label), "runner": .text($0.runner)]) }),
      "damaged": .array(damaged.map { .object(["job": .text($0.job.label), "reason": .text($0.reason)]) }),
    ])
  }
}
