import Digests
import Engine
import Experiments
import Jobs
import Proxies
import Spaces
import Strategies
import Testing
import Training

@Suite struct RankingPlanTests {
  let ranking: RankingPlan
  let rates = ["SPOS": 0.5, "EF": 1, "FairNAS": 0.5]

  init() throws { ranking = try Samples.ranking() }

  @Test func jobsAreCounted() throws {
    // Three strategies of the grid's, two rates; twenty nets, eight of them twice; four strategies, two seeds.
    #expect(ranking.pilots.count == 6)
    #expect(ranking.standAlone.count == 28)
    let supernets = ranking.supernets(rates: rates)
    #expect(supernets.count == 8)
    // The design at the end, followed at 0.5 and at the end; untrained for one strategy; the histogram in the first seed.
    let counts = try supernets.map { try ranking.evaluations(of: $0).count }
    #expect(counts == [5, 4, 4, 3, 4, 3, 4, 3])
  }

  @Test func otherPoliciesScoreTheSameNetsOfOneStrategysSupernets() throws {
    let policies = "policies: {compared: [{name: inherited}, {name: moving, batches: 3, size: 16}], strategy: EF, nets: 9}"
    let varied = try Samples.ranking("  followed: 6", "  followed: 6\n  \(policies)")
    for (own, other) in zip(varied.supernets(rates: rates), ranking.supernets(rates: rates)) {
      #expect(own.spec == other.spec)
      let evaluations = try varied.evaluations(of: own), more = evaluations.dropFirst(try ranking.evaluations(of: other).count)
      #expect(more.map(\.spec.policy) == (own.label == "EF" ? [.inherited, .moving(batches: 3, size: 16)] : []))
      for evaluation in more {
        #expect(evaluation.spec.architectures == evaluations[0].spec.architectures.prefix(9).map(\.self))
        #expect(evaluation.population == "policies" && evaluation.spec.passes == own.spec.passes)
      }
    }
  }

  @Test func anglesAreTakenAtTheEndOfEachSupernetWhereTheyAreAskedFor() throws {
    #expect(try ranking.supernets(rates: rates).allSatisfy { try ranking.angles(of: $0) == nil })
    let asked = try Samples.ranking("followed: 6", "followed: 6\n  angles: true"), supernets = asked.supernets(rates: rates)
    // Nothing else is another job for it.
    #expect(supernets.map(\.spec) == ranking.supernets(rates: rates).map(\.spec))
    #expect(try supernets.map { try asked.angles(of: $0) } == supernets.map { AngleSpec(try JobReference($0.spec), passes: 60) })
  }

