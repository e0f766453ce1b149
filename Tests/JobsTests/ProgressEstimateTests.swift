import Jobs
import Testing
import ToyKinds

@Suite struct ProgressEstimateTests {
  private func begin(_ jobs: [Job], workers: Int) throws -> ProgressEstimate {
    let nowhere = Results("/nowhere")
    return ProgressEstimate(jobs, of: try JobGraph(jobs, in: nowhere).estimated(in: nowhere, images: [:], threads: 1), workers: workers)
  }

  @Test func thePaceSoFarGivesWhatIsLeft() throws {
    let jobs = try ["a", "b", "c", "d"].map { try ToyJob.job($0, seconds: 10) }
    var estimate = try begin(jobs, workers: 2)
    #expect(estimate.left == 20)
    estimate.take(.started(jobs[0]), elapsed: 0)
    estimate.take(.advanced(jobs[0], JobProgress(fraction: 0)), elapsed: 0)
    estimate.take(.advanced(jobs[0], JobProgress(fraction: 0.5)), elapsed: 4)
    #expect(estimate.fraction == 0.125 && estimate.left == 28)
    estimate.take(.finished(jobs[0], seconds: 8), elapsed: 8)
    #expect(estimate.fraction == 0.25 && estimate.left == 24)
    estimate.take(.started(jobs[1]), elapsed: 8)
    estimate.take(.failed([jobs[1]], reason: "x"), elapsed: 9)
    #expect(estimate.fraction == 0.25)
  }

  /// Tasks that wait in a queue are no work: neither a time is said, nor does it count when they run.
  @Test func whatWaitsIsNoPace() throws {
    let jobs = try ["a", "b"].map { try ToyJob.job($0, seconds: 10) }
    var estimate = try begin(jobs, workers: 1)
    estimate.take(.waiting(reason: nil), elapsed: 86_400)
    #expect(estimate.standing == "0 %  0/2  none runs")
    estimate.take(.waiting(reason: "2 tasks wait: Priority"), elapsed: 86_400)
    #expect(estimate.standing == "0 %  0/2  none runs: 2 tasks wait: Priority")
    // Began in vain, without its input: it is no work and nobody's name.
    estimate.take(.started(jobs[1]), elapsed: 86_400)
    #expect(estimate.standing == "0 %  0/2  about 20 s left  b")
    estimate.take(.postponed(jobs[1]), elapsed: 86_400)
    #expect(estimate.standing == "0 %  0/2  none runs: 2 tasks wait: Priority")
    estimate.take(.started(jobs[0]), elapsed: 86_400)
    estimate.take(.finished(jobs[0], seconds: 12), elapsed: 86_412)
    #expect(estimate.left == 12)
    #expect(estimate.standing == "50 %  1/2  none runs: 2 tasks wait: Priority")
    estimate.take(.started(jobs[1]), elapsed: 90_000)
    #expect(estimate.standing == "50 %  1/2  about 12 s left  b")
  }

  /// What ended alike is one line, whatever their number; what was never started is not started once more.
  @Test func whatEndedAlikeIsSaidOnce() throws {
    let jobs = try (1...12).map { try ToyJob.job("\($0)", seconds: 10) }, estimate = try begin(jobs, workers: 1)
    #expect(
      estimate.line(for: .retried(jobs, reason: "gone", hadBegun: false)) == "1 and 11 more, each: gone; submitted once more")
    #expect(
      estimate.line(for: .retried([jobs[2]], reason: "signal 9 ended its worker", hadBegun: true))
        == "3: signal 9 ended its worker; started once more")
    #expect(estimate.line(for: .failed(jobs, reason: "why")) == "1 and 11 more, each: failed: why")
  }

  /// What an interrupted run left is done, but this session did not do it in its few seconds.
  @Test func whatEarlierSessionsDidSaysNothingOfThePace() throws {
    let jobs = try ["a", "b"].map { try ToyJob.job($0, seconds: 100) }
    var estimate = try begin(jobs, workers: 1)
    estimate.take(.started(jobs[0]), elapsed: 0)
    estimate.take(.advanced(jobs[0], JobProgress(fraction: 0.8)), elapsed: 1)
    #expect(estimate.fraction == 0.4 && estimate.left == 120)
    estimate.take(.advanced(jobs[0], JobProgress(fraction: 0.9)), elapsed: 15)
    #expect(abs(estimate.left - 165) < 1e-9)
    // Its worker is killed: it begins again at its checkpoint, which this session wrote.
    estimate.take(.retried([jobs[0]], reason: "signal 9 ended its worker", hadBegun: true), elapsed: 20)
    estimate.take(.started(jobs[0]), elapsed: 20)
    estimate.take(.advanced(jobs[0], JobProgress(fraction: 0.9)), elapsed: 21)
    estimate.take(.finished(jobs[0], seconds: 40), elapsed: 30)
    #expect(abs(estimate.left - 150) < 1e-9)
  }

  @Test func whatIsFoundOfAJobThatFailsIsLostWithIt() throws {
    let jobs = try ["a", "b", "c", "d"].map { try ToyJob.job($0, seconds: 100) }
    var estimate = try begin(jobs, workers: 1)
    estimate.take(.started(jobs[0]), elapsed: 0)
    estimate.take(.advanced(jobs[0], JobProgress(fraction: 0.5)), elapsed: 1)
    estimate.take(.failed([jobs[0]], reason: "x"), elapsed: 10)
    estimate.take(.started(jobs[1]), elapsed: 10)
    estimate.take(.advanced(jobs[1], JobProgress(fraction: 0)), elapsed: 10)
    estimate.take(.finished(jobs[1], seconds: 90), elapsed: 100)
    #expect(estimate.left == 300)
  }

  @Test func theBarFitsItsColumnsAndIsPlainWithoutColour() throws {
    let jobs = [try ToyJob.job("supernet SPOS seed 1"), try ToyJob.job("b")]
    var estimate = try begin(jobs, workers: 1)
    estimate.take(.started(jobs[0]), elapsed: 0)
    estimate.take(.advanced(jobs[0], JobProgress(fraction: 0)), elapsed: 0)
    estimate.take(.advanced(jobs[0], JobProgress(fraction: 1, note: "epoch 3")), elapsed: 30)
    #expect(estimate.bar(columns: 80, coloured: false) == "━━━━━━━━━━──────────  50 %  0/2  about 30 s left  supernet SPOS seed 1: epoch 3")
    for job in jobs { estimate.take(.finished(job, seconds: 30), elapsed: 60) }
    #expect(estimate.bar(columns: 60, coloured: false) == "━━━━━━━━━━━━━━━  100 %  2/2  done in 60 s")
    for columns in [1, 10, 40, 79] { #expect(estimate.bar(columns: columns, coloured: false).count <= columns) }
    #expect(estimate.bar(columns: 80, coloured: true).contains("\u{1b}[32m"))
  }

  @Test func timesAreReadable() {
    #expect(
      [0.04, 0.44, 9.96, 38, 600, 7_800, .nan].map(ProgressEstimate.time) == [
        "0.0 s", "0.4 s", "10 s", "38 s", "10 min", "2 h 10 min", "an unknown time",
      ])
  }
}
