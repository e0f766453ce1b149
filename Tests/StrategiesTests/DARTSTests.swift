import Spaces
import Strategies
import Streams
import Testing

@Suite struct DARTSTests {
  /// Finn's toy problem of the paper's Figure 2: L_val = αw − 2α + 1, L_train = w² − 2αw + α² at (α, w) = (2, −2).
  @Test(arguments: [(DARTS.Order.first, 0.5, -4.0), (.second, 0.5, 2), (.second, 0.7, 4.4)])
  func theToyProblemIsExact(order: DARTS.Order, rate: Double, expected: Double) {
    let alpha = 2.0, now = Moment(epoch: 0, progress: 0, learningRate: rate)
    var w = -2.0, held = 0.0, sum = 0.0, found = 0.0, updates = 0
    for action in order.actions {
      switch action {
      case .pass(let pass):
        let distance: Double = if case .beside(let radius) = pass.point { radius / abs(held) } else { 0 }
        let at =
          switch pass.point {
          case .here: w
          case .ahead: w - rate * held
          case .beside: w + distance * held
          }
        let isValidation = pass.batch.split == .validation
        let inAlpha = isValidation ? at - 2 : -2 * at + 2 * alpha, inWeight = isValidation ? alpha : 2 * at - 2 * alpha
        if pass.gradients.contains(.weights) { sum += inWeight }
        if pass.gradients.contains(.mixture) {
          found += inAlpha * DARTS.Order.share(of: Outcome(pass, loss: 0, gradient: Mixture([[inAlpha]]), distance: distance), now)
        }
      case .hold: (held, sum) = (sum, 0)
      case .updateMixture: updates += 1
      case .updateWeights: w = .nan
      }
    }
    #expect(abs(found - expected) < 1e-12 && updates == 1 && w == -2)
  }

  @Test func alphaWaitsForItsWarmup() {
    let space = Space.darts(), method = DARTS(order: .second, warmup: 3)
    var random = RandomStream(seed: 2, "strategy"), state = method.start(space, &random)
    let early = method.step(Moment(epoch: 2, progress: 0.1, learningRate: 0.1), space, &state, &random)
    let late = method.step(Moment(epoch: 3, progress: 0.2, learningRate: 0.1), space, &state, &random)
    #expect(early.count == 2 && late.count == 9)
    #expect(late.suffix(2) == early)
  }

  @Test func alphaBeginsSmallAndItsMixtureIsNearlyUniform() {
    let space = Space.darts(), method = DARTS()
    var random = RandomStream(seed: 2, "strategy")
    let state = method.start(space, &random), all = state.values.joined()
    #expect(state.values.count == 28 && all.count == 224 && all.contains { $0 != 0 } && all.allSatisfy { abs($0) < 0.006 })
    for row in method.mixture(space, state).weights {
      #expect(abs(row.reduce(0, +) - 1) < 1e-12 && row.allSatisfy { abs($0 - 0.125) < 0.001 })
    }
  }

  /// Passes that read the same α are added up through softmax: a gradient that is equal for all candidates moves nothing.
  @Test func onlyDifferencesBetweenCandidatesMoveAlpha() {
    let space = Space.darts(), method = DARTS(adam: .init(rate: 0.1, beta1: 0.5, decay: 0))
    var random = RandomStream(seed: 2, "strategy"), state = method.start(space, &random)
    let before = state, now = Moment(epoch: 0, progress: 0, learningRate: 0.1), pass = Pass(.mixture, .validation(), .mixture)
    method.receive(Outcome(pass, loss: 1, gradient: Mixture(before.values.map { $0.map { _ in 3 } }), distance: 0), now, &state)
    #expect(state.gradient.joined().allSatisfy { abs($0) < 1e-15 })
    method.receive(
      Outcome(pass, loss: 1, gradient: Mixture(before.values.map { $0.indices.map { $0 == 3 ? 1 : 0 } }), distance: 0), now, &state)
    method.update(now, &state)
    for (row, old) in zip(state.values, before.values) { #expect(row[3] < old[3] - 0.09 && row[0] > old[0] + 0.09) }
  }
}
