internal import Networks
internal import Spaces
internal import Training

extension Scorer {
  /// A scorer that works as a worker does: with its threads, at its kernel level.
  init(
    _ space: Space, _ task: any Task, _ weights: Training.Snapshot, _ policy: NormalizationPolicy, several: Bool = false,
    in context: WorkerContext
  ) throws {
    try self.init(space, task, weights, policy, several: several, threads: context.threads, level: context.level)
  }
}
