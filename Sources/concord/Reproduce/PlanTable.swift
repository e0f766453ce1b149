import Digests
import Experiments
import Jobs
import Reporting

/// What a dry run says: jobs by round and kind, minutes, memory, disk, and what the experiment remarks.
struct PlanTable {
  let plan: ExperimentPlan
  private let name: String, title: String, forecast: Forecast, isSlurms: Bool
  private let remarks: [PlanRemark]

  /// - Parameter workers: of this machine; nil where Slurm runs the jobs, whenever it does.
  init(_ reproduction: any Reproduction, workers: Int?, threads: Int) throws {
    let results = reproduction.surroundings.results
    plan = try reproduction.plan()
    (name, title, isSlurms) = (reproduction.name, reproduction.title, workers == nil)
    forecast = Forecast(
      rounds: try plan.rounds.map { ($0.jobs, try results.stale($0.jobs).map(\.job)) }, of: try plan.graph(in: results, threads: threads),
      workers: workers ?? 1, threads: threads)
    remarks = try reproduction.remarks(on: plan)
  }

  /// Wall-clock seconds of what is left to do, as estimated; where Slurm runs it of one task after another.
  var seconds: Double { forecast.seconds }

  private var stale: Int { forecast.rows.reduce(0) { $0 + $1.stale } }

  func text() throws -> String {
    let sentences = remarks.compactMap(\.sentence)
    guard !forecast.rows.isEmpty else { return (["\(name): no jobs, seconds"] + sentences).joined(separator: "\n") }
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
    let threads = counted(forecast.threads, "thread")
    let lines = [
      "\(name):", Console.rendered(table),
      stale == 0
        ? "nothing to do: all \(jobs) jobs are done"
        : "\(stale) of \(counted(jobs, "job")) to run: about \(Self.time(forecast.seconds)) "
          + (isSlurms
            ? "one after another with \(threads) each; when they run is Slurm's to say"
            : "with \(counted(forecast.workers, "worker")) × \(threads)"),
      "memory: \(forecast.workerMemory >> 20) MB in the largest worker\(isSlurms ? "" : ", \(forecast.memory >> 20) MB at once"); disk: "
        + "\((Double(forecast.disk) / 1_048_576).fixed(1)) MB",
    ]
    return (lines + sentences).joined(separator: "\n")
  }

  /// - Parameter slurm: what of it Slurm would be handed.
  func json(slurm: JSONValue? = nil) -> JSONValue {
    let fields: [(String, JSONValue)] = [
      ("name", .text(name)), ("jobs", .integer(forecast.rows.reduce(0) { $0 + $1.jobs })), ("stale", .integer(stale)),
      ("seconds", .number(forecast.seconds)), ("workers", isSlurms ? .null : .integer(forecast.workers)),
      ("threads", .integer(forecast.threads)),
      ("worker_bytes", .integer(forecast.workerMemory)), ("memory_bytes", isSlurms ? .null : .integer(forecast.memory)),
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
    let remarked = remarks.compactMap { remark in remark.field.map { ($0, remark.value) } }
    return .object(Dictionary(fields + remarked + (slurm.map { [("slurm", $0)] } ?? [])) { first, _ in first })
  }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded(.up))) s"
    case ..<7_200: "\(Int((seconds / 60).rounded(.up))) minutes"
    default: "\((seconds / 3_600).fixed(1)) hours"
    }
  }
}
