import Analysis
import Glibc
import SimulatedStudies
import Testing

@Suite struct WeightTrajectoryTests {
  private let simulated = SimulatedWeights()

  @Test func entropyIsAShareOfTheLargest() throws {
    // Pairs of weights that add up to 1: of .8 and .2 in normal cells, .4 and .6 in reduction cells.
    let trajectory = try simulated.study(seeds: 1).groups[0].rows[0].trajectory
    let pairs = [0.8, 0.4].map { -($0 * log2($0) + (1 - $0) * log2(1 - $0)) }
    #expect(
      trajectory.entropy.count == 2 && trajectory.entropy[0] == 1 && trajectory.zeroOne[0] == 0
        && abs(trajectory.entropy[1] - (pairs[0] + pairs[1]) / 2) < 1e-12)
    #expect(abs(trajectory.zeroOne[1] + (0.09 + 0.01) / 2) < 1e-12)
  }

  @Test func weightsOfTheirOwnHaveBinaryEntropies() throws {
    // All .5 at first, then .9 for skips and .5 for the others of the normal cell: nothing adds up to 1.
    let search = try simulated.relaxation("F", seed: 1, skips: 0.9, competing: false)
    let row = try RelaxationStudy(space: simulated.space, [search], claim: SimulatedWeights.claim).groups[0].rows[0]
    let tenth = -(0.9 * log2(0.9) + 0.1 * log2(0.1))
    #expect(row.entropy == nil && row.trajectory.entropy[0] == 1 && row.trajectory.zeroOne[0] == 0)
    #expect(abs(row.trajectory.entropy[1] - (0.25 * tenth + 0.75)) < 1e-12 && abs(row.trajectory.zeroOne[1] + 0.04) < 1e-12)
  }

  @Test func productsWithEdgesAreReadAsSharesOfTheEdge() throws {
    let search = try simulated.relaxation("P", seed: 1, skips: 0.8, edges: true)
    let row = try RelaxationStudy(space: simulated.space, [search], claim: SimulatedWeights.claim).groups[0].rows[0]
    let plain = try simulated.study(seeds: 1).groups[0].rows[0]
    #expect(row.weights[1][0][0] == 0.4 && row.entropy != nil)
    #expect(
      zip(row.trajectory.entropy, plain.trajectory.entropy).allSatisfy { abs($0 - $1) < 1e-12 } && abs(row.margin - plain.margin) < 1e-12)
  }
}
