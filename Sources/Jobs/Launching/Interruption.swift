internal import CProcesses

/// Ctrl-C and its kin as a question that a job asks at the end of each step, so that it ends with a checkpoint.
///
///     Interruption.watch()
///     while … { step(); if let signal = Interruption.signal { try checkpoint(); exit(128 + signal) } }
public enum Interruption {
  /// From now on SIGINT, SIGTERM (which a worker gets when its launcher dies) and SIGHUP are remembered instead of ending the process.
  public static func watch() { _ = cp_watch_interrupts() }

  /// The last of these signals that came.
  public static var signal: Int32? {
    let signal = cp_caught_interrupt()
    return signal == 0 ? nil : signal
  }
}
