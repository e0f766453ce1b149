internal import CProcesses
internal import Glibc

/// While it lives SIGINT, SIGTERM and SIGHUP end no process: a launcher asks for them between its steps.
struct InterruptWatch: ~Copyable {
  private let descriptor: Int32

  init() { descriptor = cp_watch_interrupts() }

  deinit { cp_release_interrupts() }

  /// The next signal that came, nil where there is none.
  func next() -> Int32? {
    var byte: UInt8 = 0
    return read(descriptor, &byte, 1) == 1 ? Int32(byte) : nil
  }

  /// Whether anybody watches.
  static var isOn: Bool { cp_interrupts() >= 0 }

  /// Whether a signal came that nobody has asked for yet; where nobody watches it ends the process instead.
  static var isDue: Bool {
    var watched = pollfd(fd: cp_interrupts(), events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, 0) > 0
  }

  /// Lets a signal that was taken have the effect that it has once nobody watches. Threads of pools have signals blocked.
  static func pass(_ signal: Int32) {
    var own = sigset_t()
    sigemptyset(&own)
    sigaddset(&own, signal)
    pthread_sigmask(SIG_UNBLOCK, &own, nil)
    raise(signal)
  }

  /// Sleeps until a signal came that is watched for, or one of the streams has something, so many milliseconds at most.
  static func wait(for streams: [Int32] = [], milliseconds: Int) {
    var watched = ([cp_interrupts()] + streams.filter { $0 >= 0 }).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&watched, nfds_t(watched.count), Int32(milliseconds))
  }
}
