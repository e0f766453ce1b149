import Testing

import Statistics
import Streams

@Suite struct KendallTauTests {
  struct Case: Decodable {
    let seed: UInt64, n: Int, levels: Int
    let tauA: Double, tauB: Double, weightedTau: Double, spearman: Double, pearson: Double
  }

  /// 2 to 100,000 pairs, untied to three levels: tau-a, tau-b, weighted tau, Spearman and Pearson of scipy to 1e-12.
  @Test func agreesWithScipy() throws {
    let cases: [Case] = try golden("correlations.json")
    #expect(cases.count == 14)
    for one in cases {
      let (x, y) = goldenColumns(seed: one.seed, count: one.n, levels: one.levels), tau = try KendallTau(x, y)
      #expect(abs(tau.tauA - one.tauA) < 1e-12, "n = \(one.n)")
      #expect(abs(tau.tauB - one.tauB) < 1e-12, "n = \(one.n)")
      #expect(abs(tau.weightedTau - one.weightedTau) < 1e-11, "n = \(one.n)")
      #expect(abs(try spearman(x, y) - one.spearman) < 1e-11, "n = \(one.n)")
      #expect(abs(try pearson(x, y) - one.pearson) < 1e-11, "n = \(one.n)")
    }
  }

  @Test func countsAreThoseOfLookingAtEachPair() throws {
    var random = RandomStream(seed: 1, "counts")
    for round in 0..<200 {
      let n = 2 + random.below(40), levels = 2 + random.below(12)
      let x = (0..<n).map { _ in Double(random.below(levels)) }, y = (0..<n).map { _ in Double(random.below(levels)) }
      guard Set(x).count > 1 && Set(y).count > 1 else { continue }
      let tau = try KendallTau(x, y), sums = bruteForce(x, y), pairs = Double(n * (n - 1) / 2)
      #expect(Double(tau.concordant - tau.discordant) == sums.net, "round \(round)")
      #expect(Double(tau.concordant + tau.discordant) == sums.untied)
      #expect(Double(tau.tiedX) == pairs - sums.untiedX)
      #expect(Double(tau.tiedY) == pairs - sums.untiedY)
      #expect(tau.tiedX + tau.tiedY - tau.tiedBoth + tau.concordant + tau.discordant == n * (n - 1) / 2)
      #expect(abs(tau.tauB - sums.net / (sums.untiedX * sums.untiedY).squareRoot()) < 1e-14)
    }
  }

  /// The closed form against tau-b computed anew without each net, with and without ties, by both sorts.
  @Test(arguments: [(12, 5), (40, 6), (60, 1000), (2100, 40)]) func leavingOneNetOutIsComputingItAnew(n: Int, levels: Int) throws {
    let (x, y) = goldenColumns(seed: 9, count: n, levels: levels), jackknife = try KendallTau(x, y).sums.jackknife
    for net in stride(from: 0, to: n, by: 1 + n / 50) {
      var (a, b) = (x, y)
      a.remove(at: net)
      b.remove(at: net)
      #expect(abs(try KendallTau(a, b).tauB - jackknife.withoutEach[net]) < 1e-13)
    }
  }

  /// Signs, zeros of both signs, tiny and huge values, with 3,000 of them sorted by radix.
  @Test func valuesOfAnySizeAreOrdered() throws {
    let some: [Double] = [-1e300, -3, -2.5, -1e-300, -0.0, 0.0, 1e-300, 2, 7, 1e300]
    let ranking = Ranking((0..<3000).map { some[$0 % 10] })
    #expect((0..<10).map { ranking.below[$0] } == [0, 300, 600, 900, 1200, 1200, 1800, 2100, 2400, 2700])
    #expect((0..<10).map { ranking.tied[$0] } == [300, 300, 300, 300, 600, 600, 300, 300, 300, 300])
    #expect(ranking.order.map { Int($0) / 10 }.prefix(300).elementsEqual(0..<300))
  }

  /// The 13 nets of FairNAS's Fig. 1 as digitised: 76 concordant pairs and 2 discordant.
  @Test func fairNASFigureOneHasTwoDiscordantPairs() throws {
    let tau = try KendallTau(FairNASFigure.oneShot, FairNASFigure.standAlone)
    #expect((tau.concordant, tau.discordant) == (76, 2))
    #expect(abs(tau.tauB - 0.948718) < 1e-6)
    #expect(tau.tauA == tau.tauB)
  }

  @Test func aPerfectOrderIsFlaggedAndReachesOne() throws {
    let x = (0..<20).map(Double.init), interval = try #require(try KendallTau(x, x).estimate().interval)
    let swapped = try #require(try KendallTau(x, [1, 0] + x.dropFirst(2)).estimate().interval)
    #expect(interval.high == 1 && interval.low == swapped.low && swapped.flags.isEmpty && interval.low > 0.7)
    #expect(interval.flags == [.degenerate])
    let mirrored = try #require(try KendallTau(x, x.map { -$0 }).estimate().interval)
    #expect(mirrored.low == -1 && abs(mirrored.high + interval.low) < 1e-12)
  }

  @Test func nineNetsHaveNoIntervalButAReason() throws {
    let (x, y) = goldenColumns(seed: 3, count: 9, levels: 100), estimate = try KendallTau(x, y).estimate()
    #expect(estimate.interval == nil && estimate.absence == .fewNets)
  }

  @Test func aColumnThatHangsOnOneNetHasAReason() throws {
    let x = (0..<12).map { $0 == 4 ? 1.0 : 0 }, y = (0..<12).map(Double.init)
    #expect(try KendallTau(x, y).estimate().absence == .hangsOnOneNet)
  }

  @Test func badColumnsAreNamed() {
    #expect(throws: StatisticsError.lengths(2, 3)) { try KendallTau([1, 2], [1, 2, 3]) }
    #expect(throws: StatisticsError.tooFew("nets", count: 1, least: 2)) { try KendallTau([1], [1]) }
    #expect(throws: StatisticsError.notFinite(column: "y", index: 1)) { try KendallTau([1, 2], [1, .nan]) }
    #expect(throws: StatisticsError.notFinite(column: "macs", index: 0)) { try KendallTau([.infinity, 2], [1, 2], names: ("macs", "y")) }
    #expect(throws: StatisticsError.constant(column: "x")) { try KendallTau([2, 2], [1, 3]) }
    #expect(throws: StatisticsError.constant(column: "y")) { try KendallTau([2, 3], [1, 1]) }
  }

  /// A million pairs with their interval take under two seconds; well under, since reading them must fit too.
  @Test func aMillionPairsAreFast() throws {
    let (x, y) = goldenColumns(seed: 5, count: 1_000_000, levels: 1_000_000_000), clock = ContinuousClock()
    var interval: Interval?
    let time = try clock.measure { interval = try KendallTau(x, y).estimate().interval }
    let width = try #require(interval.map { $0.high - $0.low })
    #expect(width > 0 && width < 0.01)
    #expect(time < .seconds(2), "\(time)")
  }
}

/// FairNAS Fig. 1, the FairNAS series as digitised (single-path.md, section 1.6).
enum FairNASFigure {
  static let oneShot = [0.6411, 0.6460, 0.6514, 0.6557, 0.6607, 0.6654, 0.6702, 0.6756, 0.6799, 0.6851, 0.6902, 0.6952, 0.7003]
  static let standAlone = [0.6926, 0.6930, 0.6935, 0.6947, 0.6966, 0.6939, 0.6973, 0.6974, 0.7043, 0.7087, 0.7124, 0.7128, 0.7161]
}
