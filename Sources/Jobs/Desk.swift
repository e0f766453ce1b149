public import Engine
public import Store

/// Where and with what a worker works: nothing here changes the bits of a result.
public struct Desk<C: Clock>: Sendable where C.Duration == Duration, C.Instant: Sendable {
  public var results: String
  public var threads: Int
  public var level: KernelLevel
  /// Where data sets are looked for: `CONCORD_DATA`.
  public var environment: [String: String]
  /// What is known of sources, compiler and machine before the job starts.
  public var provenance: Provenance
  public var clock: C
  /// Told how far the job has come.
  public var report: @Sendable (Advance) -> Void
  /// The signal that asks the job to stop, if one came.
  public var interruption: @Sendable () -> Int32?
  /// Time between two checkpoints.
  public var interval: Duration

  public init(
    results: String, threads: Int, level: KernelLevel, environment: [String: String], provenance: Provenance, clock: C,
    interval: Duration = .seconds(15), report: @escaping @Sendable (Advance) -> Void, interruption: @escaping @Sendable () -> Int32?
  ) {
    self.results = results
    self.threads = threads
    self.level = level
    self.environment = environment
    self.provenance = provenance
    self.clock = clock
    self.interval = interval
    self.report = report
    self.interruption = interruption
  }
}
