import Analysis
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Statistics
import Testing

@Suite struct ShrinkingExperimentTests {
  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(Fixtures.root)/Benchmarks/\(name).yaml")), as: UTF8.self)
  }

  private func reproduction(_ text: String, absenceAllowed: Bool = false) throws -> any Reproduction {
    try ExperimentKinds.house.experiment(reading: text, file: "a.yaml").reproduction(
      Surroundings(
        results: Results(try TemporaryFolder().path), environment: ["CONCORD_TABLES": Fixtures.root], absenceAllowed: absenceAllowed))
  }

  /// Means of operations as a script of another language gives them (docs/methods.md), and what shrinking by exact scores keeps.
  @Test func theTableOfTheProjectIsShrunkByEveryScore() throws {
    let own = try reproduction(try text("smoke/shrinking")), report = try #require(try own.report() as? ShrinkingReport)
    let study = report.study, exactMeans = study.means.map { $0.map { (1_000 * ($0 ?? 0)).rounded() / 1_000 } }
    let ranked = exactMeans.enumerated().flatMap { choice, row in row.enumerated().map { ("\(choice):\($0)", $1) } }.sorted { $0.1 < $1.1 }
    #expect(ranked.prefix(4).map(\.0) == ["3:0", "0:0", "2:0", "1:0"] && ranked.prefix(4).map(\.1) == [87.920, 88.666, 88.708, 88.970])
    #expect(ranked.suffix(3).map(\.0) == ["1:2", "2:2", "0:2"] && ranked.suffix(3).map(\.1) == [91.118, 91.313, 91.338])
    #expect(
      study.rows.map(\.score) == ["whole space", "SPOS", "FairNAS", "parameters", "MACs", "activations", "depth", "exact", "random"]
        && study.courses.count == 24)
    #expect(try own.plan().jobs.isEmpty && study.nets == 3_969)
    let exact = study.rows[7], random = study.rows[8]
    // A control of a thousand shrinkings is known to some hundredths of a point (an independent script: 90.09 and regret 1.08 of 600).
    #expect(abs(random.mean.value - 90.09) < 0.3 && abs(random.regret.value - 1.08) < 0.15 && random.mean.count == 1_000)
    let claim = try #require(study.claims.first { $0.claim.second == "random" })
    let means = study.courses.filter { $0.score == claim.claim.first }.map { ($0.steps.last?.mean ?? 0) - random.mean.value }
    #expect(claim.claim.measure == .mean && claim.difference.value?.count == 3)
    #expect(abs((claim.difference.value?.value ?? 0) - means.reduce(0, +) / 3) < 1e-9)
    #expect(exact.mean.value > random.mean.value && exact.mean.value > study.mean + 1 && exact.regret.value < 0.2)
    #expect(
      exact.tau.value.map { $0.value > 0.5 } == true
        && study.courses.allSatisfy { $0.score == "whole space" || ($0.steps.last?.codes ?? 65) <= 64 })
    for course in study.courses {
      #expect(zip(course.steps, course.steps.dropFirst()).allSatisfy { $1.gone == $0.gone + 2 && $1.nets < $0.nets && $1.best <= $0.best })
    }
    // Made again, the same.
    #expect((try own.report() as? ShrinkingReport)?.study.courses == study.courses)
  }

  /// A search that may evaluate all nets finds the one that its supernet scores best, which is read here from the columns alone.
  @Test func searchesFindWhatTheirSupernetRanksFirst() throws {
    let text = try text("smoke/shrinking"), few = try study(text)
    let all = try study(text.replacing("evaluations: 50", with: "evaluations: 4000"))
    let table = try Data(contentsOf: URL(filePath: "\(Fixtures.root)/results/reference/nas-bench-macro-1000/scores.csv"))
    let lines = String(decoding: table, as: UTF8.self).split(separator: "\n").map { $0.split(separator: ",") }
    let target = try #require(lines[0].firstIndex(of: "target"))
    for seed in 1...3 {
      let column = try #require(lines[0].firstIndex(of: "SPOS seed \(seed)"))
      let scores = try lines.dropFirst().map { try #require(Double($0[column])) }, best = try #require(scores.max())
      let first = try #require(scores.firstIndex(of: best)), truth = try #require(Double(lines[first + 1][target]))
      let whole = try #require(all.courses.first { $0.score == "whole space" && $0.seed == seed })
      #expect(scores.count == 3_969 && whole.steps.count == 1 && whole.tau.value == nil)
      #expect(abs(try #require(whole.found) - truth) < 1e-9)
    }
    #expect((all.courses + few.courses).allSatisfy { course in course.found.map { $0 <= course.steps.last?.best ?? 0 } == true })
    #expect(zip(all.courses, few.courses).contains { $0.found != $1.found })
    let claim = try #require(few.claims.last), rows = few.rows.filter { ["SPOS", "whole space"].contains($0.score) }
    let values = Dictionary(uniqueKeysWithValues: rows.map { ($0.score, $0.found.value?.value ?? .nan) })
    #expect(claim.claim.measure == .found)
    #expect(abs((claim.difference.value?.value ?? 0) - (values["SPOS"] ?? 0) + (values["whole space"] ?? 0)) < 1e-9)
  }

  private func study(_ text: String) throws -> ShrinkingStudy { try #require(try reproduction(text).report() as? ShrinkingReport).study }

  @Test func aRankingsSupernetsComeFirstWithTheirAnglesAndScoresOfAllNets() throws {
    let text = try text("nightly/shrinking").replacing("Benchmarks/nightly", with: "\(Fixtures.root)/Benchmarks/nightly")
    let plan = try reproduction(text, absenceAllowed: true).plan(), kinds = plan.jobs.map(\.kind)
    // Three pilots and a supposed one stand in front; four extensions have rounds.
    #expect(plan.rounds.count == 6 && kinds.count { $0 == "supernet" } == 4 + 6)
    #expect(kinds.count { $0 == "angles" } == 6 && kinds.count { $0 == "evaluation" } == 6 && kinds.count == 22)
  }

  @Test func everyScoreHasSupernetsOfItsOwnWhereTheyAreTrainedBetweenSteps() throws {
    let text = try text("nightly/shrinking-trained").replacing("Benchmarks/nightly", with: "\(Fixtures.root)/Benchmarks/nightly")
    let plan = try reproduction(text, absenceAllowed: true).plan(),
      specs = plan.rounds.last?.jobs.compactMap { $0.spec as? SupernetSpec } ?? []
    #expect(specs.count == 18 && plan.jobs.count == 18 + 4 && Set(plan.jobs.map(\.digest)).count == 22)
    #expect(Set(specs.map(\.passes)) == [5265] && specs.allSatisfy { $0.snapshots.isEmpty })
    #expect(
      specs.count { $0.shrinking?.score == .angle } == 6
        && specs.allSatisfy { ($0.shrinking?.images == nil) == ($0.shrinking?.score != .accuracy) })
    for (old, new, said) in [
      ("first: 527", "first: 5270", "training.first: is 5270, should be from 1 to the 5265 passes"),
      ("[angle, accuracy, random]", "[angle, angle]", "training.scores name a score twice"),
      (
        "second: accuracy", "second: magnitude",
        "is 'magnitude', should be another of angle, accuracy, random, parameters, MACs, activations, depth, exact"
      ),
    ] {
      #expect(text.contains(old))
      let error = #expect(throws: ExperimentError.self) { try reproduction(text.replacing(old, with: new), absenceAllowed: true) }
      #expect(error?.description.contains(said) == true, "\(String(describing: error))")
    }
  }

  @Test(arguments: [
    ("nightly/angles.yaml", "nightly/ranking.yaml", "whose truth is not published for all nets"),
    ("nightly/angles.yaml", "nightly/nas-bench-macro.yaml", "which has no 'angles: true'"),
    ("strategy: SPOS", "strategy: SPAS", "is 'SPAS', should be one of SPOS"),
  ]) func aRankingThatCannotServeIsNamed(old: String, new: String, said: String) throws {
    let text = try text("nightly/shrinking").replacing("Benchmarks/nightly", with: "\(Fixtures.root)/Benchmarks/nightly")
    #expect(text.contains(old))
    let error = #expect(throws: ExperimentError.self) {
      try reproduction(text.replacing(old, with: new, maxReplacements: 1), absenceAllowed: true)
    }
    #expect(error?.description.contains(said) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    (
      "first: SPOS", "first: SPAS",
      "is 'SPAS', should be one of SPOS, FairNAS, parameters, MACs, activations, depth, random, exact, whole space"
    ),
    ("drop: 2", "drop: 0", "shrinking.drop is 0"),
    ("measure: mean", "measure: meen", "'meen'"), ("label: FairNAS", "label: random", "should be a name of its own"),
    ("SPOS seed 2, ", "", "as many in each group"), ("margin: 0.5", "margin: 0", "is 0.0, should be above 0"),
    ("seed: 1", "ranking: a.yaml\nseed: 1", "stands beside scores"), ("space: {name: nas-bench-macro}\n", "", "space is missing"),
    ("by: SPOS", "by: exact", "search.by is 'exact', should be one of SPOS, FairNAS"),
    ("searches: 20", "searches: 0", "search.searches is 0"),
    ("search: {by: SPOS, evaluations: 50, searches: 20}\n", "", "should be another of"),
  ]) func whatIsWrongIsNamed(old: String, new: String, said: String) throws {
    let text = try text("smoke/shrinking")
    #expect(text.contains(old), "\(old)")
    let error = #expect(throws: ExperimentError.self) {
      try ExperimentKinds.house.experiment(reading: text.replacing(old, with: new, maxReplacements: 1), file: "a.yaml")
    }
    #expect(error?.description.contains(said) == true, "\(String(describing: error))")
  }
}
