import Testing

import Statistics

@Suite struct PairSumsTests {
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

  /// Three pairs of one net each way: tau = 1/3; without net 0 the pair (1, 2) is left.
  @Test func sumsOverPairsByHand() {
    let sums = PairSums(count: 3) { i, j in (i == 2 && j == 1 ? -1 : 1, 1, 1) }
    #expect(sums.net == [2, 0, 0] && sums.first == [2, 2, 2])
    #expect(abs(sums.tau - 1.0 / 3) < 1e-15 && sums.jackknife.withoutEach == [-1, 1, 1])
    #expect(PairSums(count: 3) { _, _ in (0, 0, 0) }.tau.isNaN)
  }
}
