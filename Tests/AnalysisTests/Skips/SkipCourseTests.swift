import Analysis
import Testing

@Suite struct SkipCourseTests {
  @Test func theFirstHalfIsRightCensored() {
    let rising = SkipCourse(seed: 1, kept: [8, 8, 8, 8], skips: [0, 3, 4, 8])
    #expect(rising.firstHalf == .at(2) && rising.lastingHalf == .at(2) && rising.last == (8, 8) && rising.lastShare == 1)
    let early = SkipCourse(seed: 2, kept: [8, 8, 8, 8], skips: [4, 1, 4, 4])
    #expect(early.firstHalf == .at(0) && early.lastingHalf == .at(2))
    let never = SkipCourse(seed: 3, kept: [8, 8], skips: [3, 3])
    #expect(never.firstHalf == .notWithin(2) && never.lastingHalf == .notWithin(2))
    let lost = SkipCourse(seed: 4, kept: [8, 8], skips: [8, 3])
    #expect(lost.firstHalf == .at(0) && lost.lastingHalf == .notWithin(2))
    #expect([SkipCourse.Epoch.notWithin(2), .at(90), .at(3), .notWithin(1)].sorted() == [.at(3), .at(90), .notWithin(1), .notWithin(2)])
  }

  /// Rules with a threshold: one skip of two kept is half, and nothing kept is no share at all.
  @Test func sharesAreOfWhatIsKept() {
    let course = SkipCourse(seed: 1, kept: [0, 0, 2, 0], skips: [0, 0, 1, 0])
    #expect(course.firstHalf == .at(2) && course.lastingHalf == .notWithin(4) && course.lastShare == nil)
  }

  @Test func theMedianIsOverSeedsAtEachEpochThatAllReached() {
    let courses = [[1, 5, 3], [2, 0], [9, 4, 4]].map { SkipCourse(seed: 1, kept: $0.map { _ in 9 }, skips: $0) }
    #expect(SkipCourse.median(courses) == [2, 4] && SkipCourse.median(Array(courses.prefix(2))) == [1.5, 2.5])
    #expect(SkipCourse.median([]).isEmpty)
  }
}
