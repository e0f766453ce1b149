import Store
import Synchronization
import Testing

@Suite struct MeterTests {
  /// A clock that stands still until it is told.
  final class Hand: Clock, Sendable {
    struct Instant: InstantProtocol {
      var since: Duration
      func advanced(by duration: Duration) -> Instant { Instant(since: since + duration) }
      func duration(to other: Instant) -> Duration { other.since - since }
      static func < (a: Instant, b: Instant) -> Bool { a.since < b.since }
    }
    let time = Mutex(Duration.zero)
    var now: Instant { Instant(since: time.withLock { $0 }) }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
  }

  @Test func wallTimeIsTheClocksAndEarlierSessionsCount() {
    let clock = Hand(), meter = Meter(elapsed: clock.stopwatch(), earlier: Expense(wallSeconds: 10, cpuSeconds: 5, peakBytes: .max))
    clock.time.withLock { $0 = .milliseconds(2_500) }
    let expense = meter.read()
    #expect(expense.wallSeconds == 12.5)
    #expect(expense.cpuSeconds >= 5 && expense.cpuSeconds < 60)
    #expect(expense.peakBytes == .max)
  }

  @Test func workCostsProcessorTimeAndMemory() {
    let meter = Meter(elapsed: ContinuousClock().stopwatch())
    var sum = 0.0
    while meter.read().cpuSeconds < 0.02 { sum += 1 }
    #expect(sum > 0)
    #expect(meter.read().peakBytes > 1 << 20)
  }
}
