import Glibc
import Testing

import Statistics
import Streams

@Suite struct StrategyTauTests {
  /// Scores of S supernets whose quality varies from seed to seed, for one truth.
  private func study(nets: Int, supernets: Int, quality: Double, spread: Double, _ random: inout RandomStream) -> (
    scores: [[Double]], target: [Double]
  ) {
    let truth = (0..<nets).map { _ in random.normal() }
    let scores = (0..<supernets).map { _ in
      let noise = 1 / max(0.05, quality + spread * random.normal())
      return truth.map { $0 + noise * random.normal() }
    }
    return (scores, truth)
  }

  @Test func theEstimateIsTheMeanOfTausAndBothVariancesAddUp() throws {
    var random = RandomStream(seed: 3, "strategy")
    let (scores, target) = study(nets: 60, supernets: 4, quality: 1.2, spread: 0.2, &random)
    let taus = try scores.map { try KendallTau($0, target).tauB }, summary = try StrategyTau(scores: scores, target: target).summary()
    #expect(abs(summary.value - taus.mean) < 1e-15 && summary.perSupernet == taus)
    let nets = try #require(summary.theseSupernets.standardError), both = try #require(summary.theStrategy.standardError)
    #expect(abs(both * both - nets * nets - taus.variance / 4) < 1e-12)
    let freedom = try #require(summary.theStrategy.interval?.degreesOfFreedom), a = nets * nets, s = taus.variance / 4
    #expect(abs(freedom - (a + s) * (a + s) / (a * a / 59 + s * s / 3)) < 1e-9)
    #expect(summary.theseSupernets.interval?.scope == .theseSupernets && summary.theStrategy.interval?.scope == .theStrategy)
    // V_A by leaving each net out of all supernets at once.
    let without = try target.indices.map { net in
      try scores.map { column in
        try KendallTau(
          column.enumerated().filter { $0.offset != net }.map(\.element),
          target.enumerated().filter { $0.offset != net }.map(\.element)
        ).tauB
      }.mean
    }
    #expect(abs(nets * nets - without.variance * 59 * 59 / 60) < 1e-12)
  }

  @Test func oneSupernetIsNotEstimableAndThreeAreFew() throws {
    var random = RandomStream(seed: 5, "few")
    let (scores, target) = study(nets: 30, supernets: 4, quality: 1, spread: 0.1, &random)
    let one = try StrategyTau(scores: [scores[0]], target: target).summary()
    #expect(one.theStrategy.absence == .oneSupernet && one.theStrategy.interval == nil && one.theseSupernets.interval != nil)
    #expect(try StrategyTau(scores: Array(scores[..<3]), target: target).summary().theStrategy.interval?.flags == [.fewSupernets])
    #expect(try StrategyTau(scores: scores, target: target).summary().theStrategy.interval?.flags == [])
    #expect(try StrategyTau(baseline: scores[0], target: target).summary().theStrategy.absence == .noSupernet)
  }

