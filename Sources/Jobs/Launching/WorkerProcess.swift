internal import CProcesses
internal import Glibc

/// A worker while it runs: its process, its two streams, and the end of what it said. It dies with the thread that started it.
final class WorkerProcess {
  let job: Job
  private let process: pid_t
  private(set) var output: Int32, errors: Int32
  private var line: [UInt8] = [], ended = false
  /// The last of what came on standard error.
  private(set) var lastWords: [UInt8] = []

  /// How a process ends: of itself with a code, or by a signal.
  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Throws `cannotStart`.
  init(_ job: Job, _ executable: String, _ arguments: [String], _ environment: [String: String]) throws(JobsError) {
    var out: [Int32] = [-1, -1], err: [Int32] = [-1, -1], started: pid_t
    if cp_pipe(&out) != 0 || cp_pipe(&err) != 0 {
      started = -errno
    } else {
      started = Self.withStrings([executable] + arguments) { words in
        Self.withStrings(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }) { variables in
          cp_start(executable, words, variables, out[1], err[1])
        }
      }
    }
    for end in [out[1], err[1]] + (started > 0 ? [] : [out[0], err[0]]) where end >= 0 { close(end) }
    guard started > 0 else { throw .cannotStart(executable: executable, reason: String(cString: strerror(-started))) }
    (self.job, process, output, errors) = (job, started, out[0], err[0])
  }

  /// A worker that still runs is killed: its journal and checkpoint are made for that.
  deinit {
    if !ended {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    for end in [output, errors] where end >= 0 { close(end) }
  }

  /// Sends a signal; one that has ended takes no notice.
  func send(_ signal: Int32) { kill(process, signal) }

  /// Takes what the streams hold; returns what whole lines say of how far the job is.
  func read() -> [JobProgress] {
    var told: [JobProgress] = []
    Self.drain(&output) { bytes in
      for byte in bytes {
        if byte == 10 {
          if let progress = JobProgress(line: line) { told.append(progress) }
          line = []
        } else if line.count < 1 << 16 {
          line.append(byte)
        }
      }
    }
    Self.drain(&errors) { lastWords = Array((lastWords + $0).suffix(4_096)) }
    return told
  }

  /// How it ended; nil while it runs.
  func end() -> End? {
    var status: Int32 = 0
    guard !ended, waitpid(process, &status, WNOHANG) == process else { return nil }
    ended = true
    let signal = status & 0x7f
    return signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
  }

  /// Gives `take` what a stream holds now; at its end the stream is closed and becomes -1.
  private static func drain(_ stream: inout Int32, _ take: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while stream >= 0 {
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
