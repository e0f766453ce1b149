import Analysis
import Testing

@Suite struct SkipTrajectoryTests {
  @Test func theFirstHalfIsRightCensored() {
    let rising = SkipTrajectory(seed: 1, kept: [8, 8, 8, 8], skips: [0, 3, 4, 8])
    #expect(rising.firstHalf == .at(2) && rising.lastingHalf == .at(2) && rising.last == (8, 8) && rising.lastShare == 1)
    let early = SkipTrajectory(seed: 2, kept: [8, 8, 8, 8], skips: [4, 1, 4, 4])
    #expect(early.firstHalf == .at(0) && early.lastingHalf == .at(2))
    let never = SkipTrajectory(seed: 3, kept: [8, 8], skips: [3, 3])
    #expect(never.firstHalf == .notWithin(2) && never.lastingHalf == .notWithin(2))
    let lost = SkipTrajectory(seed: 4, kept: [8, 8], skips: [8, 3])
    #expect(lost.firstHalf == .at(0) && lost.lastingHalf == .notWithin(2))
    #expect(
      [SkipTrajectory.Epoch.notWithin(2), .at(90), .at(3), .notWithin(1)].sorted() == [.at(3), .at(90), .notWithin(1), .notWithin(2)])
  }

  /// Rules with a threshold: one skip of two kept is half, and nothing kept is no share at all.
  @Test func sharesAreOfWhatIsKept() {
    let trajectory = SkipTrajectory(seed: 1, kept: [0, 0, 2, 0], skips: [0, 0, 1, 0])
    #expect(trajectory.firstHalf == .at(2) && trajectory.lastingHalf == .notWithin(4) && trajectory.lastShare == nil)
  }

  @Test func theMedianIsOverSeedsAtEachEpochThatAllReached() {
    let trajectories = [[1, 5, 3], [2, 0], [9, 4, 4]].map { SkipTrajectory(seed: 1, kept: $0.map { _ in 9 }, skips: $0) }
    #expect(SkipTrajectory.median(trajectories) == [2, 4] && SkipTrajectory.median(Array(trajectories.prefix(2))) == [1.5, 2.5])
    #expect(SkipTrajectory.median([]).isEmpty)
  }
}
