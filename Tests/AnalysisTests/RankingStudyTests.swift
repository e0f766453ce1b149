import Analysis
import FoundationEssentials
import Spaces
import Statistics
import Store
import Streams
import SimulatedStudies
import Testing

@Suite struct RankingStudyTests {
  let runs: SimulatedRuns
  let study: RankingStudy

  init() throws {
    runs = try SimulatedRuns()
    study = try runs.study()
  }

  private func scores(_ strategy: String, passes: Int = 3_000) -> [[Double]] {
    runs.evaluations.filter { $0.label == strategy && $0.run.passes == passes }.map { $0.run.counts.map(\.accuracy) }
  }
  private var target: [Double] {
    runs.texts.map { text in
      let accuracies = runs.standAlone.filter { $0.architecture == text }.map { 100 * $0.test.accuracy }
      return accuracies.reduce(0, +) / Double(accuracies.count)
    }
  }

  @Test func rowsHoldTheTausOfTheirRuns() throws {
    #expect(study.strategies.map(\.strategy) == ["SPOS", "expectation fairness", "strict fairness"])
    for row in study.strategies {
      let direct = try StrategyTau(scores: scores(row.strategy), target: target)
      #expect(row.ranks.tau().value == direct.summary() && row.seeds == [0, 1, 2, 3] && row.digests.count == 4)
      let depth = try runs.texts.map { runs.space.depth(of: try runs.space.architecture($0)) }
      #expect(
        row.ranks.tau(over: .withinStrata).value
          == (try StrategyTau(scores: scores(row.strategy), target: target, kind: .withinStrata(depth)).summary()))
      #expect(row.expense?.passes == 3_000 && row.expense?.cpuSeconds == 20)
      #expect(row.training.levels.count == 4 && row.training.levels.allSatisfy { $0.value?.isNotTrained == false })
      // Probes rise by 10⁻⁴ a pass: 7.5 points over the last quarter of 3,000.
      #expect(row.training.span == 2_250...3_000 && row.training.lateGain.value?.state == .rising && row.training.divergedEarly == 0)
      #expect(row.training.lateGain.value?.gains.allSatisfy { abs($0 - 7.5) < 1e-9 } == true)
      #expect(row.reliability.value.map { $0 > 0.5 && $0 <= 1 } == true)
      #expect(row.ranks.top?.value.map { $0.regret.value < $0.randomRegret && $0.regret.interval?.scope == .theStrategy } == true)
      let others: [ComparedPairs] = [.ofSpace, .resolvable, .amongPredictedBest(share: 0.5)]
      #expect(others.allSatisfy { row.ranks.tau(over: $0).value != nil })
      // 16 of the 32 nets with a second run.
      #expect(row.ranks.tau(over: .amongBest(share: 0.5)).reason?.contains("nets in the slice") == true)
    }
    let spos = try StrategyTau(scores: scores("SPOS"), target: target),
      fair = try StrategyTau(scores: scores("strict fairness"), target: target)
    #expect(study.strategies[0].ranks.difference(to: "SPOS") == nil)
    #expect(study.strategies[2].ranks.difference(to: "SPOS")?.value == (try fair.difference(to: spos, sharedSeeds: true)))
  }

  @Test func verdictsFollowTheTruthOfTheSimulation() {
    let contrasts = study.claims.compactMap { claim in claim.contrast.value.map { Verdict.Contrast(claim.claim.text, $0) } }
    #expect(study.claims.map(\.verdict) == Verdict.all(contrasts))
    #expect(study.claims[0].verdict?.finding == .supported && study.claims[2].verdict?.finding == .contradicted)
    #expect(study.claims[1].verdict?.interval.map { $0.low < 0 && $0.high > 0 } == true)
    #expect(study.claims[0].nets == 96 && study.claims[0].supernets == 4 && study.claims[0].runsPerNet == "1–2")
    #expect(study.claims[0].verdict?.minimumDetectableDifference.map { $0 > 0.02 && $0 < 0.3 } == true)
  }

  /// Expectation fairness stands for a control that is not there, strict fairness for one that is.
  @Test func equivalenceNeedsAControlThatWasDetected() throws {
    func finding(_ control: Primary.Claim?) throws -> Verdict.Finding? {
      try runs.study {
        $0.claims = [$0.claims[1]]
        ($0.control, $0.margin) = (control, 0.5)
      }.claims[0].verdict?.finding
    }
    let seen = Primary.Claim(text: "known", source: "simulated", first: "strict fairness", second: "SPOS")
    let unseen = Primary.Claim(text: "known", source: "simulated", first: "expectation fairness", second: "SPOS")
    #expect(try finding(nil) == .inconclusive && finding(unseen) == .inconclusive && finding(seen) == .equivalent)
    let row = try #require(try runs.study { $0.control = seen }.control)
    #expect(row.detects && row.verdict?.interval?.level == 0.95)
    #expect(try abs(#require(row.inMargins) - #require(row.contrast.value).value / 0.1) < 1e-12)
    // It is no member of the family.
    #expect(try runs.study { $0.control = seen }.claims.map { $0.verdict?.adjustedP } == study.claims.map { $0.verdict?.adjustedP })
  }

  /// All supernets of the simulation have one training level: there the direct effect is the difference itself.
  @Test func theDirectEffectIsReadAtEqualTrainingLevel() throws {
    let claim = Primary.Claim(text: "direct", source: "made up", first: "strict fairness", second: "SPOS", measure: .directEffect)
    let study = try runs.study { $0.claims.append(claim) }
    #expect(study.levels.count == 12 && study.levels.allSatisfy { abs($0.level - 0.405) < 1e-12 })
    let row = try #require(study.claims.last)
    #expect(abs((row.level ?? 0) - 0.405) < 1e-12 && row.contrast.value?.value == study.claims[0].contrast.value?.value)
    #expect(study.levels[0].tau.value == study.strategies[0].ranks.each[0].value)
    // Another schedule must be there to be read.
    let missing = try runs.study {
      $0.claims.append(claim)
      $0.schedules = ["SPOS": ["SPOS 1/3"]]
    }
    #expect(missing.claims.last?.contrast.reason?.contains("supernets of SPOS 1/3") == true)
    var none = runs
    none.supernets = []
    let absent = try none.study { $0.claims.append(claim) }
    #expect(absent.claims.last?.contrast.reason?.contains("training level") == true && absent.claims.last?.verdict == nil)
  }

  @Test func baselinesAndReferenceLinesAreOnTheSameNets() throws {
    #expect(
      study.baselines.map(\.name)
        == ["parameters", "MACs", "activations", "depth", "ridge on choices", "depth + MACs + parameters", "untrained supernet"])
    // What is fitted has the mean of twenty draws of the nets that it is fitted on; costs are fitted on thirty.
    for row in study.baselines[4...5] {
      let draws = try #require(row.draws?.value)
      #expect(draws.count == 20 && Set(draws).count > 10 && row.tau().value?.perSupernet == draws)
      #expect(row.tau().value?.theStrategy.absence == .noSupernet && row.each.isEmpty)
    }
    #expect(study.baselines.prefix(4).allSatisfy { $0.draws == nil })
    let macs = try runs.texts.map { Double(CostTable(runs.space).cost(of: try runs.space.architecture($0)).macs) }
    #expect(study.baselines[1].tau().value?.value == (try KendallTau(macs, target).tauB))
    #expect(abs(study.baselines[6].tau().value?.value ?? 1) < 0.15)
    #expect(["parameters", "MACs", "activations", "depth"].contains(study.bestTrivialBaseline))
    // Counted from the layers themselves: what each activation writes for one image.
    let activations = try runs.texts.map { text in
      Double(
        runs.space.layers(of: try runs.space.architecture(text)).flatMap(\.leaves).reduce(0) { sum, layer in
          if case .activation = layer.layer { sum + layer.output.positions * layer.output.channels } else { sum }
        })
    }
    #expect(study.baselines[2].tau().value?.value == (try KendallTau(activations, target).tauB))
    #expect(study.lines.repeatedNets == 32)
    // Runs differ by one point, nets by four: s is near 1 and the oracle near .85.
    #expect(study.lines.noise.value.map { abs($0 - 1) < 0.35 } == true)
    #expect(study.lines.oracle.value.map { $0.value > 0.8 && $0.value < 0.95 && $0.interval != nil } == true)
    #expect((study.lines.oracleWithinStrata?.value?.value ?? 1) < (study.lines.oracle.value?.value ?? 0))
    #expect(study.lines.replicate.value.map { $0.value > 0.6 && $0.count == 32 } == true)
    #expect(study.shortTraining.value.map { $0.value < study.lines.replicate.value?.value ?? 0 } == true)
  }

  @Test func agreementHoldsSeedsCheckpointsAndCosts() {
    let labels = study.agreement.labels
    #expect(labels.count == 3 * (4 + 1) + 3 && labels.contains("SPOS seed 0 after 1500 passes") && labels.last == "stand-alone")
    for i in labels.indices {
      #expect(study.agreement.taus[i][i].value == 1)
      for j in labels.indices { #expect(study.agreement.taus[i][j] == study.agreement.taus[j][i]) }
    }
  }

  @Test func tauRisesWithPassesAndThirteenNetsAreShown() {
    let points = study.tauAgainstPasses.filter { $0.strategy == "strict fairness" && $0.seed == 2 }
    #expect(points.map(\.passes) == [0, 1_500, 3_000])
    #expect(
      (points[0].tau.value?.value ?? 1) < (points[1].tau.value?.value ?? 0) && points[2].probeAccuracy == 0.405 && points[2].loss == 0.5)
    #expect(study.thirteenNets.map(\.first) == ["expectation fairness", "strict fairness"])
    #expect(
      study.thirteenNets.allSatisfy { $0.second == "SPOS" && $0.studies.value?.count == 3 && $0.studies.value?[0].first.count == 200 })
    #expect(study.populations.count == 12 && study.nets.count == 96 && study.nets[0].oneShot.map(\.count) == [4, 4, 4])
  }

  @Test func theStudyIsAValueThatCanBeWrittenAndMadeAgain() throws {
    let again = try JSONDecoder().decode(RankingStudy.self, from: try JSONEncoder().encode(study))
    #expect(again == study)
    #expect(try runs.study() == study)
    var shuffled = runs, random = RandomStream(seed: 1, "shuffle")
    random.shuffle(&shuffled.standAlone)
    random.shuffle(&shuffled.evaluations)
    #expect(try shuffled.study() == study)
  }

  @Test func runsThatDoNotFitAreNamed() throws {
    #expect(throws: AnalysisError.noRuns(kind: "evaluation", wanted: "policy batch and population design")) {
      try runs.study { $0.policy = "batch" }
    }
    #expect(
      throws: AnalysisError.unknownName("GDAS", known: ["SPOS", "expectation fairness", "strict fairness"] + study.baselines.map(\.name))
    ) {
      try runs.study { $0.claims[0].first = "GDAS" }
    }
    var twice = runs
    twice.standAlone.append(runs.standAlone[0])
    #expect(throws: AnalysisError.twice(run: "stand-alone run \(runs.texts[0]) of seed 0")) { try twice.study() }
    var more = runs, random = RandomStream(seed: 1, "more")
    more.standAlone.append(runs.run("00000000", seed: 0, accuracy: 0.5, &random))
    if !runs.texts.contains("00000000") {
      #expect(throws: AnalysisError.missingScore(run: "the evaluation of SPOS, seed 0, after 3000 passes", architecture: "00000000")) {
        try more.study()
      }
    }
    var none = runs
    none.standAlone = []
    #expect(throws: AnalysisError.noRuns(kind: "stand-alone", wanted: "any architecture")) { try none.study() }
  }

  @Test func oneSupernetAndDivergedNetsAreSaid() throws {
    var small = runs, random = RandomStream(seed: 2, "diverged")
    small.evaluations = runs.evaluations.filter { $0.run.seed == 0 }
    let last = small.standAlone.removeFirst()
    small.standAlone.insert(runs.run(last.architecture, seed: 0, accuracy: 0.99, diverged: true, &random), at: 0)
    small.standAlone.removeAll { $0.architecture == last.architecture && $0.seed > 0 }
    let study = try small.study()
    #expect(study.strategies[0].ranks.tau().value?.theStrategy.absence == .oneSupernet)
    #expect(study.claims.allSatisfy { $0.verdict?.finding == .inconclusive })
    #expect(study.divergedRuns == 1 && study.nets.first { $0.architecture == last.architecture }?.target == [0])
  }

  /// A strategy whose supernets are of the other form of the space.
  private func stabilised(_ space: Space, only seed: Int? = nil) throws -> RankingStudy {
    var other = runs
    let label = SpaceLabel(name: space.name, digest: try space.digest())
    other.evaluations = runs.evaluations.map { own in
      guard own.label == "strict fairness", seed == nil || own.run.seed == seed else { return own }
      let run = own.run
      return PopulationScores(
        own.label, population: own.population, inclusion: own.inclusion,
        EvaluationRun(
          header: run.header, space: label, strategy: run.strategy, seed: run.seed, supernet: run.supernet, passes: run.passes,
          policy: run.policy, architectures: run.architectures, counts: run.counts, loss: run.loss))
    }
    return try other.study()
  }

  @Test func supernetsOfEitherFormOfTheSpaceAreHeldAgainstTheSameNets() throws {
    #expect(try stabilised(runs.space.stabilised()) == study)
    #expect(throws: AnalysisError.self) { try stabilised(runs.space.stabilised(), only: 1) }
    #expect(throws: AnalysisError.self) { try stabilised(.nasBenchMacro()) }
  }

  @Test func steadinessIsTheLogRatioOfDeviationsWithinDepthAndFollowsItsClaim() throws {
    let claims = [
      Primary.Claim(text: "ranks better", source: "FairNAS", first: "strict fairness", second: "SPOS"),
      Primary.Claim(text: "is steadier", source: "made up", first: "strict fairness", second: "SPOS", measure: .steadiness, follows: true),
      Primary.Claim(text: "ranks like it", source: "made up", first: "expectation fairness", second: "SPOS"),
      Primary.Claim(
        text: "is not steadier", source: "made up", first: "expectation fairness", second: "SPOS", measure: .steadiness, follows: true),
    ]
    let study = try runs.study { $0.claims = claims }, depth = try runs.texts.map { runs.space.depth(of: try runs.space.architecture($0)) }
    let ratios = try zip(scores("strict fairness"), scores("SPOS")).map { fair, spos in
      Elementary.log(
        try #require(try StratumSpread(spos, strata: depth).deviation) / #require(try StratumSpread(fair, strata: depth).deviation))
    }
    let contrast = try #require(study.claims[1].contrast.value)
    #expect(zip(contrast.perSupernet, ratios).allSatisfy { abs($0 - $1) < 1e-12 } && contrast.perSupernet.count == 4)
    // Noise of .01 beside .06 on nets that differ by .03: far steadier.
    #expect(study.claims.map { $0.verdict?.finding }.prefix(2) == [.supported, .supported])
    #expect(study.claims[3].verdict?.finding == .notTested)
    let row = try #require(study.strategies.first { $0.strategy == "strict fairness" })
    #expect(row.spreads.count == 4 && row.spreads.allSatisfy { $0.value?.bands.map(\.count).reduce(0, +) == 96 })
    // Losses of epochs at 750, 1500, 2250 and 3000 passes are 2, 1, 2/3, 1/2.
    #expect(row.training.lossChanges.allSatisfy { $0.map { abs($0 - 0.5) < 1e-12 } == true })
    #expect(row.training.pathDeviations.allSatisfy { $0.map { abs($0 - 0.005 * 2.0.squareRoot()) < 1e-12 } == true })
  }
}
