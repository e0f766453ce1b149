import Testing

import Statistics

/// Values with ties are compared with scipy's in KendallTauTests.
@Suite struct WeightedTauTests {
  /// By hand for four nets, best first: exchanging the best two costs 2·(1 + ½) of Σ(wᵢ + wⱼ) = 3·(1 + ½ + ⅓ + ¼).
  @Test func exchangesAtTheTopWeighMost() throws {
    let total = 3 * (1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4)
    #expect(abs(try KendallTau([4, 3, 2, 1], [3, 4, 2, 1]).weightedTau - (1 - 2 * 1.5 / total)) < 1e-15)
    #expect(abs(try KendallTau([4, 3, 2, 1], [4, 3, 1, 2]).weightedTau - (1 - 2 * (1.0 / 3 + 1.0 / 4) / total)) < 1e-15)
  }
}
