import Analysis
import Statistics
import Testing

@Suite struct SeedSpreadTests {
  /// AngleNAS's ten seeds: means and standard deviations as the data gives them (single-path.md, 5.4).
  @Test func theTenSeedsHaveTheirPublishedMoments() {
    let expected = [(0.5397, 0.055), (0.5249, 0.046), (0.5375, 0.024), (0.5748, 0.003), (0.6040, 0.002), (0.5445, 0.002)]
    #expect(SeedSpread.published.count == expected.count)
    for (own, (mean, deviation)) in zip(SeedSpread.published, expected) {
      #expect(own.taus.count == 10 && abs(own.mean.value - mean) < 1e-4 && abs(own.deviation - deviation) < 5e-4, "\(own.measure)")
    }
  }

  @Test func theIntervalIsStudentsOverSeeds() throws {
    let own = SeedSpread.published[0], interval = try #require(own.mean.interval)
    // t(9) = 2.262; the scale is atanh's, hence a little off ± .039.
    #expect(interval.degreesOfFreedom == 9 && abs(interval.low - 0.500) < 2e-3 && abs(interval.high - 0.578) < 2e-3)
    let single = own.interval(around: 0.484)
    #expect(abs(single.high - single.low - 2 * 2.262 * own.deviation) < 0.01 && single.low < 0.37)
    #expect(abs(own.leastRemarkableDifference - 2.2622 * own.deviation * 2.0.squareRoot()) < 1e-5)
  }

  /// .5748 by angle, .580 by the number of convolutions: on CIFAR-10 ten trained supernets know less than counting.
  @Test func angleIsNoMoreThanCountingConvolutions() throws {
    let own = SeedSpread.published[3].gain(over: 0.580), interval = try #require(own.interval)
    #expect(abs(own.value + 0.00517) < 1e-5 && interval.high < 0)
  }
}
