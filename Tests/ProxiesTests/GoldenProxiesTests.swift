import Proxies
import Spaces
import Testing

/// Every proxy against PyTorch in float64 by the released formulas.
@Suite struct GoldenProxiesTests {
  /// Relative: NASWOT counts, synflow adds positive numbers, gradients lose digits in BatchNorm. Of jacob_cov absolute errors of
  /// eigenvalues count.
  private func tolerance(_ proxy: Proxy) -> Double {
    switch proxy {
    case .naswot: 1e-12
    case .gradNorm, .snip: 1e-4
    case .fisher: 5e-4
    case .jacobCov: 1e-4
    case .synflow: 1e-7
    }
  }

  @Test(arguments: Samples.nets.indices) func scoresAreThoseOfTheReleasedFormulas(number: Int) throws {
    let expected = Samples.nets[number], space = Samples.space(expected.space)
    var scorer = try Samples.scorer(space)
    let found = try scorer.score(try space.architecture(expected.net))
    for (proxy, score) in zip(Proxy.allCases, found) {
      let wanted = try #require(expected.scores[proxy.rawValue])
      #expect(
        abs(score - wanted) <= tolerance(proxy) * abs(wanted),
        "\(proxy.rawValue) of \(expected.space) \(expected.net): \(score), not \(wanted)")
    }
  }
}
