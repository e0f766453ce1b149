import Spaces
import Strategies
import Streams
import Testing

@Suite struct FairDARTSTests {
  /// Values of the paper's L₀₁ and its L1 form, and their slopes.
  @Test func zeroOneLossHasThePublishedValues() {
    let squared = FairDARTS(), absolute = FairDARTS(distance: .absolute), row = [[2.0, -2, 0, 4]]
    #expect(abs(squared.zeroOneLoss(row).value + 0.130588) < 1e-6)
    #expect(abs(absolute.zeroOneLoss(row).value + 0.310902) < 1e-6)
    for (slope, exact) in zip(squared.zeroOneLoss(row).gradient[0], [-0.019991, 0.019991, 0, -0.004257]) {
      #expect(abs(slope - exact) < 1e-6)
    }
    #expect(abs(squared.zeroOneLoss([[1]]).value + 0.053388) < 1e-6 && abs(absolute.zeroOneLoss([[1]]).value + 0.231059) < 1e-6)
    #expect(abs(squared.zeroOneLoss([[1]]).gradient[0][0] + 0.090858) < 1e-6)
    #expect(abs(squared.zeroOneLoss([[2.6767, -2.6767]]).value + 0.189780) < 1e-6)
    for distance in FairDARTS.Distance.allCases {
      let method = FairDARTS(distance: distance)
      #expect(method.zeroOneLoss([[0, 0]]).value == 0 && method.zeroOneLoss([[0]]).gradient == [[0]])
      #expect(abs(method.zeroOneLoss([[60, -60]]).value + (distance == .squared ? 0.25 : 0.5)) < 1e-12)
    }
  }

  @Test(arguments: FairDARTS.Distance.allCases) func itsSlopeIsTheDifferenceQuotient(distance: FairDARTS.Distance) {
    let method = FairDARTS(distance: distance), at = [[0.3, -1.7, 2.2], [0.9]]
    for row in at.indices {
      for k in at[row].indices {
        var above = at, below = at
        above[row][k] += 1e-6
        below[row][k] -= 1e-6
        let quotient = (method.zeroOneLoss(above).value - method.zeroOneLoss(below).value) / 2e-6
        #expect(abs(method.zeroOneLoss(at).gradient[row][k] - quotient) < 1e-9)
      }
    }
  }

  /// Where nothing but the zero-one loss and Adam's decay pull, sigmoids settle where the two are equal.
  @Test(arguments: zip([5.0, 10, 15, 20], [0.8829, 0.9356, 0.9542, 0.9640])) func saturationIsWhereDecayMeetsTheLoss(
    weight: Double, end: Double
  ) {
    let space = Space.darts(operations: Primitive.withoutNone), method = FairDARTS(weight: weight)
    var random = RandomStream(seed: 1, "strategy"), state = method.start(space, &random)
    #expect(state.values.count == 28 && state.values.allSatisfy { $0 == [Double](repeating: 0, count: 7) })
    state = ArchitectureParameters(state.values.map { _ in [1.0, -1, -1, -1, -1, -1, -1] })
    let now = Moment(epoch: 0, progress: 0, learningRate: 0.005)
    for _ in 0..<6_000 { method.update(now, &state) }
    for row in method.mixture(space, state).weights {
      #expect(abs(row[0] - end) < 1e-3)
      #expect(abs(row[1] - 1 + end) < 1e-3)
    }
  }

  @Test func aSingleLevelStepHasOnePass() {
    let space = Space.darts(operations: Primitive.withoutNone), now = Moment(epoch: 0, progress: 0, learningRate: 0.005)
    var random = RandomStream(seed: 1, "strategy")
    var state = FairDARTS().start(space, &random)
    #expect(FairDARTS(level: .single).step(now, space, &state, &random).count == 3)
    #expect(FairDARTS().step(now, space, &state, &random) == DARTS().step(now, space, &state, &random))
  }
}
