import Statistics
import Streams
import Testing

@Suite struct StratumSpreadTests {
  private let scores = [0.1, 0.5, 0.2, 0.9, 0.4, 0.7], strata = [1, 2, 1, 2, 1, 3]

  @Test func bandsAreThoseOfTheirStrata() throws {
    let spread = try StratumSpread(scores, strata: strata)
    #expect(spread.bands.map(\.stratum) == [1, 2, 3] && spread.bands.map(\.count) == [3, 2, 1])
    // Of .1, .2, .4: squares about 7/30 sum to 7/150. No stratum has five nets.
    #expect(spread.bands[0].deviation.map { abs($0 - (7.0 / 300).squareRoot()) < 1e-15 } == true && spread.deviation == nil)
    #expect(abs(spread.bands[0].low - 0.12) < 1e-15 && spread.bands[0].median == 0.2 && abs(spread.bands[0].high - 0.36) < 1e-15)
    #expect(spread.bands[2].deviation == nil && spread.bands[2].low == 0.7)
  }

  /// By hand: each stratum's ln s weighs as its degrees of freedom; what has fewer than five nets is left out.
  @Test func theDeviationIsAGeometricMeanOverLargeStrata() throws {
    let strata = [Int](repeating: 1, count: 5) + [Int](repeating: 2, count: 9) + [3, 3]
    let scores = [1.0, 2, 3, 4, 5] + (0..<9).map { 100 * Double($0) } + [0, 1_000]
    let logs = (4 * (2.5).squareRoot().logarithm + 8 * (7.5e4).squareRoot().logarithm) / 12
    let found = try #require(try StratumSpread(scores, strata: strata).deviation)
    #expect(abs(found.logarithm - logs) < 1e-12)
    // Scores of one stratum ten times as far apart count alike, whichever stratum it is of equal size: a pooled deviation sees the widest alone.
    let pair = [0.0, 1, 2, 3, 4] + [0.0, 100, 200, 300, 400], halves = [Int](repeating: 1, count: 5) + [Int](repeating: 2, count: 5)
    func changed(_ range: Range<Int>) throws -> Double {
      try StratumSpread.steadiness(pair.enumerated().map { range.contains($0) ? 10 * $1 : $1 }, strata: halves).value
    }
    #expect(abs(try changed(0..<5) - changed(5..<10)) < 1e-12)
  }

  @Test func steadinessWithoutANetIsThatOfTheOthers() throws {
    var random = RandomStream(seed: 4, "spread")
    let strata = (0..<40).map { $0 % 5 } + [9], scores = strata.map { Double($0) + Double($0 + 1) * random.normal() }
    let found = try StratumSpread.steadiness(scores, strata: strata)
    #expect(abs(found.value + (try #require(try StratumSpread(scores, strata: strata).deviation)).logarithm) < 1e-12)
    for net in scores.indices {
      var (left, groups) = (scores, strata)
      left.remove(at: net)
      groups.remove(at: net)
      #expect(abs(found.withoutEach[net] + (try #require(try StratumSpread(left, strata: groups).deviation)).logarithm) < 1e-10)
    }
  }

  @Test func whatHasNoSpreadIsRefused() {
    #expect(throws: StatisticsError.tooFew("nets of one stratum", count: 4, least: 5)) {
      try StratumSpread.steadiness([1, 2, 3, 4], strata: [1, 1, 1, 1])
    }
    #expect(throws: StatisticsError.constant(column: "the scores within a stratum")) {
      try StratumSpread.steadiness([1, 1, 1, 1, 1], strata: [1, 1, 1, 1, 1])
    }
    #expect(throws: StatisticsError.lengths(1, 2)) { try StratumSpread([1], strata: [1, 2]) }
  }
}

extension Double {
  fileprivate var logarithm: Double { Elementary.log(self) }
}