  @Test func sharedSeedsUsePerSeedDifferences() throws {
    var random = RandomStream(seed: 6, "paired")
    let (scores, target) = study(nets: 50, supernets: 4, quality: 1, spread: 0.3, &random)
    // The second strategy is the first with a little noise: seeds move both alike.
    let other = scores.map { $0.map { $0 + 0.1 * random.normal() } }
    let a = try StrategyTau(scores: scores, target: target), b = try StrategyTau(scores: other, target: target)
    let paired = try a.difference(to: b, sharedSeeds: true), apart = try a.difference(to: b, sharedSeeds: false)
    #expect(abs(paired.value - (a.perSupernet.mean - b.perSupernet.mean)) < 1e-15 && paired.value == apart.value)
    #expect(zip(paired.perSupernet, zip(a.perSupernet, b.perSupernet)).allSatisfy { abs($0 - ($1.0 - $1.1)) < 1e-15 })
    let (tight, wide) = (try #require(paired.theStrategy.standardError), try #require(apart.theStrategy.standardError))
    #expect(tight < wide / 2)
    let freedom = try #require(paired.theStrategy.interval?.degreesOfFreedom), t = StudentT(degreesOfFreedom: freedom)
    let detectable = try #require(paired.minimumDetectableDifference)
    #expect(abs(detectable - (t.quantile(0.975) + t.quantile(0.8)) * tight) < 1e-12)
    let opposite = try b.difference(to: a, sharedSeeds: true), interval = try #require(paired.theStrategy.interval)
    #expect(abs((opposite.theStrategy.interval?.low ?? 9) + interval.high) < 1e-12)
  }

  @Test func aBaselineAddsNoSpreadOverSupernets() throws {
    var random = RandomStream(seed: 7, "baseline")
    let (scores, target) = study(nets: 50, supernets: 4, quality: 1, spread: 0.2, &random)
    let depth = target.map { ($0 * 2).rounded() }, strategy = try StrategyTau(scores: scores, target: target)
    let baseline = try StrategyTau(baseline: depth, target: target)
    let difference = try strategy.difference(to: baseline, sharedSeeds: true)
    let nets = try #require(difference.theseSupernets.standardError), both = try #require(difference.theStrategy.standardError)
    #expect(abs(both * both - nets * nets - strategy.perSupernet.variance / 4) < 1e-12)
    #expect(abs(difference.value - (strategy.perSupernet.mean - baseline.perSupernet[0])) < 1e-14)
    let back = try baseline.difference(to: strategy, sharedSeeds: true)
    #expect(abs(back.value + difference.value) < 1e-14 && zip(back.perSupernet, difference.perSupernet).allSatisfy { abs($0 + $1) < 1e-14 })
    let same = try baseline.difference(to: baseline, sharedSeeds: true)
    #expect(same.value == 0 && same.theseSupernets.interval?.flags == [.degenerate] && same.theStrategy.absence == .noSupernet)
  }

  /// 300 studies of two equal strategies, 60 nets, 4 seeds each, taus with a seed sd near .055: the interval of the strategy excludes 0
  /// in at most 8 % of them, that of these supernets in more than 10 %.
  @Test func onlyTheSecondIntervalMayCarryClaims() throws {
    var random = RandomStream(seed: 8, "claims"), first = 0, second = 0, spreads: [Double] = []
    for _ in 0..<300 {
      let (scores, target) = study(nets: 60, supernets: 8, quality: 1, spread: 0.16, &random)
      let a = try StrategyTau(scores: Array(scores[..<4]), target: target), b = try StrategyTau(scores: Array(scores[4...]), target: target)
      let difference = try a.difference(to: b, sharedSeeds: true)
      spreads.append(a.perSupernet.variance.squareRoot())
      if let i = difference.theseSupernets.interval, i.low > 0 || i.high < 0 { first += 1 }
      if let i = difference.theStrategy.interval, i.low > 0 || i.high < 0 { second += 1 }
    }
    #expect(second <= 24, "\(second) of 300")
    #expect(first > 30, "\(first) of 300 at a seed sd of \(spreads.mean)")
  }

  /// The median detectable difference over 100 studies of two strategies with a seed sd near .055, their seeds' effects shared or not.
  @Test(arguments: [(96, 4, true, 0.10...0.14), (96, 4, false, 0.16...0.22), (60, 2, true, 0.18...0.26)])
  func theDetectableDifference(nets: Int, supernets: Int, shared: Bool, expected: ClosedRange<Double>) throws {
    var random = RandomStream(seed: 10, "detectable")
    let median = quantile(
      0.5,
      of: try (0..<100).map { _ in
        let truth = (0..<nets).map { _ in random.normal() }
        func scores(_ quality: Double) -> [Double] { truth.map { $0 + random.normal() / quality } }
        let qualities = (0..<supernets).map { _ in (1 + 0.17 * random.normal(), 1 + 0.17 * random.normal()) }
        let a = try StrategyTau(scores: qualities.map { scores(max(0.1, $0.0)) }, target: truth)
        let b = try StrategyTau(scores: qualities.map { scores(max(0.1, shared ? $0.0 : $0.1)) }, target: truth)
        return try #require(try a.difference(to: b, sharedSeeds: true).minimumDetectableDifference)
      })
    #expect(expected.contains(median), "\(median)")
  }

  @Test func ensemblesAreAnotherQuantity() throws {
    var random = RandomStream(seed: 9, "ensemble")
    let (scores, target) = study(nets: 100, supernets: 4, quality: 1, spread: 0, &random)
    let together = try ensemble(scores: scores, target: target), mean = try StrategyTau(scores: scores, target: target).summary()
    #expect(together.value > mean.value + 0.1)
    let averaged = target.indices.map { net in scores.map { $0[net] }.mean }
    #expect(abs(together.value - (try KendallTau(averaged, target).tauB)) < 1e-15)
  }

  @Test func badScoresAreNamed() {
    let y = (0..<12).map(Double.init)
    #expect(throws: StatisticsError.tooFew("supernets", count: 0, least: 1)) { try StrategyTau(scores: [], target: y) }
    #expect(throws: StatisticsError.notFinite(column: "the scores of supernet 1", index: 3)) {
      try StrategyTau(scores: [y, y.map { $0 == 3 ? .nan : $0 }], target: y)
    }
    #expect(throws: StatisticsError.lengths(11, 12)) { try StrategyTau(scores: [Array(y.dropLast())], target: y) }
  }

