import FoundationEssentials
import Glibc

/// The built command as a process that can be killed at any moment.
struct Sitting {
  private let process: pid_t

  init(_ arguments: [String]) throws {
    var inherited = ProcessInfo.processInfo.environment
    inherited["NO_COLOR"] = "1"
    let words = ([Self.command] + arguments).map { strdup($0) }, variables = inherited.map { strdup("\($0)=\($1)") }
    defer { (words + variables).forEach { free($0) } }
    var actions = posix_spawn_file_actions_t(), process = pid_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    let code = posix_spawn(&process, Self.command, &actions, nil, words + [nil], variables + [nil])
    guard code == 0 else { throw CannotStart(reason: String(cString: strerror(code))) }
    self.process = process
  }

  /// The exit code, or minus the signal; waits for it.
  func end() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
  }

  /// SIGKILL: no handler runs. Does nothing to a process that has ended, since nobody has waited for it yet.
  func kill() { Glibc.kill(process, SIGKILL) }

  struct CannotStart: Error { let reason: String }

  /// The command lies beside the tests that were built with it.
  private static var command: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/concord"
  }
}
