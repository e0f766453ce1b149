import ArgumentParser
import Jobs

/// Where jobs run, and what a cluster is asked for.
struct ClusterChoice: ParsableArguments {
  enum Launching: String, ExpressibleByArgument, CaseIterable {
    case local, slurm
  }

  @Option(help: "Where jobs run: local or slurm.") var launcher = Launching.local
  @Option(help: "Slurm's partition; by default the cluster's or SBATCH_PARTITION.") var partition: String?
  @Option(help: "Slurm's account; by default the user's or SBATCH_ACCOUNT.") var account: String?
  @Option(
    help: ArgumentHelp(
      "No task asks for more: minutes, HH:MM:SS or D-HH:MM:SS. What takes longer keeps its state and is queued again.", valueName: "limit"))
  var time: TimeLimit?
  @Option(help: "Slurm's time limit of a task over what is estimated.") var timeFactor = 4.0
  @Option(help: "Memory that a task asks for over what is estimated.") var memoryFactor = 1.5

  func validate() throws {
    guard timeFactor >= 1, timeFactor <= 1_000 else { throw ValidationError("--time-factor: \(timeFactor) is not in 1 … 1000.") }
    guard memoryFactor >= 1, memoryFactor <= 1_000 else { throw ValidationError("--memory-factor: \(memoryFactor) is not in 1 … 1000.") }
    if launcher == .local, partition != nil || account != nil || time != nil {
      throw ValidationError("--partition, --account and --time are a cluster's: say --launcher slurm.")
    }
  }

  /// What Slurm is asked for; nil where jobs run here.
  func options(_ work: WorkerOptions) -> SlurmOptions? {
    guard launcher == .slurm else { return nil }
    return SlurmOptions(
      partition: partition, account: account, limit: time?.minutes, threads: work.threads, workers: work.workers,
      memory: work.memory.map { $0 << 20 } ?? .max, timeFactor: timeFactor, memoryFactor: memoryFactor)
  }
}

/// A time limit as Slurm's users write it: M, M:S, H:M:S, D-H, D-H:M, D-H:M:S.
struct TimeLimit: ExpressibleByArgument {
  /// Begun minutes count.
  let minutes: Int

  init?(argument: String) {
    let days = argument.split(separator: "-", omittingEmptySubsequences: false)
    let parts = (days.last ?? "").split(separator: ":", omittingEmptySubsequences: false).map { Self.number($0) }
    guard (1...2).contains(days.count), (1...3).contains(parts.count), let day = days.count == 2 ? Self.number(days[0]) : 0,
      !parts.contains(nil)
    else { return nil }
    let values = parts.compactMap { $0 }
    // Seconds of each place: behind days hours come first, else minutes unless there are three.
    let units = days.count == 2 || values.count == 3 ? [3_600, 60, 1] : [60, 1]
    let seconds = zip(values, units).reduce(day * 86_400) { $0 + $1.0 * $1.1 }
    guard seconds > 0 else { return nil }
    minutes = (seconds + 59) / 60
  }

  /// At most seven digits.
  private static func number(_ text: Substring) -> Int? {
    (1...7).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }
}
