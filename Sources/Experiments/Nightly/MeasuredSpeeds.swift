internal import FoundationEssentials

/// Ratios of speeds that `performance --json` wrote: of a training step to what the machine allows, and to PyTorch's.
public struct MeasuredSpeeds: Codable, Hashable, Sendable {
  /// The processor's name, as `/proc/cpuinfo` has it.
  public var processor: String
  public var speeds: [Speed]

  /// "c, 1 thread, of the roofline", and the ratio.
  public struct Speed: Codable, Hashable, Sendable {
    public var name: String, ratio: Double
  }

  /// Reads the file. Throws the system's errors, and those of JSON for a file that is none.
  public init(reading path: String) throws { self = try JSONDecoder().decode(Self.self, from: try Data(contentsOf: URL(filePath: path))) }

  /// The watched ones in their order, and the names of those that were not measured, as beside a busy process.
  public func watched(by watch: Watch) -> (found: [(name: String, value: Double)], missing: [String]) {
    let names = watch.speeds ?? []
    let found = names.compactMap { name in speeds.first { $0.name == name }.map { (name: name, value: $0.ratio) } }
    return (found, names.filter { name in !found.contains { $0.name == name } })
  }
}
