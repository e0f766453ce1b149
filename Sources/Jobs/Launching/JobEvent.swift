/// What happens while jobs run.
public enum JobEvent: Sendable {
  /// Its worker runs.
  case started(Job)
  /// Its worker told how far it is.
  case advanced(Job, JobProgress)
  /// Its run file is there and valid; seconds of wall clock.
  case finished(Job, seconds: Double)
  /// Its worker ended without a run file and not by a fault of its own; it is started once more.
  case retried(Job, reason: String)
  /// It ends without a run file; the reason has the worker's last words.
  case failed(Job, reason: String)
  /// A signal was handed on to the workers, which now end at their next step.
  case stopping(signal: Int32)
  /// What concerns no single job, in words.
  case remarked(String)
  /// Nothing new for a moment.
  case waiting
}
