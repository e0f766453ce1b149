import Experiments
import Jobs
import Reporting

/// What a dry run says: jobs by kind, minutes, memory, disk, and the learning-rate grid.
struct PlanTable {
  private let name: String, title: String, forecast: Forecast
  /// What else is to be said of this plan, for readers and as numbers.
  private let remarks: [String], numbers: [(String, JSONValue)]

  init(_ reproduction: Reproduction, workers: Int, threads: Int) throws {
    let plan = try reproduction.plan(), prefixes = try SharedPrefixes(plan.rounds.flatMap(\.graph.jobs), in: reproduction.campaign.space)
    let rates = reproduction.learningRates
    (name, title) = (reproduction.name, reproduction.title)
    forecast = Forecast(rounds: plan.rounds, workers: workers, threads: threads)
    var remarks = [
      "one-shot scores: \(prefixes)",
      reproduction.campaign.pilots.isEmpty
        ? "learning rates: set by the experiment"
        : "learning rates tried: \(rates.map { $0.fixed(4) }.joined(separator: ", "))"
          + (plan.isChosen ? "; chosen" : "; the second round supposes the recipe's own until the pilots have run"),
    ]
    remarks += Self.missing(reproduction.absence)
    if let absence = reproduction.tableAbsence { remarks.append("planned without the published table: \(absence)") }
    self.remarks = remarks
    numbers = [
      ("subnets", .integer(prefixes.subnets)), ("prefix_saving", .number(prefixes.saving)),
      ("learning_rates", .array(rates.map { .number($0) })), ("rates_chosen", .flag(plan.isChosen)),
      ("data_present", .flag(reproduction.absence == nil)), ("table_present", .flag(reproduction.tableAbsence == nil)),
    ]
  }

  init(_ reproduction: RelaxationReproduction, workers: Int, threads: Int) throws {
    let plan = try reproduction.plan()
    (name, title) = (reproduction.name, reproduction.title)
    forecast = Forecast(rounds: plan.rounds, workers: workers, threads: threads)
    remarks =
      (plan.isChosen ? [] : ["the second round supposes random genotypes until the searches have run"]) + Self.missing(reproduction.absence)
    numbers = [("searched", .flag(plan.isChosen)), ("data_present", .flag(reproduction.absence == nil))]
  }

  private static func missing(_ absence: (any Error)?) -> [String] {
    absence.map { ["planned by the sizes that are declared, for the images are not here: \($0)"] } ?? []
  }

  private var stale: Int { forecast.rows.reduce(0) { $0 + $1.stale } }

  func text() throws -> String {
    let table = try Table(
      "plan", title: title,
      columns: [
        .number("round", decimals: 0), .text("kind"), .number("jobs", decimals: 0), .number("to run", decimals: 0),
        .number("time of a thread", unit: "min", decimals: 1), .number("memory of a worker", unit: "MB", decimals: 0),
        .number("disk", unit: "MB", decimals: 1),
      ],
      rows: forecast.rows.map { row in
        Table.Row([
          .number(Double(row.round)), .text(row.kind), .number(Double(row.jobs)), .number(Double(row.stale)), .number(row.seconds / 60),
          .number(Double(row.memory) / 1_048_576), .number(Double(row.disk) / 1_048_576),
        ])
      })
    let jobs = forecast.rows.reduce(0) { $0 + $1.jobs }
    let lines = [
      "\(name):", Console.rendered(table),
      stale == 0
        ? "nothing to do: all \(jobs) jobs are done"
        : "\(stale) of \(jobs) jobs to run: about \(Self.time(forecast.seconds)) with \(forecast.workers) workers × \(forecast.threads) threads",
      "memory: \(forecast.workerMemory >> 20) MB in the largest worker, \(forecast.memory >> 20) MB at once; disk: "
        + "\((Double(forecast.disk) / 1_048_576).fixed(1)) MB",
    ]
    return (lines + remarks).joined(separator: "\n")
  }

  var json: JSONValue {
    let fields: [(String, JSONValue)] = [
      ("name", .text(name)), ("jobs", .integer(forecast.rows.reduce(0) { $0 + $1.jobs })), ("stale", .integer(stale)),
      ("seconds", .number(forecast.seconds)), ("workers", .integer(forecast.workers)), ("threads", .integer(forecast.threads)),
      ("worker_bytes", .integer(forecast.workerMemory)), ("memory_bytes", .integer(forecast.memory)),
      ("disk_bytes", .integer(forecast.disk)),
      (
        "kinds",
        .array(
          forecast.rows.map { row in
            .object([
              "round": .integer(row.round), "kind": .text(row.kind), "jobs": .integer(row.jobs), "stale": .integer(row.stale),
              "thread_seconds": .number(row.seconds), "worker_bytes": .integer(row.memory), "disk_bytes": .integer(row.disk),
            ])
          })
      ),
    ]
    return .object(Dictionary(fields + numbers) { first, _ in first })
  }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded(.up))) s"
    case ..<7_200: "\(Int((seconds / 60).rounded(.up))) minutes"
    default: "\((seconds / 3_600).fixed(1)) hours"
    }
  }
}
