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
public struct Meter<C: Clock>: Sendable where C.Duration == Duration, C.Instant: Sendable {
  private let clock: C, began: C.Instant, cpuBefore: Double, earlier: Expense

  /// Starts at `clock.now`; `earlier` comes from the checkpoint of a job that goes on.
  public init(clock: C, earlier: Expense = .none) {
    (self.clock, began, cpuBefore, self.earlier) = (clock, clock.now, Self.cpuAndPeak().cpu, earlier)
  }

  /// The expense so far.
  public func read() -> Expense {
    let wall = began.duration(to: clock.now).components, now = Self.cpuAndPeak()
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
