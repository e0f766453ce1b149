/// Where and how jobs run: the machine, a cluster.
public protocol Launcher {
  /// Runs the stale jobs of a graph that has its estimates, each after its inputs, and returns when all have valid run files.
  ///
  /// Throws `JobsError`; what was finished until then is kept. `report` is called in the caller's thread.
  func run(_ graph: JobGraph, stale: [Job], report: (JobEvent) -> Void) throws(JobsError)
}
