import Analysis
import SimulatedStudies
import Statistics
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

  @Test func aNetWithoutANumberIsNamed() throws {
    let runs = try SimulatedRuns()
    #expect(throws: AnalysisError.missingScore(run: "angle of SPOS", architecture: runs.texts[0])) {
      try runs.study(predictions: [predictions(runs, missing: 1)])
    }
  }
}
