/// What happens while jobs run.
public enum JobEvent: Sendable {
  /// Its worker runs.
  case started(Job)
  /// Its worker told how far it is.
  case advanced(Job, JobProgress)
  /// Its run file is there and valid; seconds of wall clock.
  case finished(Job, seconds: Double)
  /// Their workers ended alike, without run files and not by a fault of their own, or were never started: they are started, or submitted, once more.
  case retried([Job], reason: String, hadBegun: Bool)
  /// They end without run files, alike; the reason has the last words of the first one's worker.
  case failed([Job], reason: String)
  /// A signal was handed on to the workers, which now end at their next step.
  case stopping(signal: Int32)
  /// It ended because an input was not there, and is run again once it is: nobody need hear of it.
  case postponed(Job)
  /// What concerns no single job, in words.
  case remarked(String)
  /// Nothing new for a moment; why nothing begins, where somebody says so.
  case waiting(reason: String?)
}
