import Testing

import Statistics
import Streams

@Suite struct BootstrapTests {
  /// Of a mean over 50 values the interval is near ± 1.96 s/√n.
  @Test func theIntervalOfAMeanIsNearTheNormalOne() throws {
    var random = RandomStream(seed: 2, "mean")
    let x = (0..<50).map { _ in random.normal() }
    let estimate = try Bootstrap(.architecture).estimate(nets: 50, random: RandomStream(seed: 1, "draws")) { nets, _ in
      nets.map { x[$0] }.mean
    }
    let interval = try #require(estimate.interval), half = 1.96 * (x.variance / 50).squareRoot()
    #expect(abs(interval.low - (x.mean - half)) < 0.12 * half && abs(interval.high - (x.mean + half)) < 0.12 * half)
    #expect(interval.scope == .nets && estimate.value == x.mean)
  }

  /// With values that differ between supernets only, drawing nets gives no width; drawing supernets or both does.
  @Test func theUnitSaysWhatIsDrawn() throws {
    let random = RandomStream(seed: 3, "unit"), quality = [0.1, 0.2, 0.3, 0.6, 0.7]
    func width(_ unit: ResamplingUnit) throws -> Double {
      let interval = try #require(
        try Bootstrap(unit, draws: 500).estimate(nets: 20, supernets: 5, random: random) { _, s in s.map { quality[$0] }.mean }.interval)
      return interval.high - interval.low
    }
    #expect(try width(.architecture) == 0)
    #expect(try width(.supernet) > 0.2 && width(.crossed) > 0.2)
  }

  @Test func fewMembersHaveAReason() throws {
    let random = RandomStream(seed: 3, "few")
    #expect(try Bootstrap(.crossed).estimate(nets: 20, random: random) { _, _ in 1 }.absence == .oneSupernet)
    #expect(try Bootstrap(.architecture).estimate(nets: 9, random: random) { _, _ in 1 }.absence == .fewNets)
    #expect(throws: StatisticsError.range("the number of bootstrap draws", value: 3, expected: "100 or more")) {
      try Bootstrap(.architecture, draws: 3).estimate(nets: 20, random: random) { _, _ in 1 }
    }
  }

  @Test func quantilesAreThoseOfTypeSeven() {
    #expect(quantile(0.25, of: [4, 1, 3, 2]) == 1.75 && quantile(1, of: [4, 1, 3, 2]) == 4 && quantile(0.5, of: [7]) == 7)
  }
}
