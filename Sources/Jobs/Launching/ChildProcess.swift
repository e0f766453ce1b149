internal import CProcesses
internal import Glibc

/// A process that this one started, with its two streams. It dies with the thread that started it.
final class ChildProcess {
  private let process: pid_t, leads: Bool
  private(set) var output: Int32, errors: Int32
  private var ended = false

  /// How a process ends: of itself with a code, or by a signal.
  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Throws `cannotStart`.
  ///
  /// - Parameter leads: whether it gets a process group of its own, with which its children end where it is killed: then no Ctrl-C of the terminal's
  ///   reaches them.
  init(_ executable: String, _ arguments: [String], _ environment: [String: String], leads: Bool = false) throws(JobsError) {
    var out: [Int32] = [-1, -1], err: [Int32] = [-1, -1], started: pid_t
    if cp_pipe(&out) != 0 || cp_pipe(&err) != 0 {
      started = -errno
    } else {
      started = Self.withStrings([executable] + arguments) { words in
        Self.withStrings(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }) { variables in
          cp_start(executable, words, variables, out[1], err[1], leads ? 1 : 0)
        }
      }
    }
    for end in [out[1], err[1]] + (started > 0 ? [] : [out[0], err[0]]) where end >= 0 { close(end) }
    guard started > 0 else { throw .cannotStart(executable: executable, reason: String(cString: strerror(-started))) }
    (process, output, errors, self.leads) = (started, out[0], err[0], leads)
  }

  /// One that still runs is killed: a worker's journal and checkpoint are made for that.
  deinit {
    if !ended {
      kill(leads ? -process : process, SIGKILL)
      waitpid(process, nil, 0)
    }
    for end in [output, errors] where end >= 0 { close(end) }
  }

  /// Sends a signal; one that has ended takes no notice.
  func send(_ signal: Int32) { kill(process, signal) }

  /// Gives what the streams hold now, each to its own, of one that is filled all the time a part; of one that has ended the descriptor becomes -1.
  func read(output takeOutput: (ArraySlice<UInt8>) -> Void, errors takeErrors: (ArraySlice<UInt8>) -> Void) {
    Self.drain(&output, takeOutput)
    Self.drain(&errors, takeErrors)
  }

  /// How it ended; nil while it runs.
  func end() -> End? {
    var status: Int32 = 0
    guard !ended, waitpid(process, &status, WNOHANG) == process else { return nil }
    ended = true
    let signal = status & 0x7f
    return signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
  }

  private static func drain(_ stream: inout Int32, _ take: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 14), reads = 0
    // As much as the largest pipe holds: who writes without end must not keep its reader here.
    while stream >= 0, reads < 64 {
      reads += 1
      let got = Glibc.read(stream, &buffer, buffer.count)
      if got > 0 {
        take(buffer[..<got])
      } else if got == 0 || (errno != EINTR && errno != EAGAIN) {
        close(stream)
        stream = -1
      } else if errno == EAGAIN {
        return
      }
    }
  }

  /// C's array of strings with a null at its end.
  private static func withStrings<Result>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
