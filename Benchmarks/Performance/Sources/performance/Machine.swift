import FoundationEssentials
import Glibc

/// Which machine this is and what else it does.
enum Machine {
  static func name() throws -> String {
    let text = String(decoding: try Data(contentsOf: URL(filePath: "/proc/cpuinfo")), as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line.map { String($0.drop { $0 != ":" }.dropFirst(2)) } ?? "unknown CPU"
  }

  /// Processes that ran or waited to run, mean of the last minute.
  static func load() throws -> String {
    let text = String(decoding: try Data(contentsOf: URL(filePath: "/proc/loadavg")), as: UTF8.self)
    return String(text.prefix { $0 != " " })
  }

  /// Seconds that this process has computed: how one thread's work is told, since other processes disturb the wall's clock more.
  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The same for a piece of work.
  static func processorSeconds(_ work: () throws -> Void) rethrows -> Double {
    let start = processorSeconds()
    try work()
    return processorSeconds() - start
  }
}
