/// What happens while jobs run.
public enum JobEvent: Sendable {
  case started(Job)
  case advanced(Job, Advance)
  case finished(Job, seconds: Double)
  /// A signal ended its worker; it is started once more.
  case retried(Job, signal: Int32)
  case failed(Job, reason: String)
  /// A signal was handed on to the workers, which now end at their next step.
  case stopping(signal: Int32)
  /// Nothing new for a moment.
  case waiting
}
