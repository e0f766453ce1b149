import FoundationEssentials
import Spaces
import Strategies
import Streams
import Testing

@Suite struct WidthWarmUpTests {
  private static let space = Space.shuffleNet(widths: [40, 80], depths: [2, 2], strides: [2, 2], tenths: Stages.shuffleNetTenths)

  /// Which candidates of each choice are drawn in so many steps at one moment.
  private func drawn(_ strategy: UniformSampling, _ space: Space, at progress: Double, steps: Int = 500) -> [Set<Int>] {
    var random = RandomStream(seed: 4, "paths"), state = Stateless(), seen = space.choices.map { _ in Set<Int>() }
    let now = Moment(epoch: 0, progress: progress, learningRate: 0.1)
    for _ in 0..<steps {
      for path in strategy.step(now, space, &state, &random).paths { for (choice, k) in path.enumerated() { seen[choice].insert(k) } }
    }
    return seen
  }

  /// In epoch e of 120, counted from 1: how many of the eight widths are drawn.
  @Test(arguments: [(1, 1), (60, 1), (61, 2), (62, 3), (63, 4), (64, 5), (65, 6), (66, 6), (67, 7), (69, 7), (70, 8), (73, 8), (120, 8)])
  func theWidestComeFirstAndNarrowerOnesJoinInTheirTurn(epoch: Int, widths: Int) {
    for progress in [Double(epoch - 1) / 120, (Double(epoch) - 0.01) / 120] {
      let expected = Set((0..<32).filter { $0 % 8 < widths })
      #expect(drawn(UniformSampling(), Self.space, at: progress).allSatisfy { $0 == expected })
    }
  }

  /// From the last admission on, and everywhere without warm-up, paths are those of the plain law, draw for draw.
  @Test func onceAllWidthsAreAdmittedPathsAreUniform() {
    var states = (0..<3).map { _ in RandomStream(seed: 5, "paths") }, state = Stateless()
    for number in 0..<50 {
      let path = Self.space.uniformPath(&states[0])
      let late = Moment(epoch: 0, progress: 0.6, learningRate: 0.1), early = Moment(epoch: 0, progress: 0, learningRate: 0.1)
      #expect(UniformSampling().step(late, Self.space, &state, &states[1]).paths == [path], "step \(number)")
      #expect(UniformSampling(widthWarmUp: WidthWarmUp([])).step(early, Self.space, &state, &states[2]).paths == [path])
    }
  }

  /// Squeeze-excite's twins share weights and have one width; other candidates share none.
  @Test func spacesWithoutWidthsAreSampledAsEver() {
    for space in [Space.nasBenchMacro(), .scarlet().sharingTwins()] {
      var own = RandomStream(seed: 6, "paths"), plain = own, state = Stateless()
      for _ in 0..<50 {
        let now = Moment(epoch: 0, progress: 0.1, learningRate: 0.1)
        #expect(UniformSampling().step(now, space, &state, &own).paths == [space.uniformPath(&plain)])
      }
    }
  }

  @Test func theStandardIsNotWrittenAndAnotherReadsBack() throws {
    let standard = StrategySpec.spos(UniformSampling()), off = StrategySpec.spos(UniformSampling(widthWarmUp: WidthWarmUp([])))
    #expect(String(decoding: try JSONEncoder().encode(standard), as: UTF8.self) == #"{"name":"spos"}"#)
    #expect(String(decoding: try JSONEncoder().encode(off), as: UTF8.self).contains(#""widthWarmUp":[]"#))
    for spec in [standard, off, .spos(UniformSampling(widthWarmUp: WidthWarmUp([0.25, 0.75])))] {
      #expect(try JSONDecoder().decode(StrategySpec.self, from: JSONEncoder().encode(spec)) == spec)
    }
  }
}
