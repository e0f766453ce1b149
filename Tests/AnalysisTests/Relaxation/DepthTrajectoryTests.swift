import Analysis
import SimulatedStudies
import Statistics
import Testing

@Suite struct DepthTrajectoryTests {
  private func track(_ seed: Int, _ tests: [Int?]) throws -> DepthTrajectory.Track {
    DepthTrajectory.Track(
      seed: seed,
      stages: try tests.enumerated().map { number, test in
        DepthTrajectory.Stage(
          cells: 3 + 2 * number, mixture: 0.5, net: try test.map { try SimulatedRelaxations.net(skips: 1, macs: 1_000, test: $0) })
      })
  }

  @Test func theGainIsThatOfTheLastStageOverTheFirst() throws {
    let trajectory = DepthTrajectory("P-DARTS", [try track(1, [60, 20, 64]), try track(2, [58, 70, 68])])
    #expect(trajectory.tracks.map(\.gain).map { $0.map { ($0 * 100).rounded() } } == [4, 10])
    let gain = try #require(trajectory.gain.value), interval = try #require(gain.interval)
    // Mean 7, sd √18, t of one degree of freedom 12.706.
    #expect(abs(gain.value - 0.07) < 1e-12 && abs(interval.high - (0.07 + 12.7062 * 0.03)) < 1e-4)
  }

  @Test func netsThatAreNoneGiveNoGain() throws {
    let trajectory = DepthTrajectory("P-DARTS", [try track(1, [60, nil])])
    #expect(trajectory.gain.value == nil && trajectory.gain.reason != nil && trajectory.tracks[0].gain == nil)
  }
}
