import Analysis
import SimulatedStudies
import Statistics
import Store
import Testing

@Suite struct NetPredictionsTests {
  /// A number a net and seed that has nothing to do with the texts' order.
  private func predictions(_ runs: SimulatedRuns, missing: Int = 0) -> NetPredictions {
    NetPredictions(
      "angle of SPOS", seeds: [0, 1, 2, 3],
      scores: (0..<4).map { seed in
        Dictionary(uniqueKeysWithValues: runs.texts.dropFirst(missing).enumerated().map { ($1, Double(($0 * 37 + seed * 11) % 53)) })
      })
  }

  @Test func theyAreBaselinesByTheNetsOfTheDesignWhateverTheirOrder() throws {
    let runs = try SimulatedRuns(), own = predictions(runs), study = try runs.study(predictions: [own])
    let row = try #require(study.baselines.last), target = study.nets.map { $0.target.reduce(0, +) / Double($0.target.count) }
    let scores = try own.scores.map { column in try study.nets.map { try #require(column[$0.architecture]) } }
    #expect(row.name == "angle of SPOS" && row.seeds == [0, 1, 2, 3])
    #expect(row.tau().value == (try StrategyTau(scores: scores, target: target).summary()))
    #expect(
      row.tau(over: .withinStrata).value
        == (try StrategyTau(scores: scores, target: target, kind: .withinStrata(study.nets.map(\.depth))).summary()))
    #expect(study.strategies[0].ranks.difference(to: "angle of SPOS")?.value?.perSupernet.count == 4)
  }

  @Test func aClaimMayNameThemAndSpeakOfPairsOfEqualDepth() throws {
    let runs = try SimulatedRuns(), own = predictions(runs)
    func claim(_ over: Primary.Pairs?) -> Primary.Claim {
      Primary.Claim(text: "angle ranks better", source: "AngleNAS", first: "angle of SPOS", second: "SPOS", over: over)
    }
    let study = try runs.study(predictions: [own]) { $0.claims = [claim(nil), claim(.all), claim(.withinDepth)] }
    let depth = study.nets.map(\.depth), target = study.nets.map { $0.target.reduce(0, +) / Double($0.target.count) }
    let spos = study.nets.map { $0.oneShot[0] }, seeds = 0..<4
    func difference(_ kind: TauKind) throws -> TwoIntervals {
      let angle = try seeds.map { seed in try study.nets.map { try #require(own.scores[seed][$0.architecture]) } }
      return try StrategyTau(scores: angle, target: target, kind: kind)
        .difference(to: try StrategyTau(scores: seeds.map { seed in spos.map { $0[seed] } }, target: target, kind: kind), sharedSeeds: true)
    }
    #expect(study.claims.map(\.contrast.value) == [try difference(.b), try difference(.b), try difference(.withinStrata(depth))])
    #expect(study.claims[0].contrast.value != study.claims[2].contrast.value)
  }

  /// A baseline a strategy, its supernets by rising seed, so that it is compared with them seed by seed.
  @Test func scoresWithoutMapsAreABaselineOfTheirStrategy() throws {
    let runs = try SimulatedRuns()
    let evaluations = runs.evaluations.filter { $0.run.passes == 1_500 && $0.label != "expectation fairness" }.reversed()
    let dropped = NetPredictions.dropped(evaluations.map { LabelledRun($0.label, $0.run) })
    #expect(
      dropped.map(\.name) == ["strict fairness without maps", "SPOS without maps"] && dropped.allSatisfy { $0.seeds == [0, 1, 2, 3] })
    let study = try runs.study(predictions: dropped) {
      $0.claims = [.init(text: "rests on its maps", source: "control", first: "SPOS", second: "SPOS without maps")]
    }
    let row = try #require(study.baselines.last), target = study.nets.map { $0.target.reduce(0, +) / Double($0.target.count) }
    let columns = runs.evaluations.filter { $0.run.passes == 1_500 && $0.label == "SPOS" }.map { $0.run.scores.map(\.mean) }
    #expect(row.tau().value == (try StrategyTau(scores: columns, target: target).summary()))
    #expect(study.claims[0].contrast.value?.perSupernet.count == 4)
  }

  @Test func aNetWithoutANumberIsNamed() throws {
    let runs = try SimulatedRuns()
    #expect(throws: AnalysisError.missingScore(run: "angle of SPOS", architecture: runs.texts[0])) {
      try runs.study(predictions: [predictions(runs, missing: 1)])
    }
  }
}
