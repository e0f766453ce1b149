import FoundationEssentials
import Glibc

/// What other processes took of this machine's cores while something was measured: a measurement beside them is worth little.
struct Bystanders {
  private let start: (busy: Double, own: Double, time: ContinuousClock.Instant)

  init() throws { start = try Self.now() }

  /// Their share of all cores since `init`, time that the host took away included; 0 is a quiet machine.
  func share() throws -> Double {
    let end = try Self.now(), cores = Double(ProcessInfo.processInfo.activeProcessorCount)
    let others = (end.busy - start.busy) - (end.own - start.own)
    return max(0, others / ((end.time - start.time) / .seconds(1)) / cores)
  }

  /// Seconds that all cores were busy since boot, and that this process and its ended children used.
  private static func now() throws -> (busy: Double, own: Double, time: ContinuousClock.Instant) {
    let text = String(decoding: try Data(contentsOf: URL(filePath: "/proc/stat")), as: UTF8.self)
    // cpu user nice system idle iowait irq softirq steal, in ticks.
    let ticks = text.prefix { $0 != "\n" }.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    let busy = ticks.enumerated().reduce(0) { $0 + ([3, 4].contains($1.offset) ? 0 : $1.element) } / Double(sysconf(Int32(_SC_CLK_TCK)))
    let own = [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].reduce(0) { sum, who in
      var usage = rusage()
      getrusage(__rusage_who_t(who), &usage)
      return sum + seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
    return (busy, own, .now)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
