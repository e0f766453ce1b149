import FoundationEssentials

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
}
