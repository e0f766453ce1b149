import Testing

import Statistics
import Streams

@Suite struct TauKindTests {
  /// Columns with ties, five strata, inclusion probabilities and runs of one to three.
  private func drawn(_ n: Int) -> (x: [Double], y: [Double], strata: [Int], inclusion: [Double], runs: [Int]) {
    let (x, y) = goldenColumns(seed: 21, count: n, levels: 30)
    var random = RandomStream(seed: 21, "kinds")
    return (
      x, y, (0..<n).map { _ in random.below(5) }, (0..<n).map { _ in 0.1 + 0.9 * random.unit() }, (0..<n).map { _ in 1 + random.below(3) }
    )
  }

  @Test func withinStrataOnlyPairsOfOneStratumCount() throws {
    let (x, y, strata, _, _) = drawn(80)
    var net = 0.0, untied = 0.0
    for stratum in 0..<5 {
      let nets = x.indices.filter { strata[$0] == stratum }, sums = bruteForce(nets.map { x[$0] }, nets.map { y[$0] })
      (net, untied) = (net + sums.net, untied + sums.untied)
    }
    #expect(abs(try tau(.withinStrata(strata), x, y).value - net / untied) < 1e-14)
  }

  /// A predictor that knows the stratum and nothing else has tau far above 0 over the design, and none within.
  @Test func knowingTheStratumAloneGivesNothingWithin() throws {
    var random = RandomStream(seed: 4, "depth")
    let strata = (0..<400).map { $0 % 5 }
    let y = strata.map { Double($0) + 0.5 * random.normal() }, x = strata.map { Double($0) + 0.5 * random.normal() }
    #expect(try KendallTau(x, y).tauB > 0.6)
    let within = try tau(.withinStrata(strata), x, y), interval = try #require(within.interval)
    #expect(interval.low < 0 && interval.high > 0 && interval.high - interval.low < 0.2)
  }

  @Test func leavingANetOutIsComputingEachKindAnew() throws {
    let (x, y, strata, inclusion, runs) = drawn(60)
    func without<Value>(_ net: Int, _ column: [Value]) -> [Value] { Array(column[..<net] + column[(net + 1)...]) }
    for net in [0, 17, 59] {
      let kinds: [(TauKind, TauKind)] = [
        (.withinStrata(strata), .withinStrata(without(net, strata))),
        (.population(inclusion: inclusion), .population(inclusion: without(net, inclusion))),
        (.resolvable(noiseVariance: 2, runs: runs), .resolvable(noiseVariance: 2, runs: without(net, runs))),
      ]
      for (all, fewer) in kinds {
        let expected = try fewer.sums(without(net, x), without(net, y)).tau
        #expect(abs(try all.sums(x, y).jackknife.withoutEach[net] - expected) < 1e-13)
      }
    }
  }

  /// A space of 1,800 nets with tau .2 among the shallow half and .8 among the deep, of which deep nets are sampled nine times as often:
  /// the weighted tau of samples estimates the tau of the space, the unweighted one does not.
  @Test func populationWeightsGiveTheTauOfTheSpace() throws {
    var random = RandomStream(seed: 8, "space")
    let shallow = normalColumns(900, correlation: 0.3, &random), deep = normalColumns(900, correlation: 0.95, &random)
    let x = shallow.x + deep.x, y = shallow.y + deep.y, space = try KendallTau(x, y).tauB
    var weighted: [Double] = [], unweighted: [Double] = []
    for _ in 0..<60 {
      let nets = x.indices.filter { random.unit() < ($0 < 900 ? 0.1 : 0.9) }
      let a = nets.map { x[$0] }, b = nets.map { y[$0] }
      weighted.append(try tau(.population(inclusion: nets.map { $0 < 900 ? 0.1 : 0.9 }), a, b).value)
      unweighted.append(try KendallTau(a, b).tauB)
    }
    #expect(abs(weighted.mean - space) < 0.02, "\(weighted.mean) \(space)")
    #expect(abs(unweighted.mean - space) > 0.06)
  }

  @Test func equalWeightsAndNoNoiseAreTauB() throws {
    let (x, y) = goldenColumns(seed: 2, count: 50, levels: 1_000_000), plain = try KendallTau(x, y)
    #expect(abs(try tau(.population(inclusion: [Double](repeating: 0.3, count: 50)), x, y).value - plain.tauB) < 1e-14)
    #expect(abs(try tau(.resolvable(noiseVariance: 0, runs: [Int](repeating: 2, count: 50)), x, y).value - plain.tauB) < 1e-14)
    let a = try #require(try tau(.b, x, y).interval), b = try #require(plain.estimate().interval)
    #expect(a == b)
  }

  /// Means 0, 1, 5 of one run with s² = ¼: the threshold is 2√(¼ + ¼) = 1.41, so two of three pairs are told apart.
  @Test func onlyResolvablePairsCount() throws {
    let target = try Target(runs: [[0], [1], [5], [9, 9 + 0.5.squareRoot()]])
    #expect(abs(try target.noiseVariance - 0.25) < 1e-15)
    #expect(abs(try resolvableShare(target) - 5.0 / 6) < 1e-15)
    let kind = TauKind.resolvable(noiseVariance: 0.25, runs: [1, 1, 1])
    #expect(try tau(kind, [2, 1, 3], [0, 1, 5]).value == 1)
    #expect(abs(try tau(kind, [2, 3, 1], [0, 1, 5]).value + 1) < 1e-15)
    #expect(throws: StatisticsError.noPairs("by this tau")) { try tau(kind, [1, 2, 3], [0, 0.1, 0.2]) }
  }

  @Test func badStrataAndProbabilitiesAreNamed() {
    let x = [1.0, 2, 3]
    #expect(throws: StatisticsError.lengths(3, 2)) { try tau(.withinStrata([1, 1]), x, x) }
    #expect(throws: StatisticsError.noPairs("by this tau")) { try tau(.withinStrata([1, 2, 3]), x, x) }
    #expect(throws: StatisticsError.range("an inclusion probability", value: 0, expected: "above 0 and at most 1")) {
      try tau(.population(inclusion: [1, 0, 1]), x, x)
    }
  }

  @Test func aPerfectOrderWithinStrataIsFlagged() throws {
    let x = (0..<24).map(Double.init), interval = try #require(try tau(.withinStrata((0..<24).map { $0 % 2 }), x, x).interval)
    #expect(interval.high == 1 && interval.flags == [.degenerate] && interval.low < 1)
  }

  @Test func equalInclusionIsTauB() throws {
    var random = RandomStream(seed: 6, "inclusion")
    let x = (0..<50).map { _ in Double(random.below(20)) }, y = (0..<50).map { _ in random.normal() }
    #expect(try tau(.population(inclusion: [Double](repeating: 0.3, count: 50)), x, y) == (try tau(.b, x, y)))
  }
}
