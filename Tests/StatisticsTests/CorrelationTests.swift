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

  /// Twelve nets whose tau and Pearson's r are .363636 (scipy 1.17.1), at scales whose squares overflow or vanish.
  @Test(arguments: [1.0, 1e155, 1e300, 1e-160, 1e-300]) func scaleDoesNotMatter(scale: Double) throws {
    let x = (1...12).map { Double($0) * scale }, y = [7.0, 1, 8, 2, 9, 3, 10, 4, 11, 5, 12, 6]
    #expect(try abs(pearson(x, y) - 0.36363636363636365) < 1e-14 && abs(pearson(y, x.map { -$0 }) + 0.36363636363636365) < 1e-14)
    #expect(abs(try KendallTau(x, y).tauB - 0.36363636363636365) < 1e-14)
  }
}
