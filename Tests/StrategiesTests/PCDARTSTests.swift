import FoundationEssentials
import Spaces
import Strategies
import Streams
import Testing

@Suite struct PCDARTSTests {
  private let space = Space.partialDARTS()

  @Test func ithas252NumbersAndGainsShareWhatEntersASum() {
    var random = RandomStream(seed: 1, "strategy")
    let method = PCDARTS(spread: 1), state = method.start(space, &random), mixture = method.mixture(space, state)
    #expect((state.alpha.values + state.beta.values).reduce(0) { $0 + $1.count } == 252)
    #expect(mixture.weights.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 })
    #expect(space.edgesBySum.map(\.count) == [2, 3, 4, 5, 2, 3, 4, 5])
    for edges in space.edgesBySum { #expect(abs(edges.reduce(0) { $0 + mixture.gains[$1] } - 1) < 1e-12) }
    #expect(Set(mixture.gains).count == 28)
  }

  @Test func weightsTrainAloneFirst() {
    var random = RandomStream(seed: 1, "strategy"), state = PCDARTS().start(space, &random)
    for (epoch, count) in [(0, 2), (14, 2), (15, 4)] {
      let now = Moment(epoch: epoch, progress: 0, learningRate: 0.1)
      #expect(PCDARTS().step(now, space, &state, &random).count == count)
    }
  }

  /// Adam's first step goes against the gradient's sign by nearly the rate: the gradient must be that of a function of α and β.
  @Test func bothLearnFromTheGradientOfWeightsAndGains() throws {
    let method = PCDARTS(adam: .init(rate: 0.01, beta1: 0.5, decay: 0), warmup: 0, spread: 0.5)
    var random = RandomStream(seed: 3, "strategy"), state = method.start(space, &random), stream = RandomStream(seed: 4, "slopes")
    var slopes = method.mixture(space, state)
    for row in slopes.weights.indices {
      for k in slopes.weights[row].indices { slopes.weights[row][k] = stream.normal() }
      slopes.gains[row] = stream.normal()
    }
    /// A linear function of the mixture.
    func value(_ state: PCDARTS.State) -> Double {
      let mixture = method.mixture(space, state)
      return zip(mixture.weights.joined() + mixture.gains, slopes.weights.joined() + slopes.gains).reduce(0) { $0 + $1.0 * $1.1 }
    }
    func moved(_ state: PCDARTS.State, beta: Bool, _ row: Int, _ k: Int, by step: Double) -> PCDARTS.State {
      var next = state, values = beta ? state.beta.values : state.alpha.values
      values[row][k] += step
      if beta { next.beta = ArchitectureParameters(values) } else { next.alpha = ArchitectureParameters(values) }
      return next
    }
    let pass = Pass(.mixture, .validation(), .mixture), now = Moment(epoch: 0, progress: 0, learningRate: 0.1)
    method.receive(Outcome(pass, loss: 1, gradient: slopes, distance: 0), now, &state)
    for (beta, parameters) in [(false, state.alpha), (true, state.beta)] {
      for (row, gradient) in parameters.gradient.enumerated() {
        for (k, slope) in gradient.enumerated() {
          let quotient =
            (value(moved(state, beta: beta, row, k, by: 1e-6)) - value(moved(state, beta: beta, row, k, by: -1e-6))) / 2e-6
          #expect(abs(quotient - slope) < 1e-8)
        }
      }
    }
    let before = value(state)
    method.update(now, &state)
    #expect(value(state) < before)
    #expect(try JSONDecoder().decode(PCDARTS.State.self, from: JSONEncoder().encode(state)) == state)
  }
}
