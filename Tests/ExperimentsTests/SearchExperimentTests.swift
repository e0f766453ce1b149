import Experiments
import Fixtures
import FoundationEssentials
import Jobs
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
