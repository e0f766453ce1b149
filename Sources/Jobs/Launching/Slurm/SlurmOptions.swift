/// What a cluster is asked for, for each task.
public struct SlurmOptions: Hashable, Sendable {
  /// Where tasks go and who pays; what is nil is left to the cluster, or to `SBATCH_PARTITION` and its kin.
  public var partition: String?, account: String?
  /// Minutes that no task's time limit exceeds.
  public var limit: Int?
  /// Cores of a task, and tasks of one array at once where that is bounded.
  public var threads: Int, workers: Int?
  /// Bytes that a task may ask for at most.
  public var memory: Int
  /// What estimates of time and of memory are multiplied by before they are asked for.
  public var timeFactor: Double, memoryFactor: Double

  public init(
    partition: String? = nil, account: String? = nil, limit: Int? = nil, threads: Int = 1, workers: Int? = nil, memory: Int = .max,
    timeFactor: Double = 4, memoryFactor: Double = 1.5
  ) {
    precondition(threads > 0 && limit ?? 1 > 0 && workers ?? 1 > 0, "a task needs a core and time")
    (self.partition, self.account, self.limit, self.threads, self.workers) = (partition, account, limit, threads, workers)
    (self.memory, self.timeFactor, self.memoryFactor) = (memory, timeFactor, memoryFactor)
  }

  /// The least that is asked for: minutes, and megabytes for libraries, code and the page cache.
  static let leastMinutes = 10, leastMegabytes = 1_024

  /// Minutes: what is estimated on so many threads times the factor, in classes of 10, 20, 40 …, and no more than the limit.
  package func minutes(_ estimate: Job.Estimate) -> Int {
    let needed = estimate.seconds / Double(threads) * timeFactor / 60
    var minutes = Self.leastMinutes
    // Beyond a century of minutes no class is of use.
    while Double(minutes) < needed, minutes < 1 << 30 { minutes *= 2 }
    return min(minutes, limit ?? minutes)
  }

  /// Megabytes: what is estimated times the factor, in classes of 1, 1.5, 2, 3, 4, 6 … GB, and no more than a task may ask for.
  package func megabytes(_ estimate: Job.Estimate) -> Int {
    let needed = Double(estimate.memory) * memoryFactor / 1_048_576
    var megabytes = Self.leastMegabytes
    let most = max(1, memory >> 20)
    while Double(megabytes) < needed, megabytes < 1 << 40 {
      if Double(megabytes / 2 * 3) >= needed { return min(megabytes / 2 * 3, most) }
      megabytes *= 2
    }
    return min(megabytes, most)
  }
}
