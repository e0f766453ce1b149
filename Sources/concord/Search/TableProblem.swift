import Analysis
import ArgumentParser
import Experiments
import Jobs
import Search
import Spaces

/// What is searched in a table, and how.
struct TableProblem: ParsableArguments {
  @Option(help: "A space of the catalogue.") var space: String?
  @Option(help: "The column of scores, larger is better; published accuracies by default.") var column: String?
  @Option(help: "The column of architectures.") var net: String?
  @Option(help: "A searcher: its name, or a mapping with its options.") var algorithm: String?
  @Option(
    help:
      "Parted by commas: score, macs, parameters, few-parameters, latency; score alone by default. Parameters are to be many, few-parameters few."
  ) var objectives: String?
  @Option(help: ArgumentHelp("Most multiply-adds of a net, such as 60e6.", valueName: "MACs")) var bound: Double?
  @Option(help: ArgumentHelp("A look-up table: place,operation,milliseconds with a row 'fixed'.", valueName: "file"), completion: .file())
  var latency: String?

  /// Whether any of it was said.
  var isGiven: Bool {
    [space, column, net, algorithm, objectives, latency].contains { $0 != nil } || bound != nil
  }

  func validate() throws {
    if net != nil, column == nil { throw ValidationError("--net goes with --column.") }
    if let bound, !(bound > 0 && bound.isFinite) { throw ValidationError("--bound: \(bound) is not a number of multiply-adds above 0.") }
  }

  /// The search as a job's spec. Throws where the table, the space or the algorithm is none.
  ///
  /// - Parameter scored: an evaluation's run file, which then is the table.
  func spec(_ table: String, _ scored: ScoredNets?, evaluations: Int, seed: Int) throws -> SearchSpec {
    if scored != nil, column != nil || space != nil {
      throw ValidationError("--column and --space go with other tables: the run file says its space and has one score a net.")
    }
    let space = try scored?.space ?? Catalogue.space(named: space ?? "nas-bench-macro"), costs = CostTable(space)
    let words = (objectives ?? "score").split(separator: ",").map { $0.trimmingPrefix(" ") }
    guard Set(words.map { $0 == "few-parameters" ? "parameters" : $0 }).count == words.count else {
      throw ValidationError("--objectives: one of them is named twice.")
    }
    let aims = try words.map { word -> SearchSpec.Aim in
      guard let own = word == "score" ? .accuracy : SearchExperiment.ObjectiveName(rawValue: String(word)),
        word == "score" || ![.accuracy, .psnr].contains(own)
      else {
        throw ValidationError("--objectives: '\(word)' is none of score, macs, parameters, few-parameters, latency.")
      }
      return switch own {
      case .accuracy, .psnr:
        if let scored {
          SearchSpec.Aim(own.objective, .evaluation(scored.evaluation))
        } else {
          SearchSpec.Aim(Objective("score", .maximize), .table(try scores(table, space)))
        }
      case .macs: SearchSpec.Aim(own.objective, .cost(.macs, of: space))
      case .parameters, .fewParameters: SearchSpec.Aim(own.objective, .cost(.parameters, of: space))
      case .latency: SearchSpec.Aim(own.objective, .lookup(try latencies(of: space)))
      }
    }
    let algorithm = try DeclaredAlgorithm(reading: algorithm ?? "evolution", option: "--algorithm").algorithm
    guard aims.count == 1 || algorithm.isMultiObjective else {
      throw ValidationError("--objectives: \(algorithm.name.rawValue) goes by one objective; nsga2 by several.")
    }
    if let fault = algorithm.fault(objectives: aims.count) { throw ValidationError("--algorithm: \(fault.field) \(fault.reason).") }
    let constraints = bound.map { [PathConstraint(costs.macs, atMost: $0)] } ?? []
    // A bound that no network meets is the command line's fault, and is known now.
    _ = try SearchProblem(space, objectives: aims.map(\.objective), constraints: constraints)
    return SearchSpec(
      space: space, aims: aims, constraints: constraints, algorithm: algorithm,
      evaluations: evaluations, seed: seed)
  }

  private func latencies(of space: Space) throws -> LookupTable {
    guard let latency else { throw ValidationError("--objectives: latency needs --latency with a look-up table.") }
    return try LookupTable(reading: try InputFile(latency).bytes, of: space, file: latency)
  }

  private static func isJSON(_ bytes: [UInt8]) -> Bool { bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{") }

  /// A score of every network of the space.
  private func scores(_ table: String, _ space: Space) throws -> SearchSpec.NetTable {
    let nets = try PathIndex(space).networks(named: space)
    if let column {
      let bytes = try InputFile(table).bytes
      guard !table.hasSuffix(".xz"), !Self.isJSON(bytes) else {
        throw ValidationError("--column: \(table) is no CSV: leave --column out for a table in NAS-Bench-Macro's layout.")
      }
      let read = try ScoreColumns(reading: bytes, file: table, net: net ?? "architecture", columns: [column])
      return SearchSpec.NetTable(nets: nets, values: try read.values(of: column, for: nets, in: space))
    }
    let bytes = try ShippedTable.content(table)
    guard Self.isJSON(bytes) else {
      throw ValidationError(
        "--column: \(table) is no JSON in NAS-Bench-Macro's layout: name its column of scores by --column if it is a CSV.")
    }
    let truth = try SearchTruth(try PublishedTable(reading: bytes, of: space, what: "scores", source: table), of: space)
    return SearchSpec.NetTable(nets: truth.nets, values: truth.values)
  }
}

extension PathIndex {
  /// Canonical texts of all networks. Throws where there are more than a million.
  fileprivate func networks(named space: Space) throws -> [String] {
    guard count <= 1_000_000 else {
      throw ValidationError("--space: \(space.name) has \(count) networks, more than a table can hold: search it on a supernet.")
    }
    return paths.map { space.text(of: Architecture(path: $0)) }
  }
}
