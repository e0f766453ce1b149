import Spaces
import Strategies
import Streams
import Testing

@Suite struct WholeNetworkTests {
  @Test func everyStepTrainsAllCandidatesWithWeightOne() {
    let space = Space.darts(), method = WholeNetwork(), now = Moment(epoch: 0, progress: 0, learningRate: 0.1)
    var random = RandomStream(seed: 1, "strategy"), state = method.start(space, &random)
    #expect(WholeNetwork.relaxes && method.mixture(space, state) == Mixture(space.choices.map { $0.candidates.map { _ in 1 } }))
    #expect(method.step(now, space, &state, &random) == [.pass(Pass(.mixture, .training())), .updateWeights])
  }
}
