import Testing

import Statistics
import Streams

@Suite struct OracleTests {
  /// Simulated nets with known truth: the line is near the tau of the truth itself, of one run a net and of two.
  @Test func theLineIsTheTauOfTheTruth() throws {
    var random = RandomStream(seed: 5, "oracle"), errors: [Double] = []
    for _ in 0..<20 {
      let truth = (0..<96).map { _ in random.normal() }
      let target = try Target(
        runs: truth.enumerated().map { net, mu in (0..<(net % 3 == 0 ? 2 : 1)).map { _ in mu + 0.5 * random.normal() } })
      let line = try oracle(target, draws: 100, bootstrap: nil, random: random.child("draws"))
      errors.append(line.value - (try KendallTau(truth, target.means).tauB))
    }
    #expect(abs(errors.mean) < 0.02, "\(errors.mean)")
    #expect(errors.variance.squareRoot() < 0.06)
  }

  @Test func theBootstrapIntervalHoldsTheLine() throws {
    var random = RandomStream(seed: 6, "interval")
    let target = try Target(
      runs: (0..<60).map { _ in
        let mu = random.normal()
        return [mu + 0.4 * random.normal(), mu + 0.4 * random.normal()]
      })
    let line = try oracle(target, draws: 300, bootstrap: Bootstrap(.architecture, draws: 300), drawsPerSample: 5, random: random)
    let interval = try #require(line.interval)
    #expect(interval.low < line.value && line.value < interval.high && interval.high - interval.low < 0.25)
    #expect(try oracle(target, draws: 300, bootstrap: nil, random: random).value == line.value)
  }

  /// Equal strata leave the line as it is, true strata that explain half of the spread lower it.
  @Test func withinStrataTheLineIsLower() throws {
    var random = RandomStream(seed: 7, "strata")
    let strata = (0..<200).map { $0 % 4 }
    var runs: [[Double]] = []
    for stratum in strata {
      let mu = Double(stratum) + random.normal()
      runs.append([mu + 0.6 * random.normal(), mu + 0.6 * random.normal()])
    }
    let target = try Target(runs: runs), all = try oracle(target, draws: 50, bootstrap: nil, random: random).value
    let one = try oracle(target, kind: .withinStrata(strata.map { _ in 1 }), draws: 50, bootstrap: nil, random: random)
    #expect(abs(one.value - all) < 1e-12)
    let within = try oracle(
      target, kind: .withinStrata(strata), draws: 50, bootstrap: Bootstrap(.architecture, draws: 200), drawsPerSample: 2, random: random)
    let interval = try #require(within.interval)
    #expect(within.value < all - 0.05 && interval.low < within.value && within.value < interval.high)
  }

  @Test func withoutSecondRunsOrBeyondNoiseThereIsNoLine() throws {
    let random = RandomStream(seed: 1, "none"), single = try Target(seeds: [[1, 2, 3]])
    #expect(throws: StatisticsError.tooFew("nets with a second run", count: 0, least: 1)) { try oracle(single, random: random) }
    #expect(throws: StatisticsError.noPairs("beyond the noise between runs")) {
      try oracle(single, noise: single.runs.map { _ in 5 }, bootstrap: nil, random: random)
    }
    #expect(try oracle(single, noise: single.runs.map { _ in 0 }, draws: 2, bootstrap: nil, random: random).value == 1)
  }
}
