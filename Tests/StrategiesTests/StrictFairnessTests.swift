import Spaces
import Strategies
import Testing

@Suite struct StrictFairnessTests {
  @Test(arguments: [Space.nasBenchMacro(), .fairNAS()]) func everyCandidateIsTrainedOnceInEachStep(_ space: Space) {
    var steps = Steps(StrictFairness(), space, seed: 1)
    for number in 1...50 {
      var before = steps
      let actions = steps.next(), m = space.choices[0].candidates.count
      #expect(actions.paths.count == m)
      for choice in space.choices.indices { #expect(actions.paths.map { $0[choice] }.sorted() == Array(0..<m)) }
      #expect(before.counts(number) == space.choices.map { $0.candidates.map { _ in number } })
    }
  }

  @Test func theGradientsOfOneBatchAreSummedBeforeTheOneUpdate() {
    var steps = Steps(StrictFairness(), .fairNAS(), seed: 2)
    let actions = steps.next()
    #expect(actions.count == 7 && actions.last == .updateWeights && actions.updates == 1)
    #expect(actions.passes.allSatisfy { $0.batch == .training(0) && $0.scale == 1 && $0.gradients == .weights && $0.point == .here })
    #expect(actions.passes.allSatisfy { $0.tracksStatistics })
  }

  @Test func theMeanScalesEachPass() {
    var sum = Steps(StrictFairness(), .fairNAS(), seed: 3), mean = Steps(StrictFairness(gradients: .mean), .fairNAS(), seed: 3)
    let summed = sum.next(), averaged = mean.next()
    #expect(averaged.passes.allSatisfy { $0.scale == 1.0 / 6 })
    #expect(averaged.paths == summed.paths)
  }

  @Test func permutationsOfChoicesAreIndependent() {
    // Of two choices with three candidates, 9 pairs are equally likely: 3,000 steps give each pair 1,000 times, sd 24 at most.
    var steps = Steps(StrictFairness(), .nasBenchMacro(), seed: 4), pairs = [Int](repeating: 0, count: 9)
    for _ in 0..<3000 { for path in steps.next().paths { pairs[3 * path[2] + path[5]] += 1 } }
    #expect(pairs.allSatisfy { abs($0 - 1000) < 130 })
  }

  @Test func columnsOfSmallerChoicesRepeat() {
    var steps = Steps(StrictFairness(), .fairNAS(searchable: 18), seed: 5)
    let paths = steps.next().paths
    #expect(paths.count == 6 && paths.allSatisfy { $0[18] == 0 })
    #expect(paths.map { $0[0] }.sorted() == Array(0..<6))
  }
}
