import Search
import Testing

@Suite struct BaselineTests {
  private func generation(_ rewards: Double...) -> [Episode] { rewards.map { Episode(path: [0], drawn: [true], reward: $0) } }

  @Test func theFirstGenerationSetsItAndLaterOnesMoveIt() throws {
    var policy = FactorizedPolicy(candidates: [2], PolicyOptions(entropy: 0))
    policy.learn(generation(1, 3))
    #expect(policy.baseline.value == 2)
    // Both took the same candidate: advantages −1 and 1 cancel.
    #expect(policy.logits == [[0, 0]])
    policy.learn(generation(4, 4))
    #expect(abs(try #require(policy.baseline.value) - 2.2) < 1e-15)
    // Twice an advantage of 2 against the average before: 0.5 · 2 · 2 · (1 − ½).
    #expect(policy.logits == [[1, -1]])
  }
}
