import Analysis
import Statistics
import Streams
import Testing

@Suite struct PredictorComparisonTests {
  /// Forty nets of two runs whose accuracies differ by a tenth of the nets' spread.
  private static let truth: (target: Target, values: [Double]) = {
    var random = RandomStream(seed: 7, "nets")
    let values = (0..<40).map { _ in 70 + 3 * random.normal() }
    let runs = values.map { value in (0..<2).map { _ in value + 0.3 * random.normal() } }
    guard case .success(let target) = Result(catching: { try Target(runs: runs) }) else { preconditionFailure("forty nets of two runs") }
    return (target, values)
  }()

  private func scores(_ name: String, noise: Double, seeds: Int = 3) -> [[Double]] {
    (0..<seeds).map { seed in
      var random = RandomStream(seed: UInt64(seed), name)
      return Self.truth.values.map { $0 + noise * random.normal() }
    }
  }

  private let random = RandomStream(seed: 1, "test")

  @Test func tausAreThoseOfStrategyTauForEveryChoiceOfPairs() throws {
    let target = Self.truth.target, columns = scores("a", noise: 2), own = Predictor("a", scores: columns, seeds: [1, 2, 3])
    let strata = (0..<40).map { $0 % 3 }, inclusion = (0..<40).map { 0.2 + 0.01 * Double($0) }
    let comparison = PredictorComparison(predictors: [own], target: target, strata: strata, inclusion: inclusion)
    let kinds: [(ComparedPairs, TauKind)] = [
      (.all, .b), (.withinStrata, .withinStrata(strata)), (.ofSpace, .population(inclusion: inclusion)),
      (.resolvable, .resolvable(noiseVariance: try target.noiseVariance, runs: target.counts)),
    ]
    let row = comparison.row(of: own, over: kinds.map(\.0) + [.amongPredictedBest(share: 0.5)], k: 5, random: random)
    for (pairs, kind) in kinds {
      #expect(row.tau(over: pairs).value == (try StrategyTau(scores: columns, target: target.means, kind: kind).summary()), "\(pairs)")
    }
    let best = try StrategyTau.amongPredictedBest(share: 0.5, scores: columns, target: target.means).summary()
    #expect(row.tau(over: .amongPredictedBest(share: 0.5)).value == best)
    #expect(row.each.map { $0.value?.value } == row.tau().value?.perSupernet.map { $0 } && row.ensemble?.value?.value != nil)
    #expect(
      row.top?.value?.regret.interval?.scope == .theStrategy && row.tau(over: .amongBest(share: 0.1)).reason == "it was not asked for")
  }

  @Test func aPredictorOfSmallValuesIsTurned() throws {
    let target = Self.truth.target, loss = Self.truth.values.map { -$0 }
    let comparison = PredictorComparison(
      predictors: [Predictor("loss", fixed: loss, better: .smaller), Predictor("accuracy", fixed: Self.truth.values)], target: target)
    let rows = comparison.predictors.map { comparison.row(of: $0, random: random) }
    #expect(rows[0].tau().value == rows[1].tau().value && (rows[0].tau().value?.value ?? 0) > 0.8)
  }

  @Test func predictorsOfTheSameSeedsAreComparedSeedBySeed() throws {
    let a = scores("a", noise: 1), b = scores("b", noise: 3), target = Self.truth.target
    let first = Predictor("a", scores: a, seeds: [1, 2, 3]), second = Predictor("b", scores: b, seeds: [1, 2, 3])
    let other = Predictor("c", scores: b, seeds: [4, 5, 6]), macs = Predictor("MACs", fixed: Self.truth.values.reversed())
    let comparison = PredictorComparison(predictors: [first, second, other], baselines: [macs], target: target)
    let row = comparison.row(of: first, against: [second, other, macs], random: random)
    let taus = try [a, b].map { try StrategyTau(scores: $0, target: target.means) }
    #expect(row.difference(to: "b")?.value == (try taus[0].difference(to: taus[1], sharedSeeds: true)))
    #expect(row.difference(to: "c")?.value == (try taus[0].difference(to: taus[1], sharedSeeds: false)))
    #expect(row.difference(to: "b")?.value?.theStrategy != row.difference(to: "c")?.value?.theStrategy)
    #expect(row.difference(to: "MACs")?.value?.perSupernet.count == 3 && row.difference(to: "d") == nil)
    #expect(comparison.best(of: [macs, first, Predictor("a again", scores: a)])?.name == "a")
    #expect(comparison.predictor(named: "MACs")?.isFixed == true && comparison.predictor(named: "x") == nil)
  }

  @Test func whatTheDataCannotGiveHasAReason() throws {
    let once = try Target(seeds: [Self.truth.values]), own = Predictor("a", fixed: Self.truth.values)
    let comparison = PredictorComparison(predictors: [own], target: once)
    let row = comparison.row(of: own, over: [.all, .withinStrata, .resolvable, .amongBest(share: 0.5)], k: 50, random: random)
    #expect(row.tau().value?.value == 1 && row.tau(over: .withinStrata).reason?.contains("0 strata") == true)
    #expect(row.tau(over: .resolvable).reason?.contains("0 nets with a second run") == true)
    #expect(row.tau(over: .amongBest(share: 0.5)).value == nil && row.top?.reason?.contains("top of 50 among 40") == true)
    #expect(row.each.isEmpty && row.ensemble == nil)
    let lines = comparison.lines(random: random)
    #expect(lines.repeatedNets == 0 && lines.replicate.value == nil && lines.noise.value == nil && lines.replicateWithinStrata == nil)
  }

  @Test func linesAreThoseOfTheTarget() throws {
    let target = Self.truth.target, strata = (0..<40).map { $0 % 3 }
    let comparison = PredictorComparison(predictors: [], target: target, strata: strata, effort: .study(draws: 100))
    let lines = comparison.lines(random: random, within: random.child("within"))
    let noise = try target.noiseVariance.squareRoot(), share = try resolvableShare(target)
    #expect(lines.repeatedNets == 40 && lines.noise.value == noise)
    #expect(lines.replicate.value == (try replicate(seeds: target.repeated.seeds)))
    #expect(lines.oracle.value == (try oracle(target, bootstrap: Bootstrap(.architecture, draws: 100), random: random)))
    #expect(lines.oracleWithinStrata?.value?.interval != nil && lines.resolvableShare.value == share)
  }

  /// Where noise explains all differences in some draw of the bootstrap, the line stands without its interval.
  @Test func anOracleWithoutItsBootstrapStillStands() throws {
    // The means' variance is .13, the noise of a mean .12: draws of nets that lie closer than all have none left.
    let half = 0.12.squareRoot(), target = try Target(runs: (0..<12).map { [0.1 * Double($0) - half, 0.1 * Double($0) + half] })
    #expect(throws: StatisticsError.noPairs("beyond the noise between runs")) {
      try oracle(target, bootstrap: Bootstrap(.architecture, draws: 100), random: random)
    }
    let lines = PredictorComparison(predictors: [], target: target, effort: .study(draws: 100)).lines(random: random)
    #expect(lines.oracle.value != nil && lines.oracle.value?.interval == nil)
  }

  @Test func aCommandBoundsItsWork() {
    let small = ResamplingEffort.interactive(nets: 100, level: 0.9), large = ResamplingEffort.interactive(nets: 1_000_000)
    #expect(small.draws == 2_000 && small.oracleDraws == 1_000 && small.level == 0.9)
    #expect(large.draws == 8 && large.oracleDraws == 20 && large.fewestDraws == 500)
  }
}
