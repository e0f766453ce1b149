import Reporting
import Testing

@Suite struct BinsTests {
  @Test func aValueOnAnEdgeBelongsToTheBinAbove() {
    let bins = Bins([0, 0.1, 0.2, 0.29, 0.3], width: 0.1)
    #expect(bins.counts == [1, 1, 2, 1] && bins.low == 0)
  }

  @Test func anEdgeStandsWhereItIsAsked() {
    let bins = Bins([0.98, 1], width: 0.3, edge: 1.05)
    #expect(bins.counts == [2] && abs(bins.low - 0.75) < 1e-12 && abs(bins.high - 1.05) < 1e-12)
  }

  @Test(arguments: [1.0, 0.001, 37]) func widthsAreRoundAndBinsFew(_ scale: Double) {
    let bins = Bins((0...1_000).map { Double($0) / 1_000 * scale })
    #expect((8...26).contains(bins.counts.count) && bins.counts.reduce(0, +) == 1_001)
  }
}
