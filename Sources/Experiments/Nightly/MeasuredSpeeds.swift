internal import FoundationEssentials
internal import Store

/// Ratios of speeds that `performance --json` wrote: of a training step to what the machine allows, and to PyTorch's.
public struct MeasuredSpeeds: Codable, Hashable, Sendable {
  /// The processor's name, as `/proc/cpuinfo` has it.
  public var processor: String
  public var speeds: [Speed]

  /// "c, 1 thread, of the roofline", and the ratio.
  public struct Speed: Codable, Hashable, Sendable {
    public var name: String, ratio: Double
  }

  /// Reads the file. Throws `ExperimentError.value` where there is none, where it is none of `performance`, or of another processor than this.
  ///
  /// - Parameter processor: this machine's; nil where it does not matter.
  public init(reading path: String, of processor: String?) throws(ExperimentError) {
    let bytes: [UInt8]
    do throws(StoreError) { bytes = try readFile(path, limit: 1 << 24) } catch {
      throw .value(field: "--speeds \(path)", reason: "cannot be read (\(error)): write it with 'performance --json'")
    }
    do { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) } catch {
      throw .value(field: "--speeds \(path)", reason: "is no file of speeds: write it anew with 'performance --json'")
    }
    guard processor == nil || self.processor == processor else {
      throw .value(field: "--speeds \(path)", reason: "was measured on '\(self.processor)', another processor than this: measure here")
    }
  }

  /// The watched ones in their order, and the names of those that were not measured, as beside a busy process.
  public func watched(by watch: Watch) -> (found: [(name: String, value: Double)], missing: [String]) {
    let names = watch.speeds ?? []
    let found = names.compactMap { name in speeds.first { $0.name == name }.map { (name: name, value: $0.ratio) } }
    return (found, names.filter { name in !found.contains { $0.name == name } })
  }
}
