import FoundationEssentials
import Spaces
import Strategies
import Streams
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

  /// Of five candidates beside seven, two are trained twice in each step: after any step numbers differ by one at most, after five by none.
  @Test func repeatsInTurnKeepUnequalChoicesFair() {
    var space = Space.fairNAS()
    for index in space.choices.indices {
      space.choices[index].candidates = (0..<(index % 3 == 0 ? 7 : 5)).map { Operation("o\($0)", space.choices[0].candidates[0].layers) }
    }
    let strategy = StrictFairness(repeats: .inTurn)
    var counts = space.choices.map { $0.candidates.map { _ in 0 } }, state = Stateless(), random = RandomStream(seed: 6, "paths")
    for step in 0..<35 {
      let actions = strategy.step(Moment(epoch: 0, progress: 0, learningRate: 0.1, step: step), space, &state, &random)
      #expect(actions.paths.count == 7)
      for path in actions.paths { for (choice, candidate) in path.enumerated() { counts[choice][candidate] += 1 } }
      for choice in counts { #expect((choice.max() ?? 0) - (choice.min() ?? 0) <= 1) }
      if step % 5 == 4 { #expect(counts.allSatisfy { Set($0).count == 1 }) }
    }
    var other = Steps(StrictFairness(), space, seed: 6), drawn = space.choices.map { $0.candidates.map { _ in 0 } }
    for (choice, found) in other.counts(35).enumerated() { drawn[choice] = found }
    #expect(drawn.contains { Set($0).count > 1 }, "drawn ones are fair in expectation alone")
  }

  @Test func theDefaultIsNotWritten() throws {
    let text = { (strategy: StrictFairness) in String(decoding: try JSONEncoder().encode(strategy), as: UTF8.self) }
    #expect(try text(StrictFairness()) == #"{"gradients":"sum"}"#)
    let own = StrictFairness(repeats: .inTurn)
    #expect(try JSONDecoder().decode(StrictFairness.self, from: JSONEncoder().encode(own)) == own)
  }
}
