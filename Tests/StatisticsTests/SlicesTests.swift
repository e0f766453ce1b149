import Testing

import Statistics
import Streams

@Suite struct SlicesTests {
  @Test func theSliceIsChosenByTheOtherSeedBothWays() throws {
    var random = RandomStream(seed: 6, "slice")
    let truth = (0..<80).map { _ in random.normal() }, seeds = (0..<2).map { _ in truth.map { $0 + 0.5 * random.normal() } }
    let scores = truth.map { $0 + random.normal() }
    let half = try StrategyTau.amongBest(share: 0.5, scores: [scores], seeds: seeds)
    var expected: [Double] = []
    for (by, target) in [(0, 1), (1, 0)] {
      let nets = truth.indices.sorted { seeds[by][$0] > seeds[by][$1] }.prefix(40)
      expected.append(try KendallTau(nets.map { scores[$0] }, nets.map { seeds[target][$0] }).tauB)
    }
    #expect(abs(half.perSupernet[0] - expected.mean) < 1e-14)
    #expect(half.estimate().count == 40 && half.estimate().interval != nil)
    let all = try StrategyTau.amongBest(share: 1, scores: [scores], seeds: seeds).perSupernet[0]
    #expect(abs(all - (try KendallTau(scores, seeds[0]).tauB + KendallTau(scores, seeds[1]).tauB) / 2) < 1e-14)
  }

  @Test func eachSupernetsOwnBestAreASliceToo() throws {
    var random = RandomStream(seed: 7, "own")
    let target = (0..<60).map { _ in random.normal() }, scores = (0..<3).map { _ in target.map { $0 + random.normal() } }
    let third = try StrategyTau.amongPredictedBest(share: 0.4, scores: scores, target: target)
    let nets = target.indices.sorted { scores[1][$0] > scores[1][$1] }.prefix(24)
    #expect(abs(third.perSupernet[1] - (try KendallTau(nets.map { scores[1][$0] }, nets.map { target[$0] }).tauB)) < 1e-14)
    #expect(third.summary().supernets == 3)
  }

  @Test func belowTwentyNetsThereIsNoTau() {
    let x = (0..<40).map(Double.init)
    #expect(throws: StatisticsError.tooFew("nets in the slice", count: 10, least: 20)) {
      try StrategyTau.amongPredictedBest(share: 0.25, scores: [x], target: x)
    }
    #expect(throws: StatisticsError.tooFew("stand-alone seed", count: 1, least: 2)) {
      try StrategyTau.amongBest(share: 0.5, scores: [x], seeds: [x])
    }
    #expect(throws: StatisticsError.range("a slice's share", value: 0, expected: "above 0 and at most 1")) {
      try StrategyTau.amongPredictedBest(share: 0, scores: [x], target: x)
    }
  }
}
