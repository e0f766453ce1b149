import Experiments
import Jobs
import Reporting

/// What a dry run says: jobs by kind, minutes, memory, disk, and the learning-rate grid.
struct PlanTable {
  private let reproduction: Reproduction, forecast: Forecast, prefixes: SharedPrefixes, isChosen: Bool

  init(_ reproduction: Reproduction, workers: Int, threads: Int) throws {
    let plan = try reproduction.plan()
    self.reproduction = reproduction
    forecast = Forecast(rounds: plan.rounds, workers: workers, threads: threads)
    prefixes = try SharedPrefixes(plan.rounds.flatMap(\.graph.jobs), in: reproduction.campaign.space)
    isChosen = plan.isChosen
  }

  private var stale: Int { forecast.rows.reduce(0) { $0 + $1.stale } }
  private var grid: [Double] { reproduction.learningRates }

  func text() throws -> String {
    let table = try Table(
      "plan", title: reproduction.experiment.title,
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
    let experiment = reproduction.experiment, jobs = forecast.rows.reduce(0) { $0 + $1.jobs }
    let rates = grid.map { $0.fixed(4) }.joined(separator: ", ")
    var lines = [
      "\(experiment.name):", Console.rendered(table),
      stale == 0
        ? "nothing to do: all \(jobs) jobs are done"
        : "\(stale) of \(jobs) jobs to run: about \(Self.time(forecast.seconds)) with \(forecast.workers) workers × \(forecast.threads) threads",
      "memory: \(forecast.workerMemory >> 20) MB in the largest worker, \(forecast.memory >> 20) MB at once; disk: "
        + "\((Double(forecast.disk) / 1_048_576).fixed(1)) MB",
      "one-shot scores: \(prefixes)",
      reproduction.campaign.pilots.isEmpty
        ? "learning rates: set by the experiment"
        : "learning rates tried: \(rates)"
          + (isChosen ? "; chosen" : "; the second round supposes the recipe's own until the pilots have run"),
    ]
    if let absence = reproduction.absence {
      lines.append("planned by the sizes that are declared, for the images are not here: \(absence)")
    }
    if let absence = reproduction.tableAbsence { lines.append("planned without the published table: \(absence)") }
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      "name": .text(reproduction.experiment.name), "jobs": .integer(forecast.rows.reduce(0) { $0 + $1.jobs }), "stale": .integer(stale),
      "seconds": .number(forecast.seconds), "workers": .integer(forecast.workers), "threads": .integer(forecast.threads),
      "worker_bytes": .integer(forecast.workerMemory), "memory_bytes": .integer(forecast.memory), "disk_bytes": .integer(forecast.disk),
      "subnets": .integer(prefixes.subnets), "prefix_saving": .number(prefixes.saving),
      "learning_rates": .array(grid.map { .number($0) }), "rates_chosen": .flag(isChosen),
      "data_present": .flag(reproduction.absence == nil), "table_present": .flag(reproduction.tableAbsence == nil),
      "kinds": .array(
        forecast.rows.map { row in
          .object([
            "round": .integer(row.round), "kind": .text(row.kind), "jobs": .integer(row.jobs), "stale": .integer(row.stale),
            "thread_seconds": .number(row.seconds), "worker_bytes": .integer(row.memory), "disk_bytes": .integer(row.disk),
          ])
        }),
    ])
  }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded(.up))) s"
    case ..<7_200: "\(Int((seconds / 60).rounded(.up))) minutes"
    default: "\((seconds / 3_600).fixed(1)) hours"
    }
  }
}
