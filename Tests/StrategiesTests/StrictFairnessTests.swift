import Spaces
import Strategies
import Streams
import Testing

@Suite struct StrictFairnessTests {
  static let now = Moment(epoch: 0, progress: 0, learningRate: 0.1)

  @Test func everyCandidateIsTrainedOnceInEachStep() {
    let space = Space.nasBenchMacro()
    var random = RandomStream(seed: 1, "strict"), state = Stateless()
    for _ in 0..<50 {
      let actions = StrictFairness().step(Self.now, space, &state, &random)
      let paths = actions.compactMap { if case .pass(let pass) = $0, case .path(let path) = pass.route { path } else { nil } }
      #expect(paths.count == 3 && actions.last == .updateWeights)
      for layer in 0..<8 { #expect(paths.map { $0[layer] }.sorted() == [0, 1, 2]) }
    }
  }
}
