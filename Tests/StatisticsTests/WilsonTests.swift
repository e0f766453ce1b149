import Statistics
import Testing

@Suite struct WilsonTests {
  /// scipy.stats.binomtest(k, n).proportion_ci(level, "wilson") to seven digits.
  @Test(arguments: [
    (37_650, 50_000, 0.99, 0.747_998_688_6, 0.757_934_175_2), (0, 8, 0.99, 0, 0.453_361_358_3), (8, 8, 0.95, 0.675_592_435_1, 1),
    (1, 3, 0.95, 0.061_491_944_7, 0.792_340_399_2),
  ]) func agreesWithScipy(_ successes: Int, _ count: Int, _ level: Double, _ low: Double, _ high: Double) {
    let interval = Interval.wilson(successes, of: count, level: level)
    #expect(abs(interval.low - low) < 1e-7 && abs(interval.high - high) < 1e-7, "\(interval)")
    #expect(interval.scope == .images && interval.level == level)
  }
}
