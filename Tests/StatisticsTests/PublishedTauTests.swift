import Testing

import Statistics
import Streams

@Suite struct PublishedTauTests {
  /// 76 and 2 pairs give .9487, 63 and 15 give .6154; SPOS's interval is wide, and FairNAS's near that of its digitised points.
  @Test func theIntervalsOfThirteenNets() throws {
    let random = RandomStream(seed: 1, "published")
    let fair = PublishedTau.fairNAS.estimate(random: random), spos = PublishedTau.spos.estimate(random: random)
    #expect(abs(fair.value - 0.948718) < 1e-6 && abs(spos.value - 48.0 / 78) < 1e-15)
    let wide = try #require(spos.interval), narrow = try #require(fair.interval)
    #expect(wide.low < 0.25 && wide.high > 0.8)
    #expect(narrow.low > 0.5 && narrow.low < 0.65 && narrow.high > 0.98 && narrow.high < 1)
    let digitised = try #require(try KendallTau(FairNASFigure.oneShot, FairNASFigure.standAlone).estimate().interval)
    // One digitised net takes part in both discordant pairs, which makes the jackknife wider.
    #expect(digitised.low > 0.35 && digitised.low < narrow.low && abs(digitised.high - narrow.high) < 0.01)
  }

  /// Four nets have six orders with three discordant pairs; 6,000 draws give each within 5 standard deviations of 1,000.
  @Test func allOrdersWithThesePairsComeEquallyOften() throws {
    var random = RandomStream(seed: 2, "orders"), counts: [[Double]: Int] = [:]
    let ways = PublishedTau.ways(4, 3)
    #expect(abs(ways[4][3] - 6.0 / 24) < 1e-15)
    for _ in 0..<6_000 { counts[PublishedTau.order(ways, 3, &random), default: 0] += 1 }
    #expect(counts.count == 6 && counts.values.allSatisfy { abs($0 - 1_000) < 145 })
    for order in counts.keys { #expect(try KendallTau([0, 1, 2, 3], order).discordant == 3) }
  }

  @Test func perfectOrdersHaveNoVariance() {
    #expect(PublishedTau("all", count: 13, discordant: 0).estimate(random: .init(seed: 1, "p")).absence == .noVariance)
    #expect(PublishedTau("few", count: 5, discordant: 3).estimate(random: .init(seed: 1, "p")).absence == .fewNets)
  }
}