  /// Six supernets against five initialisations of an untrained net's score, each with an error of its own: both have the same law, so the
  /// true difference is 0. The interval takes them as independent draws, whose spreads add up.
  @Test func intervalsOfDifferencesOfIndependentDrawsHoldTheTruth() throws {
    let repetitions = 600, nets = 60
    var held = 0
    for repetition in 0..<repetitions {
      var random = RandomStream(seed: 21, "independent draws").child(repetition)
      let target = (0..<nets).map { _ in random.normal() }
      func scores(_ count: Int) -> [[Double]] {
        (0..<count).map { _ in
          let size = 0.4 + 1.2 * random.unit()
          return target.map { $0 + size * random.normal() }
        }
      }
      let supernets = try StrategyTau(scores: scores(6), target: target), proxy = try StrategyTau(scores: scores(5), target: target)
      let difference = try proxy.difference(to: supernets, sharedSeeds: false).theStrategy
      let interval = try #require(difference.interval)
      if interval.low <= 0 && 0 <= interval.high { held += 1 }
    }
    let covered = Double(held) / Double(repetitions)
    #expect((0.925...0.985).contains(covered), "\(covered)")
  }

  /// Where the nets are all that there are, only supernets are sampled: Student's interval on the scale of atanh.
  @Test func aCensusLeavesSupernetsAlone() throws {
    var random = RandomStream(seed: 4, "census")
    let (scores, target) = study(nets: 60, supernets: 3, quality: 1.2, spread: 0.4, &random)
    let tau = try StrategyTau(scores: scores, target: target, isCensus: true), summary = tau.summary()
    #expect(summary.theseSupernets.absence == .allNets && summary.theseSupernets.interval == nil)
    let error = (tau.perSupernet.variance / 3).squareRoot(), interval = try #require(summary.theStrategy.interval)
    let half = 4.302652729911275 * error / (1 - summary.value * summary.value)
    #expect(abs(atanh(interval.high) - atanh(summary.value) - half) < 1e-9 && abs(atanh(summary.value) - atanh(interval.low) - half) < 1e-9)
    #expect(interval.flags == [.fewSupernets] && interval.scope == .theStrategy)
    let other = try StrategyTau(scores: scores.map { $0.map { -$0 } }, target: target, isCensus: true)
    let difference = try tau.difference(to: other, sharedSeeds: true), spread = try #require(difference.theStrategy.interval)
    #expect(abs(spread.high - difference.value - 4.302652729911275 * 2 * error) < 1e-9 && difference.theseSupernets.absence == .allNets)
    #expect(try StrategyTau(scores: [scores[0]], target: target, isCensus: true).summary().theStrategy.absence == .oneSupernet)
    // A sample beside a census is a sample.
    let sample = try StrategyTau(scores: scores, target: target)
    #expect(try tau.difference(to: sample, sharedSeeds: true).theseSupernets.absence == nil)
  }
}
