import Testing

import Statistics

/// Values are compared with scipy's in KendallTauTests.
@Suite struct CorrelationTests {
  @Test func aLineCorrelatesPerfectlyAndAParabolaByRankOnly() throws {
    let x = (1...20).map(Double.init)
    #expect(abs(try pearson(x, x.map { 3 - 2 * $0 }) + 1) < 1e-15)
    #expect(try spearman(x, x.map { $0 * $0 }) == 1)
    #expect(try pearson(x, x.map { $0 * $0 }) < 0.98)
  }

  /// Ranks of 1, 2, 2, 4 are 1, 2.5, 2.5, 4.
  @Test func tiesShareTheirMeanRank() throws {
    #expect(Ranking([1, 4, 2, 2]).meanRanks == [1, 4, 2.5, 2.5])
    #expect(try spearman([1, 4, 2, 2], [10, 40, 25, 25]) == 1)
  }

  @Test func constantColumnsAreNamed() {
    #expect(throws: StatisticsError.constant(column: "macs")) { try pearson([2, 2], [1, 3], names: ("macs", "y")) }
    #expect(throws: StatisticsError.constant(column: "y")) { try spearman([2, 3], [1, 1]) }
  }
}
