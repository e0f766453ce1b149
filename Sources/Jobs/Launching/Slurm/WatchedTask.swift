/// A job in Slurm's hands: which task it is, and what its log said so far.
struct WatchedTask {
  let job: Job
  /// The name of its submission, and its number in the array.
  let submission: String, number: Int
  var log: TaskLog
  /// Seconds at which it was first seen running, and at which it was first missed in the queue.
  var began: Double?, missed: Double?
  /// Whether it was missing when this launcher began: what became of it then counts as no try.
  var wasMissing = false
}
