import Jobs
import Testing

@Suite struct ProgressTallyTests {
  @Test func thePaceSoFarGivesWhatIsLeft() {
    let jobs = ["a", "b", "c", "d"].map { JobGraphTests.job($0, seconds: 10) }
    var tally = ProgressTally(jobs, workers: 2)
    #expect(tally.left == 20)
    tally.take(.started(jobs[0]), elapsed: 0)
    tally.take(.advanced(jobs[0], Advance(fraction: 0)), elapsed: 0)
    tally.take(.advanced(jobs[0], Advance(fraction: 0.5)), elapsed: 4)
    #expect(tally.fraction == 0.125 && tally.left == 28)
    tally.take(.finished(jobs[0], seconds: 8), elapsed: 8)
    #expect(tally.fraction == 0.25 && tally.left == 24)
    tally.take(.started(jobs[1]), elapsed: 8)
    tally.take(.failed(jobs[1], reason: "x"), elapsed: 9)
    #expect(tally.fraction == 0.25)
  }

  /// What an interrupted run left is done, but this sitting did not do it in its few seconds.
  @Test func whatEarlierSittingsDidSaysNothingOfThePace() {
    let jobs = ["a", "b"].map { JobGraphTests.job($0, seconds: 100) }
    var tally = ProgressTally(jobs, workers: 1)
    tally.take(.started(jobs[0]), elapsed: 0)
    tally.take(.advanced(jobs[0], Advance(fraction: 0.8)), elapsed: 1)
    #expect(tally.fraction == 0.4 && tally.left == 120)
    tally.take(.advanced(jobs[0], Advance(fraction: 0.9)), elapsed: 15)
    #expect(abs(tally.left - 165) < 1e-9)
    // Its worker is killed: it begins again at its checkpoint, which this sitting wrote.
    tally.take(.retried(jobs[0], signal: 9), elapsed: 20)
    tally.take(.started(jobs[0]), elapsed: 20)
    tally.take(.advanced(jobs[0], Advance(fraction: 0.9)), elapsed: 21)
    tally.take(.finished(jobs[0], seconds: 40), elapsed: 30)
    #expect(abs(tally.left - 150) < 1e-9)
  }

  @Test func whatIsFoundOfAJobThatFailsIsLostWithIt() {
    let jobs = ["a", "b", "c", "d"].map { JobGraphTests.job($0, seconds: 100) }
    var tally = ProgressTally(jobs, workers: 1)
    tally.take(.started(jobs[0]), elapsed: 0)
    tally.take(.advanced(jobs[0], Advance(fraction: 0.5)), elapsed: 1)
    tally.take(.failed(jobs[0], reason: "x"), elapsed: 10)
    tally.take(.started(jobs[1]), elapsed: 10)
    tally.take(.advanced(jobs[1], Advance(fraction: 0)), elapsed: 10)
    tally.take(.finished(jobs[1], seconds: 90), elapsed: 100)
    #expect(tally.left == 300)
  }

  @Test func theBarFitsItsColumnsAndIsPlainWithoutColour() {
    let jobs = [JobGraphTests.job("supernet SPOS seed 1"), JobGraphTests.job("b")]
    var tally = ProgressTally(jobs, workers: 1)
    tally.take(.started(jobs[0]), elapsed: 0)
    tally.take(.advanced(jobs[0], Advance(fraction: 0)), elapsed: 0)
    tally.take(.advanced(jobs[0], Advance(fraction: 1, note: "epoch 3")), elapsed: 30)
    #expect(tally.bar(columns: 80, coloured: false) == "━━━━━━━━━━──────────  50 %  0/2  about 30 s left  supernet SPOS seed 1: epoch 3")
    for job in jobs { tally.take(.finished(job, seconds: 30), elapsed: 60) }
    #expect(tally.bar(columns: 60, coloured: false) == "━━━━━━━━━━━━━━━  100 %  2/2  done in 60 s")
    for columns in [1, 10, 40, 79] { #expect(tally.bar(columns: columns, coloured: false).count <= columns) }
    #expect(tally.bar(columns: 80, coloured: true).contains("\u{1b}[32m"))
  }

  @Test func timesAreReadable() {
    #expect(
      [0.04, 0.44, 9.96, 38, 600, 7_800, .nan].map(ProgressTally.time) == [
        "0.0 s", "0.4 s", "10 s", "38 s", "10 min", "2 h 10 min", "an unknown time",
      ])
  }
}
