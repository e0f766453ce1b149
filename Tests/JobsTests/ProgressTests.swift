import Fixtures
import FoundationEssentials
import Glibc
import Jobs
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
}
