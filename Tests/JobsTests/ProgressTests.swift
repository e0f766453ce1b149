import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Synchronization
import Testing

@Suite struct ProgressTests {
  @Test func elsewhereThanOnATerminalEachJobHasItsLine() throws {
    let folder = try TemporaryFolder(), path = folder["progress"], file = open(path, O_CREAT | O_RDWR, 0o600)
    defer { close(file) }
    let a = JobGraphTests.job("a"), b = JobGraphTests.job("b")
    let progress = Progress([a, b], workers: 1, clock: ContinuousClock(), noColor: false, descriptor: file)
    for event in [
      JobEvent.started(a), .advanced(a, Advance(fraction: 0.5)), .finished(a, seconds: 1.04), .waiting, .started(b),
      .failed(b, reason: "why"),
    ] { progress.take(event) }
    progress.end()
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("[1/2] a: done in 1.0 s; about "))
    #expect(lines[1] == "b: failed: why")
  }

  @Test func aReaderThatWentDoesNotStopTheJobs() {
    let progress = Progress([JobGraphTests.job("a")], workers: 1, clock: ContinuousClock(), noColor: true, descriptor: -1)
    progress.take(.finished(JobGraphTests.job("a"), seconds: 1))
  }

  /// Jobs of hours in a log: a line a minute, no more.
  @Test func elsewhereALongJobSaysEveryMinuteHowFarItIs() throws {
    let folder = try TemporaryFolder(), path = folder["progress"], file = open(path, O_CREAT | O_RDWR, 0o600)
    defer { close(file) }
    let job = JobGraphTests.job("a"), clock = HandClock()
    let progress = Progress([job], workers: 1, clock: clock, noColor: false, descriptor: file)
    progress.take(.started(job))
    for second in 0...150 {
      clock.now = HandClock.Instant(offset: .seconds(second))
      progress.take(.advanced(job, Advance(fraction: Double(second) / 300)))
    }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines == ["20 %  0/1  about 4 min left  a", "40 %  0/1  about 3 min left  a"])
  }
}

/// A clock that stands until it is set.
private final class HandClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
  }

  private let time = Mutex(Instant(offset: .zero))
  var now: Instant {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }
  var minimumResolution: Duration { .zero }
  func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
