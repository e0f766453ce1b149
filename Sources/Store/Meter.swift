internal import Glibc

/// What a job has cost: wall-clock and processor seconds, largest resident memory in bytes.
public struct Expense: Hashable, Sendable, Codable {
  public var wallSeconds: Double, cpuSeconds: Double, peakBytes: Int

  public init(wallSeconds: Double, cpuSeconds: Double, peakBytes: Int) {
    (self.wallSeconds, self.cpuSeconds, self.peakBytes) = (wallSeconds, cpuSeconds, peakBytes)
  }

  /// Nothing spent yet.
  public static let none = Expense(wallSeconds: 0, cpuSeconds: 0, peakBytes: 0)
}

/// Measures what this process spends on a job, on top of what its earlier sessions spent.
public struct Meter: Sendable {
  private let elapsed: @Sendable () -> Duration, began: Duration, cpuBefore: Double, earlier: Expense

  /// Starts now; `earlier` comes from the checkpoint of a job that goes on.
  ///
  /// - Parameter elapsed: time since any moment, always the same: `ContinuousClock().stopwatch()`.
  public init(elapsed: @escaping @Sendable () -> Duration, earlier: Expense = .none) {
    (self.elapsed, began, cpuBefore, self.earlier) = (elapsed, elapsed(), Self.cpuAndPeak().cpu, earlier)
  }

  /// The expense so far.
  public func read() -> Expense {
    let wall = (elapsed() - began).components, now = Self.cpuAndPeak()
    return Expense(
      wallSeconds: earlier.wallSeconds + Double(wall.seconds) + Double(wall.attoseconds) * 1e-18,
      cpuSeconds: earlier.cpuSeconds + now.cpu - cpuBefore, peakBytes: max(earlier.peakBytes, now.peak))
  }

  /// User and system seconds of all threads, and the largest resident memory in bytes, from `getrusage`.
  private static func cpuAndPeak() -> (cpu: Double, peak: Int) {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return (seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss * 1024)
  }
}

extension Clock where Duration == Swift.Duration, Instant: Sendable {
  /// Time since now, by this clock.
  public func stopwatch() -> @Sendable () -> Duration {
    let start = now
    return { start.duration(to: self.now) }
  }
}
