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

  /// The 13 nets of FairNAS's Fig. 1 as digitised: 76 concordant pairs and 2 discordant.
  @Test func fairNASFigureOneHasTwoDiscordantPairs() throws {
    let tau = try KendallTau(FairNASFigure.oneShot, FairNASFigure.standAlone)
    #expect((tau.concordant, tau.discordant) == (76, 2))
    #expect(abs(tau.tauB - 0.948718) < 1e-6)
    #expect(tau.tauA == tau.tauB)
  }

  @Test func aMillionPairsHaveANarrowInterval() throws {
    let (x, y) = goldenColumns(seed: 5, count: 1_000_000, levels: 1_000_000_000)
    let interval = try #require(try KendallTau(x, y).estimate().interval)
    #expect(interval.high - interval.low > 0 && interval.high - interval.low < 0.01)
  }
}

/// FairNAS Fig. 1, the FairNAS series as digitised (single-path.md, section 1.6).
enum FairNASFigure {
  static let oneShot = [0.6411, 0.6460, 0.6514, 0.6557, 0.6607, 0.6654, 0.6702, 0.6756, 0.6799, 0.6851, 0.6902, 0.6952, 0.7003]
  static let standAlone = [0.6926, 0.6930, 0.6935, 0.6947, 0.6966, 0.6939, 0.6973, 0.6974, 0.7043, 0.7087, 0.7124, 0.7128, 0.7161]
}
