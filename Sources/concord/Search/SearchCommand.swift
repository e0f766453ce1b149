import ArgumentParser
import Digests
import Experiments
import FoundationEssentials
import Jobs
import Search
import Spaces
import Statistics
import Store

/// `concord search`: one search by hand, on a table of scores or on what an experiment declares.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Search a space by a table's scores, or as an experiment declares it.",
    discussion: """
      A table is a JSON object in NAS-Bench-Macro's layout, a CSV file with a column of architectures and one of scores for every network \
      of the space, or the run file of an evaluation that scored all of them; '.xz' is decompressed where it is the table that ships with the project. Algorithms: random, evolution, \
      aging-evolution, local-search, nsga2; options are written as in experiments. Objectives besides the score: macs, parameters, latency.

      EXAMPLES
        concord search --table Benchmarks/tables/nas-bench-macro_cifar10.json.xz --algorithm evolution
        concord search --table scores.csv --column 'SPOS seed 1' --algorithm '{name: evolution, population: 10, top: 5}' --bound 60e6
        concord search --table scores.csv --column one_shot --algorithm nsga2 --objectives score,macs --evaluations 400 --json
        concord search search --searcher 'evolution of 10' --seed 7
        concord search spos-search --searcher evolution --supernet 2
      """)

  @Argument(help: "A declared experiment of searches, by name.") var experiment: String?
  @Option(help: ArgumentHelp("A file of scores.", valueName: "file"), completion: .file()) var table: String?
  @OptionGroup var problem: TableProblem
  @Option(help: "Different networks that may be evaluated; the experiment's, or 400.") var evaluations: Int?
  @Option(help: "Seed of the search; the experiment's, or 1.") var seed: Int?
  @Option(help: "A searcher of the experiment, by its label.") var searcher: String?
  @Option(help: "A column of the experiment's scores; exact accuracies by default.") var scores: String?
  @Option(help: ArgumentHelp("The seed of the experiment's supernet.", valueName: "seed")) var supernet: Int?
  @Option(help: "smoke, laptop, nightly or paper: a folder of experiments.") var profile = "laptop"
  @Option(help: "Where profiles are.") var benchmarks = ProfileFolder.shipped
  @Option(help: "The folder of run files.") var results = "results"
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var step: Step

  func validate() throws {
    guard (experiment == nil) != (table == nil) else { throw ValidationError("Name an experiment or give --table.") }
    if let evaluations, !(1...1_000_000).contains(evaluations) {
      throw ValidationError("--evaluations: \(evaluations) is not from 1 to 1000000.")
    }
    if let seed, !(0...SearchSpec.greatestSeed).contains(seed) {
      throw ValidationError("--seed: \(seed) is not from 0 to \(SearchSpec.greatestSeed).")
    }
    guard !results.isEmpty else { throw ValidationError("--results: name a folder.") }
    guard experiment == nil || searcher != nil else { throw ValidationError("--searcher: say which searcher of the experiment.") }
    if table != nil, searcher != nil || scores != nil || supernet != nil {
      throw ValidationError("--searcher, --scores and --supernet go with an experiment, not with --table.")
    }
    if table == nil, problem.isGiven {
      throw ValidationError("--algorithm, --objectives and the like go with --table; an experiment declares its own.")
    }
  }

  func run() throws {
    try HeldBLAS.hold()
    // The job of an evaluation's scores lies where the evaluation does.
    let isRunFile = table?.hasSuffix(".h5") == true
    let folder = isRunFile ? try ResultsFolder(of: table ?? "", kind: EvaluationRun.kind).path : results
    let surroundings = Surroundings(results: Results(folder), environment: ProcessInfo.processInfo.environment)
    let scored = isRunFile ? try ScoredNets(table ?? "", in: surroundings.results) : nil
    let spec =
      try experiment.map { try declared($0, surroundings) }
      ?? problem.spec(table ?? "", scored, evaluations: evaluations ?? 400, seed: seed ?? 1)
    let path = try step.run(spec, label: "search", results: surroundings.results)
    let outcome = try SearchOutcome(try SearchRun(reading: path), of: spec.algorithm, spec.space)
    Console.result(json ? try outcome.json(path).rendered() : outcome.text(path))
  }

  private func declared(_ name: String, _ surroundings: Surroundings) throws -> SearchSpec {
    let file = "\(benchmarks)/\(profile)/\(name).yaml"
    let text = try InputFile.experiment(file)
    let declared = try ExperimentKinds.house.experiment(reading: text, file: file)
    guard let searches = try declared.reproduction(surroundings) as? any SearchDeclaring else {
      throw ValidationError("\(name) declares no searches: name an experiment of searches, such as search or spos-search.")
    }
    var spec = try searches.spec(of: SearchRequest(searcher ?? "", scores: scores, supernet: supernet, seed: seed))
    if let evaluations { spec.evaluations = evaluations }
    return spec
  }
}
