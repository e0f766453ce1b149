import Analysis
import Digests
import Store
import Testing

@Suite struct CrossedPredictionsTests {
  private func run(_ seed: Int, batches: [Int], _ scores: [[[Double]]]) -> ProxyRun {
    let provenance = Provenance(
      commit: "x", dirty: false, compiler: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x", expense: .none)
    return ProxyRun(
      header: RunHeader(spec: "{}", provenance: provenance), space: SpaceLabel(name: "x", digest: Digest(of: "x".utf8)), batch: 8,
      proxies: ["naswot", "snip"], initializations: [seed], batches: batches, architectures: ["0", "1", "2"], scores: scores.map { [$0] })
  }

  @Test func eachProxyHasARowARunAndNetsWithoutScoreAreLast() {
    let runs = [
      run(11, batches: [11], [[[3, .nan, 1]], [[0.5, 0.25, 0.125]]]), run(12, batches: [12], [[[1, 2, 3]], [[.nan, .nan, .nan]]]),
    ]
    let found = CrossedPredictions.proxies(runs) { $0.uppercased() }
    #expect(found.map(\.name) == ["NASWOT", "SNIP"])
    #expect(found[0].scores == [[["0": 3, "1": 0, "2": 1]], [["0": 1, "1": 2, "2": 3]]])
    #expect(found[1].scores == [[["0": 0.5, "1": 0.25, "2": 0.125]], [["0": -1, "1": -1, "2": -1]]])
    // Each seed has a minibatch of its own: all are independent.
    #expect(found[0].independent.scores == found[0].scores.map { $0[0] } && found[0].independent.seeds.isEmpty)
    #expect(CrossedPredictions.proxies([]) { $0 }.isEmpty)
  }

  @Test func ofACrossedTableOnlyTheDiagonalIsIndependent() {
    func table(_ value: Double) -> [String: Double] { ["0": value] }
    let crossed = CrossedPredictions("x", scores: [[table(1), table(2)], [table(3), table(4)], [table(5), table(6)]])
    #expect(crossed.independent.scores == [table(1), table(4)])
  }
}
