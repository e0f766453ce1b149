import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Store
import Synchronization
import Testing
import ToyKinds

@Suite struct ProgressTests {
  private func begin(
    _ jobs: [Job], _ elapsed: @escaping @Sendable () -> Duration, noColor: Bool, descriptor: Int32
  ) throws -> Progress {
    let nowhere = Results("/nowhere"), graph = try JobGraph(jobs, in: nowhere).estimated(in: nowhere, images: [:], threads: 1)
    return Progress(jobs, of: graph, workers: 1, elapsed: elapsed, noColor: noColor, descriptor: descriptor)
  }

  @Test func elsewhereThanOnATerminalEachJobHasItsLine() throws {
    let folder = try TemporaryFolder(), path = folder["progress"], file = open(path, O_CREAT | O_RDWR, 0o600)
    defer { close(file) }
    let a = try ToyJob.job("a"), b = try ToyJob.job("b")
    let progress = try begin([a, b], ContinuousClock().stopwatch(), noColor: false, descriptor: file)
    for event in [
      JobEvent.started(a), .advanced(a, JobProgress(fraction: 0.5)), .finished(a, seconds: 1.04), .waiting(reason: nil), .started(b),
      .failed([b], reason: "why"),
    ] { progress.take(event) }
    progress.end()
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("[1/2] a: done in 1.0 s; about "))
    #expect(lines[1] == "b: failed: why")
  }

  @Test func aReaderThatWentDoesNotStopTheJobs() throws {
    let progress = try begin([try ToyJob.job("a")], ContinuousClock().stopwatch(), noColor: true, descriptor: -1)
    progress.take(.finished(try ToyJob.job("a"), seconds: 1))
  }

  /// Jobs of hours in a log: a line a minute, no more.
  @Test func elsewhereALongJobSaysEveryMinuteHowFarItIs() throws {
    let folder = try TemporaryFolder(), path = folder["progress"], file = open(path, O_CREAT | O_RDWR, 0o600)
    defer { close(file) }
    let job = try ToyJob.job("a"), second = Second()
    let progress = try begin([job], { .seconds(second.value.load(ordering: .relaxed)) }, noColor: false, descriptor: file)
    progress.take(.started(job))
    for now in 0...150 {
      second.value.store(now, ordering: .relaxed)
      progress.take(.advanced(job, JobProgress(fraction: Double(now) / 300)))
    }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines == ["20 %  0/1  about 4 min left  a", "40 %  0/1  about 3 min left  a"])
  }
}

/// A clock that stands until it is set.
private final class Second: Sendable {
  let value = Atomic(0)
}
