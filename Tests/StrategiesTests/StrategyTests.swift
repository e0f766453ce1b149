import FoundationEssentials
import Spaces
import Strategies
import Testing

@Suite struct StrategyTests {
  /// What holds for every sampling strategy.
  private func check<S: Strategy & Hashable>(_ strategy: S) throws where S.State == Stateless {
    for space in [Space.nasBenchMacro(), .fairNAS()] {
      var one = Steps(strategy, space, seed: 1), same = one, other = Steps(strategy, space, seed: 2)
      var differs = false
      for _ in 0..<20 {
        let step = one.next(), again = same.next()
        #expect(step == again && step.hashValue == again.hashValue && "\(step)" == "\(again)")
        #expect(step.paths.allSatisfy { path in zip(path, space.choices).allSatisfy { $1.candidates.indices.contains($0) } })
        #expect(step.paths.count == step.passes.count && step.paths.allSatisfy { $0.count == space.choices.count })
        #expect(step.last == .updateWeights, "no gradient is left over for the next step")
        if other.next() != step { differs = true }
      }
      #expect(differs, "the stream decides")
      #expect(one.random == same.random)
    }
    #expect(try JSONDecoder().decode(S.self, from: JSONEncoder().encode(strategy)) == strategy)
  }

  @Test func stepsAreValuesThatTheStreamDecides() throws {
    try check(UniformSampling())
    try check(ExpectationFairness(iterations: 3))
    try check(StrictFairness())
    try check(StrictFairness(gradients: .mean))
  }
}
