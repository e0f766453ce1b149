internal import Glibc

/// Touches a claim's file until it is told to stop, on a thread of its own, so that other machines see that its holder lives.
///
/// Where its claim is gone or another stands in its place, because this machine was silent for longer than its lease, the process ends at once:
/// two must not write one journal, and a worker is made for being killed.
final class Heartbeat: Sendable {
  private let wake: Int32, thread: pthread_t

  /// What the thread works with.
  private final class Claimed: Sendable {
    let file: Int32, path: String, wake: Int32, milliseconds: Int32

    init(_ file: Int32, _ path: String, _ wake: Int32, _ milliseconds: Int32) {
      (self.file, self.path, self.wake, self.milliseconds) = (file, path, wake, milliseconds)
    }
  }

  /// Throws the system's errors.
  init(of file: Int32, at path: String, every beat: Duration) throws(StoreError) {
    var ends: [Int32] = [-1, -1], thread = pthread_t()
    guard pipe(&ends) == 0 else { throw .system(errno, doing: "locking", path: path) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let claimed = Unmanaged.passRetained(Claimed(file, path, ends[0], Int32(beat / .milliseconds(1))))
    let code = pthread_create(
      &thread, nil,
      { given in
        if let given { Heartbeat.beat(Unmanaged<Claimed>.fromOpaque(given).takeRetainedValue()) }
        return nil
      }, claimed.toOpaque())
    guard code == 0 else {
      claimed.release()
      for end in ends { close(end) }
      throw .system(code, doing: "locking", path: path)
    }
    (wake, self.thread) = (ends[1], thread)
  }

  /// Ends the thread and waits for it. Once.
  func stop() {
    close(wake)
    pthread_join(thread, nil)
  }

  private static func beat(_ claimed: Claimed) {
    var every = sigset_t()
    sigfillset(&every)
    pthread_sigmask(SIG_SETMASK, &every, nil)
    var watched = pollfd(fd: claimed.wake, events: Int16(POLLIN), revents: 0)
    // The other end of the pipe is closed when it is time to stop.
    while poll(&watched, 1, claimed.milliseconds) == 0 {
      if Self.isLost(claimed) { end(claimed.path) }
      _ = futimens(claimed.file, nil)
    }
    close(claimed.wake)
  }

  /// Whether the name is another's by now, or nobody's: who took over may have finished. A disk that does not answer says nothing.
  private static func isLost(_ claimed: Claimed) -> Bool {
    var own = stat(), there = stat()
    guard fstat(claimed.file, &own) == 0 else { return errno == ESTALE }
    guard lstat(claimed.path, &there) == 0 else { return errno == ENOENT || errno == ESTALE }
    return own.st_ino != there.st_ino || own.st_dev != there.st_dev
  }

  private static func end(_ path: String) -> Never {
    let words = "concord: another process has taken \(path), for this one was silent too long: it ends, and what it kept is kept\n"
    _ = write(STDERR_FILENO, words, words.utf8.count)
    // As one that was told to stop: the job is no failure, another has it.
    _exit(128 + SIGTERM)
  }
}
