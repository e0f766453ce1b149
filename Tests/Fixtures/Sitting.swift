internal import FoundationEssentials
internal import Glibc

/// The built command as a process that can be killed at any moment.
public struct Sitting {
  private let process: pid_t

  /// - Parameters:
  ///   - leads: whether it has a process group of its own, with all it starts.
  ///   - errors: a file for standard error; nil leaves it where the tests' goes.
  ///   - more: added to the environment.
  ///   - wrapper: a program, by its path, and its first arguments, that runs the command.
  public init(
    _ arguments: [String], leads: Bool = false, errors: String? = nil, environment more: [String: String] = [:], wrapper: [String] = []
  ) throws {
    var inherited = ProcessInfo.processInfo.environment
    inherited.merge(["NO_COLOR": "1"]) { $1 }
    inherited.merge(more) { $1 }
    let line = wrapper + [Fixtures.command] + arguments
    let words = line.map { strdup($0) }, variables = inherited.map { strdup("\($0)=\($1)") }
    defer { (words + variables).forEach { free($0) } }
    var actions = posix_spawn_file_actions_t(), process = pid_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    if let errors { posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if leads { posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP)) }
    let code = posix_spawn(&process, line[0], &actions, &attributes, words + [nil], variables + [nil])
    guard code == 0 else { throw CannotStart(reason: String(cString: strerror(code))) }
    self.process = process
  }

  /// The exit code, or minus the signal; waits for it.
  public func end() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
  }

  /// Whether it has ended; `end` says how.
  public var hasEnded: Bool {
    var information = siginfo_t()
    // Left for `end` to wait for.
    return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0 && information.si_signo == SIGCHLD
  }

  /// SIGKILL: no handler runs. Does nothing to a process that has ended, since nobody has waited for it yet.
  public func kill() { Glibc.kill(process, SIGKILL) }

  public func send(_ signal: Int32) { Glibc.kill(process, signal) }

  /// Ends the process and all it started, at once.
  public func killGroup() { Glibc.kill(-process, SIGKILL) }

  /// Ends one of the processes that it started, if there are any.
  public func killWorker(_ number: Int) {
    let threads = Result { try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").sorted() }
    guard case .success(let threads) = threads else { return }
    let children = threads.flatMap { thread in
      let text = FileManager.default.contents(atPath: "/proc/\(process)/task/\(thread)/children") ?? Data()
      return String(decoding: text, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
    }
    if !children.isEmpty { Glibc.kill(children[number % children.count], SIGKILL) }
  }

  struct CannotStart: Error { let reason: String }
}
