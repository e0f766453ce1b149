public import Engine
public import Store

/// Where and with what a worker works: nothing here changes the bits of a result.
public struct WorkerContext: Sendable {
  public var results: Results
  public var threads: Int
  public var level: KernelLevel
  /// Where data sets are looked for: `CONCORD_DATA`.
  public var environment: [String: String]
  /// What is known of sources, compiler and machine before the job starts.
  public var provenance: Provenance
  /// Time since some moment: `ContinuousClock().stopwatch()`.
  public var elapsed: @Sendable () -> Duration
  /// Told how far the job has come.
  public var report: @Sendable (JobProgress) -> Void
  /// The signal that asks the job to stop, if one came.
  public var interruption: @Sendable () -> Int32?
  /// Time between two checkpoints.
  public var interval: Duration

  public init(
    results: Results, threads: Int, level: KernelLevel, environment: [String: String], provenance: Provenance,
    elapsed: @escaping @Sendable () -> Duration, interval: Duration = .seconds(15), report: @escaping @Sendable (JobProgress) -> Void,
    interruption: @escaping @Sendable () -> Int32?
  ) {
    (self.results, self.threads, self.level, self.environment) = (results, threads, level, environment)
    (self.provenance, self.elapsed, self.interval) = (provenance, elapsed, interval)
    (self.report, self.interruption) = (report, interruption)
  }
}
