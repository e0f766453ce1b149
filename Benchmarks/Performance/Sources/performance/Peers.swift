import FoundationEssentials

/// PyTorch and scipy on this machine, in their best configuration, by the scripts of a folder that the user names.
struct Peers {
  /// Holds run.sh, train_step.py and models.py.
  let folder: String
  /// What a workload's network is on the other side.
  struct Network: Codable, Equatable {
    var parameters: Int, macs: Int, shape: [Int], batch: Int
  }

  /// Scripts that stand beside this package's sources.
  static let own = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Peers").path

  /// The path of the own step.py from a folder, whose run.sh starts scripts by their place in it.
  private static func step(from folder: String) -> String {
    let path = URL(filePath: folder).standardized.path(percentEncoded: false)
    return path.split(separator: "/").map { _ in ".." }.joined(separator: "/") + "\(own)/step.py"
  }

  /// Nil with the reason where there is no such folder, or python3 has no torch.
  static func find(_ folder: String) async -> (peers: Peers?, torch: String) {
    guard FileManager.default.fileExists(atPath: "\(folder)/run.sh") else {
      return (nil, "no peers: there is no \(folder)/run.sh; give their folder by --peers or CONCORD_PEERS")
    }
    do {
      let version = try await version(of: "torch")
      return (Peers(folder: folder), "PyTorch \(version)")
    } catch { return (nil, "no peers: python3 on PATH has no torch (\(error))") }
  }

  static func version(of module: String) async throws -> String {
    let text = try await Child.text("python3", ["-c", "import \(module); print(\(module).__version__)"])
    return String(text.prefix { !$0.isNewline })
  }

  /// Throws where the peer did not run at the instruction set that was asked for.
  func step(_ workload: String, threads: Int, isa: String, steps: Int, seconds: Double) async throws -> StepTiming {
    let timing: StepTiming = try await Child.read(
      "\(folder)/run.sh",
      [Self.step(from: folder), workload, "\(threads)", "--steps", "\(steps)", "--seconds", "\(seconds)"],
      (isa == "avx2" ? ["ISA": "avx2"] : [:]).merging(["PYTHONPATH": folder]) { $1 })
    guard timing.isa.lowercased() == isa else { throw Child.Failure(description: "the peer ran at \(timing.isa), not at \(isa)") }
    return timing
  }

  func network(_ workload: String) async throws -> Network {
    try await Child.read("python3", ["\(Self.own)/count.py", workload], ["PYTHONPATH": folder])
  }
}
