/// When the next checkpoint is due: not before the interval is over, and seldom enough that writing takes a hundredth of a job at most.
package struct CheckpointSchedule {
  private let interval: Duration
  private var written: Duration, cost = Duration.zero

  /// The part of a job's time that may go into writing.
  package static let share = 0.01

  /// - Parameter now: time since some moment, when the job begins or goes on.
  package init(every interval: Duration, now: Duration) { (self.interval, written) = (interval, now) }

  package func isDue(at now: Duration) -> Bool { now - written >= max(interval, cost / Self.share) }

  /// One was written.
  package mutating func note(from begin: Duration, to end: Duration) { (written, cost) = (end, end - begin) }
}
