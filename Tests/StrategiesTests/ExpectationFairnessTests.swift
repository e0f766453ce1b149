import Spaces
import Strategies
import Testing

@Suite struct ExpectationFairnessTests {
  @Test func aStepTrainsOnePathOnKBatchesWithAnUpdateAfterEach() {
    var steps = Steps(ExpectationFairness(iterations: 6), .fairNAS(), seed: 1)
    for _ in 0..<20 {
      let actions = steps.next(), path = actions.paths[0]
      #expect(actions == (0..<6).flatMap { [.pass(Pass(.path(path), .training($0))), .updateWeights] })
    }
  }

  @Test func oneIterationIsUniformSampling() {
    var one = Steps(ExpectationFairness(iterations: 1), .fairNAS(), seed: 2), uniform = Steps(UniformSampling(), .fairNAS(), seed: 2)
    for _ in 0..<20 { #expect(one.next() == uniform.next()) }
  }

  @Test func countsAreKTimesAMultinomial() {
    // 3,000 steps of k = 4 give counts 4 · Multinomial(3,000; 1/6): mean 2,000, and a variance 4 times that of uniform sampling.
    var steps = Steps(ExpectationFairness(iterations: 4), .fairNAS(), seed: 3)
    let counts = steps.counts(3000)
    #expect(counts.joined().allSatisfy { $0.isMultiple(of: 4) })
    let squares = counts.joined().reduce(0.0) { $0 + Double(($1 - 2000) * ($1 - 2000)) / (4 * 2000) }
    #expect(abs(squares - 95) < 5 * 13.8)
  }
}
