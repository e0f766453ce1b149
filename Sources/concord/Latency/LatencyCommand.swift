import Analysis
import ArgumentParser
import Digests
import Engine
import Experiments
import Glibc
import Reporting
import Spaces
import Statistics
import Store
import Streams
import Training

/// `concord latency`: what every operation of a space takes on this machine, and whether it adds up.
struct LatencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency", abstract: "Measure a look-up table of latencies on this machine, and whether latencies add up.",
    discussion: """
      SPACE is one of the catalogue, or a variant as experiments write it. Every operation runs by itself, then random networks run as a \
      whole, all of them twice: one image, one thread, \(Latency.warmUps) runs to warm up, the median of \(Latency.runs). Measure on a machine \
      that does nothing else.

      EXAMPLES
        concord latency nas-bench-macro --out latency.csv --networks networks.csv
        concord latency '{name: nas-bench-macro, stem: 4, widths: [8, 16, 32], head: 128}' --image 14 --nets 50
        concord latency --published
        concord search --table scores.csv --column accuracy --algorithm nsga2 --objectives score,latency --latency latency.csv
      """)

  @Argument(help: "A space of the catalogue, or a mapping with a name and sizes.") var space: String?
  @Option(help: ArgumentHelp("Side of the images of a mapping; 32 by default.", valueName: "pixels")) var image: Int?
  @Option(help: "Different random networks that are measured whole; 0 for none.") var nets = 100
  @Option(help: "Of their drawing.") var seed = 1
  @Option(help: ArgumentHelp("Write the table here: place,operation,milliseconds.", valueName: "file"), completion: .file()) var out:
    String?
  @Option(help: ArgumentHelp("Write the networks here, with their sums and measurements.", valueName: "file"), completion: .file())
  var networks: String?
  @Flag(help: "Print latencies that were published, with their rank correlations.") var published = false
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard published == (space == nil) else { throw ValidationError("Name a space, or give --published.") }
    guard nets == 0 || (2...100_000).contains(nets) else { throw ValidationError("--nets: \(nets) is neither 0 nor from 2 to 100000.") }
    guard nets > 0 || networks == nil else { throw ValidationError("--networks: there are none, for --nets is 0.") }
    guard seed >= 0 else { throw ValidationError("--seed: \(seed) is less than 0.") }
    if let image {
      guard (1...4096).contains(image) else { throw ValidationError("--image: \(image) is not from 1 to 4096.") }
      guard space?.contains(":") == true else {
        throw ValidationError("--image: spaces of the catalogue have their size; write '{name: …}' for another.")
      }
    }
  }

  func run() throws {
    guard let name = space else { return try publish() }
    try HeldBLAS.hold()
    let load = Self.load()
    if let warning = Self.warning(load: load) { Console.complain(warning) }
    let space = try SpaceVariant.space(reading: name, image: image ?? 32, option: "SPACE"), start = ContinuousClock.now
    let latency = try Latency(space) { start.duration(to: .now) / .seconds(1) }
    let table = try latency.table()
    let machine = "\(Provenance.cpuModel()), \(KernelLevel.best.rawValue), one thread"
    if let out { try AtomicFile.write(table.csv(of: space, machine: machine), to: out) }
    let study = try nets == 0 ? nil : additivity(table, space, latency)
    if let networks, let study { try AtomicFile.write(try LatencyTables.networks(study).csv, to: networks) }
    if json { return Console.result(try Self.json(table, study, space, machine: machine, load: load).rendered()) }
    Console.result(Console.rendered(try LatencyTables.operations(table, of: space)))
    if let study { Console.result("\n" + Console.rendered(try LatencyTables.additivity(study))) }
  }

  private func additivity(_ table: LookupTable, _ space: Space, _ latency: borrowing Latency) throws -> Additivity {
    var random = RandomStream(seed: UInt64(seed), "latency nets")
    let paths = try space.sample(.uniform(count: nets), &random).members.map(\.path)
    // In passes over all, so that what the machine does meanwhile meets a network's measurements independently.
    var measured = paths.map { _ in [Double]() }
    for _ in 0..<2 { for place in paths.indices { measured[place].append(try latency.milliseconds(of: paths[place])) } }
    return try Additivity(table, of: space, paths: paths, measured: measured)
  }

  private func publish() throws {
    let tables = try LatencyTables.published(PublishedLatency.moga)
    guard json else { return Console.result(tables.map { Console.rendered($0) }.joined(separator: "\n")) }
    let agreement = RankAgreement(PublishedLatency.moga)
    let rows = PublishedLatency.moga.map { row in
      JSONValue.object([
        "name": .text(row.name), "macs_millions": .number(row.macs), "parameters_millions": .number(row.parameters),
        "snpe_ms": .number(row.snpe), "mace_ms": .number(row.mace), "cpu_ms": .number(row.cpu), "top1_percent": .number(row.top1),
      ])
    }
    let taus = zip(agreement.labels, agreement.taus).map { label, row in
      (label, JSONValue.object(Dictionary(uniqueKeysWithValues: zip(agreement.labels, row.map { JSONValue($0.value) }))))
    }
    Console.result(
      try JSONValue.answer(schema: 1, ["rows": .array(rows), "tau_b": .object(Dictionary(uniqueKeysWithValues: taus))]).rendered())
  }

  /// Runnable processes of the last minute; nil where the system does not tell.
  private static func load() -> Double? {
    var load = 0.0
    return getloadavg(&load, 1) == 1 ? load : nil
  }

  /// What is said where other processes run.
  static func warning(load: Double?) -> String? {
    guard let load, load > 0.5 else { return nil }
    return "concord: the load average is \(load.fixed(2)): other processes disturb what is measured; measure again on a quiet machine"
  }

  /// Of `--json`: milliseconds by place and operation, and estimates with their intervals over networks.
  static func json(_ table: LookupTable, _ study: Additivity?, _ space: Space, machine: String, load: Double?) -> JSONValue {
    func estimate(_ answer: Measured<TwoIntervals>?) -> JSONValue { JSONValue(answer?.value?.theseSupernets) }
    let entries = zip(space.choices, table.entries).map { choice, row in
      (
        choice.name,
        JSONValue.object(Dictionary(uniqueKeysWithValues: zip(choice.candidates.map(\.name), row.map { JSONValue.number($0) })))
      )
    }
    var answer: [String: JSONValue] = [
      "space": .text(space.name), "machine": .text(machine), "load": JSONValue(load), "fixed_ms": .number(table.fixed),
      "operations_ms": .object(Dictionary(uniqueKeysWithValues: entries)),
    ]
    if let study {
      answer["additivity"] = .object([
        "nets": .integer(study.nets.count), "tau_b_table": estimate(study.rows[0].tau()), "tau_b_macs": estimate(study.rows[1].tau()),
        "difference": estimate(study.rows[0].difference(to: Additivity.macs)),
        "within_depth_table": estimate(study.rows[0].tau(over: .withinStrata)),
        "within_depth_macs": estimate(study.rows[1].tau(over: .withinStrata)),
        "r_squared": JSONValue(study.determination.value), "median_relative_error": .number(study.medianRelativeError),
        "median_scaled_error": .number(study.medianScaledError), "replicate": JSONValue(study.replicate.value),
      ])
    }
    return .answer(schema: 1, answer)
  }
}
