import Spaces
import Strategies
import Testing

@Suite struct UniformSamplingTests {
  @Test func aStepIsOnePassAndOneUpdate() {
    var steps = Steps(UniformSampling(), .nasBenchMacro(), seed: 1)
    let actions = steps.next()
    #expect(actions == [.pass(Pass(.path(actions.paths[0]), .training())), .updateWeights])
  }

  @Test func countsFollowTheMultinomial() {
    // n = 12,000 draws of m = 6: mean 2,000, variance n (m − 1)/m² = 1,666.7; the sum of squares over it is χ² with 19 · 5 degrees.
    var steps = Steps(UniformSampling(), .fairNAS(), seed: 2)
    let squares = steps.counts(12_000).joined().reduce(0.0) { $0 + Double(($1 - 2000) * ($1 - 2000)) / 2000 }
    #expect(abs(squares - 95) < 5 * 13.8, "sd is √190 = 13.8")
  }

  @Test func equalCountsAreRare() {
    // Six candidates are all trained once in six steps with probability 6!/6⁶ = .015432, twice in twelve with 12!/(2⁶ 6¹²) = .0034383.
    var steps = Steps(UniformSampling(), .fairNAS(), seed: 3)
    for (draws, repeats, expected) in [(6, 6000, 0.015432), (12, 6000, 0.0034383)] {
      var equal = 0
      for _ in 0..<repeats { equal += steps.counts(draws).count { $0.allSatisfy { $0 == draws / 6 } } }
      let trials = Double(repeats * 19), sd = (expected * (1 - expected) / trials).squareRoot()
      #expect(abs(Double(equal) / trials - expected) < 5 * sd)
    }
  }
}
