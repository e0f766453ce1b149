import FoundationEssentials

/// One line of JSON, by which a measuring process tells what it found.
enum Line {
  static func write(_ value: some Encodable) throws { print(String(decoding: try JSONEncoder().encode(value), as: UTF8.self)) }

  /// The most memory this process has held, in MB: the kernel's high-water mark.
  static func peakMemory() throws -> Double {
    let status = String(decoding: try Data(contentsOf: URL(filePath: "/proc/self/status")), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Double($0.split(separator: " ").dropLast().last ?? "") }.map { $0 / 1024 } ?? .nan
  }
}
