import Statistics
import Streams
import Testing

@Suite struct StratumNoiseTests {
  /// scipy.stats.f_oneway of the mean absolute deviations, scipy 1.17.1.
  @Test func thePIsThatOfAnAnalysisOfVarianceOfDeviations() throws {
    // Deviations of two runs are half their distance: 1, 2, 3, 2, 2 and 2, 4, 6, 3, 5.
    let runs = [2.0, 4, 6, 4, 4, 4, 8, 12, 6, 10].map { [70 - $0 / 2, 70 + $0 / 2] }
    let noise = try StratumNoise(try Target(runs: runs), strata: [1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
    #expect(try abs(#require(noise.p) - 0.03251559932021608) < 1e-10 && !noise.isPooled)
    #expect(noise.groups.map(\.nets) == [5, 5] && noise.groups.map(\.strata) == [1...1, 2...2])
    // The variance of two runs is half the square of their distance.
    #expect(abs(noise.groups[0].variance - 8.8) < 1e-12 && abs(noise.groups[1].variance - 36) < 1e-12)
    #expect(noise.variances(of: [0, 1, 2, 9]).map { $0.rounded() } == [9, 9, 36, 36])
  }

  /// Equal noise is told to be unequal in about one study of twenty; five times as much nearly always.
  @Test func equalNoiseIsPooledAndUnequalIsNot() throws {
    var random = RandomStream(seed: 4, "noise"), rejected = (0, 0)
    let strata = (0..<60).map { $0 / 15 }
    for _ in 0..<400 {
      for (number, factor) in [1.0, 5].enumerated() {
        let runs = strata.map { stratum in (0..<2).map { _ in (stratum == 0 ? factor : 1) * random.normal() } }
        if !(try StratumNoise(try Target(runs: runs), strata: strata).isPooled) {
          if number == 0 { rejected.0 += 1 } else { rejected.1 += 1 }
        }
      }
    }
    #expect((4...40).contains(rejected.0) && rejected.1 > 380, "\(rejected)")
  }

  @Test func smallStrataAreJoinedAndOneRunGivesNoNoise() throws {
    var random = RandomStream(seed: 5, "small")
    let runs = (0..<20).map { net in (0..<(net < 14 ? 2 : 1)).map { _ in random.normal() } }
    let strata = [0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4] + [4, 4, 4, 5, 5, 5]
    let noise = try StratumNoise(try Target(runs: runs), strata: strata)
    // 1 + 2 + 4 nets, then 5 with the last two.
    #expect(noise.groups.map(\.strata) == [0...2, 3...4] && noise.groups.map(\.nets) == [7, 7])
    #expect(throws: StatisticsError.self) { try StratumNoise(try Target(seeds: [[1, 2, 3]]), strata: [1, 1, 1]) }
  }
}