  @Test func aStrategyMayHaveABudgetAndSoAScheduleOfItsOwn() throws {
    let short = try Samples.ranking("- {label: SPOS, strategy: {name: spos}}", "- {label: SPOS, strategy: {name: spos}, passes: 24}")
    let supernets = short.supernets(rates: rates)
    #expect(supernets.map(\.spec.passes) == [24, 24, 60, 60, 60, 60, 60, 60])
    #expect(supernets[0].spec.snapshots == [0, 12] && supernets[2].spec.snapshots == [0, 30])
    #expect(try short.evaluations(of: supernets[0]).map { $0.spec.passes } == [24, 0, 12, 24, 24])
    #expect(supernets[2...].map(\.spec) == ranking.supernets(rates: rates)[2...].map(\.spec))
    #expect(short.pilots[0].spec.passes == 24)
    let error = #expect(throws: ExperimentError.self) {
      try Samples.ranking(
        "strategy: {name: strict-fairness, gradients: sum}}", "strategy: {name: strict-fairness, gradients: sum}, passes: 31}")
    }
    #expect(error?.description.contains("supernets.strategies.3.passes") == true, "\(String(describing: error))")
  }

  /// Another schedule shares its strategy's rate and has no pilots; pilots may be a share of the passes, in whole steps.
  @Test func schedulesOfOneStrategyShareItsRateAndPilotsMayBeShort() throws {
    let spos = "- {label: SPOS, strategy: {name: spos}}"
    let both = try Samples.ranking(spos, "\(spos)\n    - {label: SPOS 1/3, strategy: {name: spos}, scheduleOf: SPOS, passes: 18}")
    #expect(both.pilots.count == 6 && both.pilots.allSatisfy { $0.entry.label != "SPOS 1/3" })
    let supernets = both.supernets(rates: rates), third = supernets.filter { $0.label == "SPOS 1/3" }
    #expect(third.count == 2 && third.allSatisfy { $0.spec.passes == 18 && $0.spec.recipe.schedule.peak == 0.05 })
    #expect(supernets.filter { $0.label != "SPOS 1/3" }.map(\.spec) == ranking.supernets(rates: rates).map(\.spec))
    let short = try Samples.ranking("  pilotSeed: 100", "  pilotSeed: 100\n  pilotShare: 0.25\n  extensions: 3")
    // Sixty passes; steps of one, two and three of them.
    #expect(short.pilots.map(\.spec.passes) == [15, 15, 14, 14, 15, 15] && short.pilots.allSatisfy { $0.spec.mayDiverge == true })
    #expect(short.supernets(rates: rates).map(\.spec) == ranking.supernets(rates: rates).map(\.spec))
    #expect(ranking.pilots.allSatisfy { $0.spec.mayDiverge == nil })
  }

  @Test(arguments: [
    ("strategy: {name: spos}, scheduleOf: EF, passes: 18", "scheduleOf", "another strategy"),
    ("strategy: {name: spos}, scheduleOf: SPOS", "passes", "is missing"),
    ("strategy: {name: spos}, scheduleOf: SPOSS, passes: 18", "scheduleOf", "should be one of SPOS, EF"),
  ])
  func aScheduleThatIsNoneIsNamed(entry: String, field: String, reason: String) throws {
    let spos = "- {label: SPOS, strategy: {name: spos}}"
    let error = #expect(throws: ExperimentError.self) { try Samples.ranking(spos, "\(spos)\n    - {label: other, \(entry)}") }
    let text = "\(error.map { "\($0)" } ?? "")"
    #expect(text.contains("supernets.strategies.1.\(field)") && text.contains(reason), "\(text)")
  }

  /// Of the arms with linear maps alone; nothing else is another job for it.
  @Test func mapsAreDroppedAtTheEndOfTheirSupernetsWhereItIsAsked() throws {
    let spos = "- {label: SPOS, strategy: {name: spos}}", both = "\(spos)\n    - {label: LET, strategy: {name: spos}, skips: {linear: he}}"
    let plain = try Samples.ranking(spos, both)
    let text = Samples.text(spos, both).replacing("  followed: 6", with: "  followed: 6\n  dropsMaps: true")
    let asked = try RankingPlan(try StrictYAML.decode(RankingExperiment.self, text, file: "a.yaml"), data: Samples.data)
    let rates = rates.merging(["LET": 1]) { own, _ in own }
    for (own, other) in zip(asked.supernets(rates: rates), plain.supernets(rates: rates)) {
      #expect(own.spec == other.spec)
      #expect(try plain.dropped(of: other) == nil)
      #expect(try asked.evaluations(of: own).map(\.spec) == plain.evaluations(of: other).map(\.spec))
      let dropped = try asked.dropped(of: own)
      #expect((dropped != nil) == (own.label == "LET"))
      var same = try asked.evaluations(of: own)[0].spec
      same.dropsMaps = true
      if let dropped { #expect(dropped == same) }
    }
    let claimed = text.replacing("first: FairNAS, second: SPOS", with: "first: LET, second: LET without maps")
    _ = try StrictYAML.decode(RankingExperiment.self, claimed, file: "a.yaml")
    let error = #expect(throws: ExperimentError.self) { try Samples.ranking("  followed: 6", "  followed: 6\n  dropsMaps: true") }
    #expect("\(error.map { "\($0)" } ?? "")".contains("evaluation.dropsMaps"))
  }

  /// A job a seed, which draws weights and minibatch; claims may name what tables call a proxy.
  @Test func proxiesScoreTheDesignsNetsUnderEachSeed() throws {
    #expect(ranking.proxies.isEmpty)
    let asked = try Samples.ranking(
      "followed: 6", "followed: 6\n  proxies: {names: [naswot, snip], batch: 8, seeds: [11, 12]}")
    #expect(asked.proxies.map(\.initializations) == [[11], [12]] && asked.proxies.map(\.batches) == [[11], [12]])
    for spec in asked.proxies {
      #expect(spec.architectures == asked.design.map(\.text) && spec.proxies == [.naswot, .snip] && spec.batch == 8)
      #expect(spec.data == asked.standAlone[0].data && spec.space == asked.space)
    }
    let claimed = Samples.text("followed: 6", "followed: 6\n  proxies: {names: [naswot], batch: 8, seeds: [11]}")
      .replacing("first: FairNAS", with: "first: NASWOT")
    _ = try RankingPlan(try StrictYAML.decode(RankingExperiment.self, claimed, file: "a.yaml"), data: Samples.data)
    #expect(throws: ExperimentError.self) { try Samples.ranking("first: FairNAS", "first: NASWOT") }
    #expect(throws: ExperimentError.self) {
      try Samples.ranking("followed: 6", "followed: 6\n  proxies: {names: [naswot], batch: 401, seeds: [11]}")
    }
  }

  /// What tables call a strategy, and how its nets were chosen, decide no bit: another word trains and scores nothing anew.
  @Test func wordsAreNoPartOfAJob() throws {
    let other = try RankingPlan(
      try StrictYAML.decode(
        RankingExperiment.self, Samples.text.replacing("SPOS", with: "uniform").replacing("name: small", with: "name: other"),
        file: "a.yaml"),
      data: Samples.data)
    func digests(_ ranking: RankingPlan) throws -> [String] {
      try ranking.supernets(rates: ["SPOS": 1, "uniform": 1, "EF": 1, "FairNAS": 1]).flatMap { supernet in
        try [Job(supernet.spec).digest.hex] + ranking.evaluations(of: supernet).map { try Job($0.spec).digest.hex }
      }
    }
    #expect(try digests(ranking) == digests(other))
  }

  @Test func strategiesHaveEqualPassesAndTheirChosenRates() {
    let supernets = ranking.supernets(rates: rates)
    #expect(Set(supernets.map(\.spec.passes)) == [60])
    #expect(supernets.map(\.label) == ["SPOS", "SPOS", "EF", "EF", "EF, lr/3", "EF, lr/3", "FairNAS", "FairNAS"])
    let expected = [0.05, 0.05, 0.1, 0.1, 0.033333, 0.033333, 0.05, 0.05]
    for (supernet, rate) in zip(supernets, expected) { #expect(abs(supernet.spec.recipe.schedule.peak - rate) < 1e-12) }
  }

  /// What differs between strategies of one seed is the strategy and its rate: weights and images come from the seed.
  @Test func aSeedIsOneStartForAllStrategies() {
    let all = ranking.supernets(rates: ["SPOS": 1, "EF": 1, "FairNAS": 1])
    for seed in [1, 2] {
      let specs = all.map(\.spec).filter { $0.seed == seed }.map { spec in
        var same = spec
        (same.strategy, same.recipe.schedule.peak) = (.spos(UniformSampling()), 1)
        return same
      }
      #expect(specs.count == 4 && Set(specs).count == 1)
    }
  }

  /// Linear skips belong to supernets, their pilots and what is scored in them; nets, design and probes are everyone's.
  @Test func anArmOfLinearSkipsTrainsTheStabilisedSpace() throws {
    let spos = "- {label: SPOS, strategy: {name: spos}}"
    let both = try Samples.ranking(spos, "\(spos)\n    - {label: LET, strategy: {name: spos}, skips: {linear: identity}}")
    let pilots = both.pilots.filter { $0.entry.label == "LET" }, plain = both.space
    #expect(pilots.count == 2 && pilots.allSatisfy { $0.spec.space == plain.stabilised(.identity) })
    let supernets = both.supernets(rates: rates.merging(["LET": 1]) { own, _ in own })
    #expect(supernets.allSatisfy { $0.spec.space.alone == plain && ($0.spec.space.skips == nil) == ($0.label != "LET") })
    #expect(both.standAlone == ranking.standAlone && both.design.map(\.text) == ranking.design.map(\.text))
    let own = try #require(supernets.first { $0.label == "LET" }), other = try #require(supernets.first { $0.label == "SPOS" })
    #expect(own.spec.probes == other.spec.probes)
    #expect(
      try both.evaluations(of: own).map(\.spec.architectures)
        == both.evaluations(of: other).filter { $0.spec.passes != 0 }.map(\.spec.architectures))
    // The other arms' jobs are what they were.
    #expect(
      try supernets.filter { $0.label != "LET" }.map { try Job($0.spec).digest }
        == ranking.supernets(rates: rates).map { try Job($0.spec).digest })
  }

  /// SPOS's supernets have no scale and shift, its nets have both; design and probes are everyone's.
  @Test func anArmWithoutAffineTrainsThatFormAndRetrainsTheSpaceItself() throws {
    let spos = "- {label: SPOS, strategy: {name: spos}}"
    let both = try Samples.ranking(spos, "\(spos)\n    - {label: plain, strategy: {name: spos}, affine: false}")
    let supernets = both.supernets(rates: rates.merging(["plain": 1]) { own, _ in own }).filter { $0.label == "plain" }
    #expect(!supernets.isEmpty && supernets.allSatisfy { $0.spec.space == both.space.withoutAffine && $0.spec.space != both.space })
    #expect(both.standAlone == ranking.standAlone && both.design.map(\.text) == ranking.design.map(\.text))
  }

  @Test func aSpaceWithoutSkipsHasNoSuchArm() throws {
    let text = Samples.text.replacing("{name: spos}}", with: "{name: spos}, skips: {linear: he}}").replacing(
      "{name: nas-bench-macro, stem: 4, widths: [8, 8, 8], depths: [2, 2, 2], head: 16}",
      with: "{name: fairnas, stem: 4, widths: [8, 8], depths: [1, 1], strides: [1, 2], stemStride: 1, head: 16}")
    let experiment = try StrictYAML.decode(RankingExperiment.self, text, file: "a.yaml")
    let error = #expect(throws: ExperimentError.self) { try RankingPlan(experiment, data: Samples.data) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("supernets.strategies.0.skips: is said, and no candidate of fairnas is a skip"))
  }

  @Test func snapshotsAreWholeStepsOfAllStrategies() throws {
    let ranking = try Samples.ranking("snapshots: [0, 0.5]", "snapshots: [0, 0.35, 0.5, 0.51]")
    // Steps of 1, 2 and 3 passes: multiples of 6.
    #expect(ranking.supernets(rates: rates).allSatisfy { $0.spec.snapshots == [0, 18, 30] })
  }

  @Test func theSupernetIsScoredWhereTheSpecSaysItIsKept() throws {
    for supernet in ranking.supernets(rates: rates) {
      let kept = Set(supernet.spec.snapshots + [supernet.spec.passes])
      for evaluation in try ranking.evaluations(of: supernet) {
        #expect(kept.contains(evaluation.spec.passes ?? -1))
        #expect(evaluation.spec.architectures.count == evaluation.inclusion.count)
      }
    }
  }

  /// Nothing of the strategies is in a stand-alone net's digest, so that all strategies, seeds and nights share it.
  @Test(arguments: [
    ("- {label: SPOS, strategy: {name: spos}}", "- {label: SPOS, strategy: {name: strict-fairness, gradients: mean}}"),
    ("seeds: [1, 2]\n  recipe", "seeds: [7, 8, 9]\n  recipe"), ("rates: [1, 0.5]", "rates: [2]"),
    ("name: small", "name: other"), ("margin: 0.1", "margin: 0.2"), ("followed: 6", "followed: 3"), ("repeated: 8", "repeated: 20"),
  ]) func standAloneNetsKnowNoStrategy(_ part: String, _ other: String) throws {
    let mine = try ranking.standAlone.prefix(20).map { try Job($0).digest }
    let others = try Samples.ranking(part, other).standAlone.prefix(20).map { try Job($0).digest }
    #expect(mine == others)
  }

  @Test func theFirstNetsAreSpreadOverTheDepths() throws {
    let space = ranking.space
    let depths = try ranking.design.map { space.depth(of: try space.architecture($0.text)) }
    #expect(Set(depths.prefix(5)).count == 5)
    let repeated = ranking.standAlone.filter { $0.seed == 2 }.map(\.architecture)
    #expect(repeated == ranking.design.prefix(8).map(\.text))
    // Eight nets of five depths and more: none taken three times.
    #expect(Dictionary(grouping: depths.prefix(8)) { $0 }.values.allSatisfy { $0.count <= 2 })
  }

  @Test func budgetsOfNetsAloneAreWholeEpochs() { #expect(ranking.standAlone.allSatisfy { $0.passes == 2 * (400 / 16) }) }

  /// What only the images and the space can refuse.
  @Test(arguments: [
    ("passes: 60", "passes: 61", "supernets.passes"), ("batch: 16", "batch: 401", "supernets.recipe.batch"),
    ("k: 5", "k: 21", "primary.k"),
    ("validation: 80", "validation: 490", "data.split.validation"),
    ("validation: 80", "validation: 80, training: 401", "data.split.training"),
    ("validation: 80", "validation: 80, training: 39", "data.split.recalibration"),
    ("validation: 80", "validation: 80, test: 161", "data.split.test"),
    ("validation: 80", "validation: 80, test: 155", "evaluation.blocks"),
    ("depths: [2, 2, 2]", "depths: [2, 2]", "space.widths"),
    (
      "followed: 6", "followed: 6\n  policies: {compared: [{name: batch, size: 30}], strategy: EF, nets: 9}", "data.split.validation"
    ),
    (
      "followed: 6", "followed: 6\n  policies: {compared: [{name: moving, batches: 9, size: 401}], strategy: EF, nets: 9}",
      "data.split.training"
    ),
  ]) func theFieldThatDoesNotFitIsNamed(_ part: String, _ other: String, _ field: String) throws {
    let error = #expect(throws: ExperimentError.self) { try Samples.ranking(part, other) }
    guard case .value(field, _) = error else { Issue.record("\(String(describing: error)) instead of \(field)"); return }
  }

  @Test func specsAreReadBackAsTheyWere() throws {
    let jobs =
      try ranking.pilots.map { try Job($0.spec) } + ranking.standAlone.map { try Job($0) }
      + ranking.evaluations(of: ranking.supernets(rates: rates)[0]).map { try Job($0.spec) }
    for job in jobs {
      let again = try JobKinds.house.job(reading: job.text)
      #expect(again == job && again.text == job.text)
    }
  }

  /// All nets are scored at the end; of them a sample is followed, for the first of the list are no sample.
  @Test func publishedNetsAreScoredAndNotTrained() throws {
    let experiment = try StrictYAML.decode(RankingExperiment.self, Samples.published, file: "small.yaml")
    let ranking = try RankingPlan(experiment, data: Samples.data)
    #expect(ranking.standAlone.isEmpty && ranking.design.count == 729 && ranking.design.allSatisfy { $0.inclusion == 1 })
    let supernet = ranking.supernets(rates: rates)[7], scored = try ranking.evaluations(of: supernet)
    let texts = ranking.design.map(\.text)
    #expect(scored.map(\.population) == ["design", "followed", "followed"] && scored[0].spec.architectures == texts)
    #expect(scored[1].spec.architectures == scored[2].spec.architectures && scored[1].spec.architectures.count == 6)
    #expect(Set(scored[1].spec.architectures).isSubset(of: texts) && scored[1].spec.architectures != Array(texts.prefix(6)))
    #expect(scored[1].inclusion.allSatisfy { abs($0 - 6 / 729) < 1e-12 })
  }
}
