import Analysis
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Search
import Spaces
import Testing

@Suite struct SearchExperimentTests {
  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(Fixtures.root)/Benchmarks/smoke/\(name).yaml")), as: UTF8.self)
  }

  private func reproduction(_ text: String) throws -> any Reproduction {
    try ExperimentKinds.house.experiment(reading: text, file: "a.yaml").reproduction(
      Surroundings(results: Results(try TemporaryFolder().path), environment: ["CONCORD_TABLES": Fixtures.root]))
  }

  @Test func pilotsComeFirstAndTheTunedSearchersAreSupposedUntilThen() throws {
    let plan = try reproduction(try text("search")).plan()
    #expect(plan.rounds.map(\.isSupposed) == [false, true] && plan.rounds[1].jobs.count == 2)
    let labels = plan.rounds[0].jobs.map(\.label)
    #expect(labels.contains("search evolution on SPOS seed 2") && labels.contains("search random"))
    #expect(labels.count { $0.hasPrefix("search reinforced") || $0.hasPrefix("search hierarchical") } == 13, "\(labels)")
  }

  @Test(arguments: [
    ("algorithm: {name: random}", "algorithm: {name: rondom}", "is 'rondom', should be one of random, evolution"),
    ("population: 10", "poplation: 10", "no key 'poplation' here; did you mean 'population'?"),
    ("label: evolution of 10", "label: random", "which stands there twice"), ("marks: [1, 10", "marks: [1, 1", "should be rising numbers"),
    ("objectives: [accuracy, macs]", "objectives: [accuracy, latency]", "name latency, which has no table"),
    (
      "first: evolution, second: random, at: 200, margin", "first: evolution, second: rondom, at: 200, margin",
      "is 'rondom', should be the label"
    ),
    ("second: random, at: 200, margin", "second: random, at: 2000, margin", "is 2000, should be from 1 to the 400 evaluations"),
    ("scores: SPOS, margin", "scores: SPAS, margin", "is 'SPAS', should be one of SPOS, FairNAS, all supernets"),
    ("weights: [0.4, 0.4, 0.2]", "weights: [0.4, 0.4]", "are 2, should be one for each of 3 objectives"),
    ("policy: {name: factorized}", "policy: {name: factorised}", "is 'factorised', should be one of"),
    (
      "controls:\n  - {text: Local search beats random search, source: positive control, measure: accuracy, first: local",
      "controls:\n  - {text: x, source: y, measure: accuracy, first: lokal", "controls.0.first is 'lokal search', should be the label"
    ),
    ("first: local search, second: random", "first: evolution, second: random", "controls.0.first is 'evolution' as in a claim"),
    ("first: local search, second: random", "atLeast: true, first: local search, second: random", "controls.0.atLeast is true"),
    ("plane: natural", "plane: unnatural", "plane is 'unnatural'"),
    ("seed: 100000", "seed: 3", "pilots have seeds that are not used later"),
  ]) func whatIsWrongIsNamed(old: String, new: String, said: String) throws {
    let text = try text("search")
    #expect(text.contains(old), "\(old)")
    let error = #expect(throws: ExperimentError.self) {
      try ExperimentKinds.house.experiment(reading: text.replacing(old, with: new, maxReplacements: 1), file: "a.yaml")
    }
    #expect(error?.description.contains(said) == true, "\(String(describing: error))")
  }

  /// Super-resolution nets by a made column of PSNR: three objectives, multiply-adds and parameters of nets that were counted by themselves.
  private func decibels(_ folder: TemporaryFolder, leaving out: Int = 0) throws -> String {
    let space = try Catalogue.space(named: "sr-512")
    let nets = try PathIndex(space).paths.map { space.text(of: Architecture(path: $0)) }
    let rows = nets.dropLast(out).enumerated().map { "\($1),\(20 + Double($0 % 37) / 10)" }
    try (["net,PSNR"] + rows).joined(separator: "\n").write(toFile: folder["scores.csv"], atomically: true, encoding: .utf8)
    return """
      name: made
      title: What finds the best nets of sr-512?
      space: {name: sr-512}
      images: {height: 14, width: 14, channels: 1}
      truth: {file: \(folder["scores.csv"]), net: net, column: PSNR, metric: psnr, what: made, source: here}
      searchers:
        - {label: random, algorithm: {name: random}, objectives: [psnr], evaluations: 60}
        - {label: natural, algorithm: {name: nsga2, population: 10, limit: 21}, objectives: [psnr, macs, few-parameters], evaluations: 60}
      searches: 3
      marks: [10, 60]
      primary: [{text: a, source: b, measure: psnr, first: natural, second: random, at: 60, margin: 0.05}]
      plane: natural
      """
  }

  @Test func aColumnOfDecibelsIsATruth() throws {
    let folder = try TemporaryFolder(), jobs = try reproduction(try decibels(folder)).plan().jobs
    let spec = try #require(jobs.first { $0.label == "search natural" }?.spec as? SearchSpec)
    #expect(spec.aims.map(\.objective.name) == ["PSNR", "MACs", "parameters"])
    #expect(spec.aims.map(\.objective.direction) == [.maximize, .minimize, .minimize])
    guard case .nsga2(let options) = spec.algorithm else { throw CancellationError() }
    #expect(options.limit == 21)
    // The committed table of the space's nets has the multiply-adds of net 002 (14 × 14 images).
    let table = try String(contentsOfFile: "\(Fixtures.root)/results/reference/sr-512/scores.csv", encoding: .utf8)
    #expect(table.contains("\n002,3,3273984,16617,"))
    #expect(CostTable(spec.space).cost(of: try spec.space.architecture("002")) == Cost(parameters: 16617, macs: 3_273_984))
  }

  @Test(arguments: [
    ("objectives: [psnr]", "objectives: [accuracy]", "objectives should begin with psnr"),
    ("measure: psnr", "measure: accuracy", "is 'accuracy', and the truth is of psnr"),
    ("column: PSNR, metric", "column: dB, metric", "has no column 'dB'"), ("net: net, column: PSNR, ", "", "is of a column"),
    ("macs, few-parameters", "parameters, few-parameters", "name one objective twice"), ("height: 14", "height: 0", "images.height is 0"),
    ("net: net, ", "", "goes with 'column'"),
  ]) func whatIsWrongInATruthOfDecibelsIsNamed(old: String, new: String, said: String) throws {
    let folder = try TemporaryFolder(), text = try decibels(folder)
    #expect(text.contains(old), "\(old)")
    let error = #expect(throws: (any Error).self) { try reproduction(text.replacing(old, with: new, maxReplacements: 1)).plan() }
    #expect(error.map { "\($0)".contains(said) } == true, "\(String(describing: error))")
  }

  @Test func aColumnThatLacksANetIsNoTruth() throws {
    let folder = try TemporaryFolder(), text = try decibels(folder, leaving: 1)
    let error = #expect(throws: AnalysisError.self) { try reproduction(text).plan() }
    #expect(error?.description.contains("511 of the 512 networks") == true)
  }

  @Test func aTableThatIsNotThereLeavesNoJobsAndIsTheReason() throws {
    let own = try reproduction(try text("search").replacing("nas-bench-macro_cifar10.json.xz", with: "other.json.xz"))
    #expect(own.absence.map { "\($0)".contains("other.json.xz is missing") } == true)
    #expect(try own.plan().jobs.isEmpty && own.remarks(on: own.plan()).contains { $0.sentence?.contains("other.json.xz") == true })
  }

  @Test(arguments: [
    ("first: evolution, second: random net", "first: revolution, second: random net", "is 'revolution', should be one of evolution"),
    ("label: random search", "label: random net", "should be a name of its own"), ("bound: 1.5e5", "bound: 0", "bound is 0"),
    ("population: 10", "population: 0", "population is 0, should be from 1"),
  ]) func whatIsWrongInASearchOnSupernetsIsNamed(old: String, new: String, said: String) throws {
    let text = try text("spos-search")
    #expect(text.contains(old), "\(old)")
    let error = #expect(throws: ExperimentError.self) {
      try ExperimentKinds.house.experiment(reading: text.replacing(old, with: new, maxReplacements: 1), file: "a.yaml")
    }
    #expect(error?.description.contains(said) == true, "\(String(describing: error))")
  }

  @Test func aSearchByBriefTrainingSaysWhatScoresNetsAndTrainsWhatItFinds() throws {
    let text = try text("falsr-search"), own = try reproduction(text), plan = try own.plan()
    #expect(plan.rounds.map(\.isSupposed) == [false, false, true])
    let searches = plan.jobs.compactMap { $0.spec as? SearchSpec }
    let seeds = searches.compactMap { if case .training(let own) = $0.aims[0].source { own.seed } else { nil } }
    #expect(seeds.sorted() == [1, 1, 2, 2] && searches.allSatisfy { $0.constraints.isEmpty })
    #expect(try own.remarks(on: plan).contains { $0.sentence == "what the searches find is trained alone afterwards: at most 4 nets" })
    for (old, new, said) in [
      ("training: {passes", "strategy: SPOS\ntraining: {passes", "training stands beside 'strategy'"),
      ("training: {passes: 6, seed: 1, searches: 2}\n", "", "strategy is missing, and 'training' too"),
      ("searches: 2}", "searches: 0}", "training.searches is 0"),
      ("[psnr, macs, few-parameters]", "[macs, psnr]", "should begin with psnr"),
      ("objectives: [psnr]}", "objectives: [accuracy]}", "by which nets of falsr-small are scored"),
      ("liveSearches", "supernetSearches", "supernetSearches is called 'liveSearches' since version 0.2"),
    ] {
      #expect(text.contains(old), "\(old)")
      let error = #expect(throws: ExperimentError.self) { try reproduction(text.replacing(old, with: new)) }
      #expect(error?.description.contains(said) == true, "\(String(describing: error))")
    }
  }

  @Test func aSearchOnSupernetsNamesWhatItsRankingLacks() throws {
    let text = try text("spos-search").replacing("Benchmarks/smoke", with: "\(Fixtures.root)/Benchmarks/smoke")
    for (old, new, said) in [
      ("strategy: SPOS", "strategy: SPAS", "should be one of SPOS, FairNAS, LET"), ("ranking.yaml", "rankings.yaml", "cannot be read"),
      ("bound: 1.5e5", "bound: 2", "bound"), ("smoke/ranking", "smoke/relaxation", "supernets"),
    ] {
      let error = #expect(throws: ExperimentError.self) { try reproduction(text.replacing(old, with: new)) }
      #expect(error?.description.contains(said) == true, "\(String(describing: error))")
    }
  }

  /// Its searches are not known before the supernets are trained, for what is left stands in them.
  @Test func aSearchInAShrunkSpaceIsSupposedUntilItsSupernetsAreTrained() throws {
    let plan = try reproduction(try text("angle-pipeline")).plan()
    #expect(plan.rounds.map(\.isSupposed) == [false, false, true, true])
    let supernets = plan.jobs.compactMap { $0.spec as? SupernetSpec }, searches = plan.jobs.compactMap { $0.spec as? SearchSpec }
    #expect(supernets.count == 2 && supernets.allSatisfy { $0.shrinking?.score == .angle })
    #expect(searches.count == 4 && searches.allSatisfy { $0.left == nil })
    #expect(try reproduction(try text("spos-pipeline")).plan().rounds.map(\.isSupposed) == [false, false, false, true])
  }

  @Test(arguments: [
    ("        rate: 1\n", "", "strategies.0.rate is missing, should be its own"),
    ("first: 40", "first: 400", "strategies.0.shrinking.first is 400, should be from 1 to the 120 passes"),
    ("drop: 3", "drop: 0", "strategies.0.shrinking.drop is 0"), ("by: angle", "by: angel", "is 'angel', should be one of angle, magnitude"),
    ("replace: 4", "replaced: 4", "no key 'replaced' here; did you mean 'replace'?"),
    ("replace: 4", "images: 4", "stands beside angle, which looks at none"),
  ]) func whatIsWrongInStagesIsNamed(old: String, new: String, said: String) throws {
    let text = try text("angle-pipeline")
    #expect(text.contains(old), "\(old)")
    let error = #expect(throws: ExperimentError.self) {
      try ExperimentKinds.house.experiment(reading: text.replacing(old, with: new, maxReplacements: 1), file: "a.yaml")
    }
    #expect(error?.description.contains(said) == true, "\(String(describing: error))")
  }
}
