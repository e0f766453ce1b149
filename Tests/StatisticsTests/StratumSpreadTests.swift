import Statistics
import Streams
import Testing

@Suite struct StratumSpreadTests {
  private let scores = [0.1, 0.5, 0.2, 0.9, 0.4, 0.7], strata = [1, 2, 1, 2, 1, 3]

  @Test func bandsAndTheirPoolAreThoseOfTheirStrata() throws {
    let spread = try StratumSpread(scores, strata: strata)
    #expect(spread.bands.map(\.stratum) == [1, 2, 3] && spread.bands.map(\.count) == [3, 2, 1])
    // Of .1, .2, .4: squares about 7/30 sum to 7/150; of .5, .9 to .08.
    #expect(abs(spread.deviation - ((7.0 / 150 + 0.08) / 3).squareRoot()) < 1e-15)
    #expect(abs(spread.bands[0].low - 0.12) < 1e-15 && spread.bands[0].median == 0.2 && abs(spread.bands[0].high - 0.36) < 1e-15)
    #expect(spread.bands[2].deviation == nil && spread.bands[2].low == 0.7)
  }

  @Test func steadinessWithoutANetIsThatOfTheOthers() throws {
    var random = RandomStream(seed: 4, "spread")
    let strata = (0..<30).map { _ in random.below(5) } + [9], scores = strata.map { Double($0) + random.normal() }
    let found = try StratumSpread.steadiness(scores, strata: strata)
    #expect(abs(found.value + (try StratumSpread(scores, strata: strata).deviation).logarithm) < 1e-12)
    for net in scores.indices {
      var (left, groups) = (scores, strata)
      left.remove(at: net)
      groups.remove(at: net)
      #expect(abs(found.withoutEach[net] + (try StratumSpread(left, strata: groups).deviation).logarithm) < 1e-10)
    }
  }

  @Test func whatHasNoSpreadIsRefused() {
    #expect(throws: StatisticsError.tooFew("nets of one stratum", count: 1, least: 2)) { try StratumSpread([1, 2], strata: [1, 2]) }
    #expect(throws: StatisticsError.constant(column: "the scores within each stratum")) {
      try StratumSpread.steadiness([1, 1, 2, 2], strata: [1, 1, 2, 2])
    }
    #expect(throws: StatisticsError.lengths(1, 2)) { try StratumSpread([1], strata: [1, 2]) }
  }
}

extension Double {
  fileprivate var logarithm: Double { Elementary.log(self) }
}
