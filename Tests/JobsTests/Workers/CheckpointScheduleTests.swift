import Jobs
import Testing

@Suite struct CheckpointScheduleTests {
  @Test func writingTakesAHundredthOfTheTimeAtMost() {
    var schedule = CheckpointSchedule(every: .seconds(15), now: .seconds(100)), written = Duration.zero
    // A write of two seconds, as weights of a large supernet take.
    for second in 100..<4_000 where schedule.isDue(at: .seconds(second)) {
      schedule.note(from: .seconds(second), to: .seconds(second + 2))
      written += .seconds(2)
    }
    #expect(written > .seconds(30) && written <= .seconds(40))
  }

  @Test func whatIsWrittenFastIsWrittenEveryInterval() {
    var schedule = CheckpointSchedule(every: .seconds(15), now: .zero), count = 0
    for second in 0..<150 where schedule.isDue(at: .seconds(second)) {
      schedule.note(from: .seconds(second), to: .seconds(second) + .milliseconds(1))
      count += 1
    }
    #expect(count == 9)
  }
}
