import Spaces
import Strategies
import Streams
import Testing

@Suite struct BiasedSamplingTests {
  private let space = Space.nasBenchMacro(
    input: ImageShape(height: 8, width: 8, channels: 1), classes: 4, stem: 4, widths: [8, 8], depths: [2, 2], head: 16)

  private func counts(_ strategy: BiasedSampling, steps: Int) -> [[Int]] {
    var random = RandomStream(seed: 5, "biased"), state = Stateless(), counts = space.choices.map { $0.candidates.map { _ in 0 } }
    for step in 0..<steps {
      let actions = strategy.step(Moment(epoch: 0, progress: 0, learningRate: 0, step: step), space, &state, &random)
      for action in actions {
        guard case .pass(let pass) = action, case .path(let path) = pass.route else { continue }
        for (choice, candidate) in path.enumerated() { counts[choice][candidate] += 1 }
      }
    }
    return counts
  }

  /// 10/12, 1/12, 1/12 of three; choice c favours candidate c mod 3.
  @Test func oneCandidateIsDrawnTenTimesAsOftenAsEachOther() {
    let steps = 12_000
    for (choice, own) in counts(BiasedSampling(odds: 10), steps: steps).enumerated() {
      #expect(own.reduce(0, +) == steps)
      for (candidate, count) in own.enumerated() {
        let share = candidate == choice % 3 ? 10.0 / 12 : 1.0 / 12, spread = (share * (1 - share) * Double(steps)).squareRoot()
        #expect(abs(Double(count) - share * Double(steps)) < 5 * spread, "\(choice) \(candidate): \(count)")
      }
    }
  }

  @Test func oneCandidateMayBeFavouredEverywhereAndEqualOddsAreUniform() {
    for own in counts(BiasedSampling(odds: 10, candidate: 2), steps: 600) { #expect(own[2] > 400) }
    for own in counts(BiasedSampling(odds: 1), steps: 9_000) { #expect(own.allSatisfy { abs($0 - 3_000) < 230 }) }
  }

  @Test func aStepIsOnePassAndOneUpdate() {
    #expect(BiasedSampling(odds: 10).passes(of: space, at: Moment(epoch: 0, progress: 0, learningRate: 0)) == 1)
    #expect(StrategySpec.biased(BiasedSampling(odds: 10)).name.rawValue == "biased")
  }
}
