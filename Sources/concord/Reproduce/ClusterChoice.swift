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
  @Option(help: "Slurm's time limit of a task over what is estimated; by default 4.") var timeFactor: Double?
  @Option(help: "Memory that a task asks for over what is estimated; by default 1.5.") var memoryFactor: Double?

  func validate() throws {
    for (name, factor) in [("time", timeFactor), ("memory", memoryFactor)] {
      if let factor, !(1...1_000).contains(factor) { throw ValidationError("--\(name)-factor: \(factor) is not in 1 … 1000.") }
    }
    if launcher == .local, partition != nil || account != nil || time != nil || timeFactor != nil || memoryFactor != nil {
      throw ValidationError("--partition, --account, --time, --time-factor and --memory-factor are a cluster's: say --launcher slurm.")
    }
  }

  /// What Slurm is asked for; nil where jobs run here.
  func options(_ work: WorkerOptions) -> SlurmOptions? {
    guard launcher == .slurm else { return nil }
    return SlurmOptions(
      partition: partition, account: account, limit: time?.minutes, threads: work.threads, workers: work.workers,
      memory: work.memory.map { $0 << 20 } ?? .max, timeFactor: timeFactor ?? 4, memoryFactor: memoryFactor ?? 1.5)
  }
}
