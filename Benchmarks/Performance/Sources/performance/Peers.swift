import FoundationEssentials

/// PyTorch and scipy on this machine, in their best configuration, by the scripts of `Benchmarks/Performance/Peers`.
struct Peers {
  /// What a workload's network is on the other side.
  struct Network: Codable, Equatable {
    var parameters: Int, macs: Int, shape: [Int], batch: Int
  }

  /// Scripts that stand beside this package's sources, and what `Peers/install` makes at the root of the clone.
  static let own = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Peers").path
  private static let installed = "\(own)/../../../.build/peers/bin/python3"

  /// The interpreter that has what the scripts need: that of `Peers/install`, else the first on PATH.
  static var python: String { FileManager.default.isExecutableFile(atPath: installed) ? installed : "python3" }

  /// Nil with the reason where there is no torch.
  static func find() async -> (peers: Peers?, torch: String) {
    do { return (Peers(), "PyTorch \(try await version(of: "torch"))") } catch {
      return (nil, "no peers: \(python) has no torch (\(error)); Benchmarks/Performance/Peers/install .build/peers gets it")
    }
  }

  static func version(of module: String) async throws -> String {
    let text = try await Child.text(python, ["-c", "import \(module); print(\(module).__version__)"])
    return String(text.prefix { !$0.isNewline })
  }

  /// Throws where the peer did not run at the instruction set that was asked for.
  func step(_ workload: String, threads: Int, isa: String, steps: Int, seconds: Double) async throws -> StepTiming {
    let timing: StepTiming = try await Child.read(
      "\(Self.own)/run", ["step.py", workload, "\(threads)", "--steps", "\(steps)", "--seconds", "\(seconds)"],
      (isa == "avx2" ? ["ISA": "avx2"] : [:]).merging(["PYTHON": Self.python]) { $1 })
    guard timing.isa.lowercased() == isa else { throw Child.Failure(description: "the peer ran at \(timing.isa), not at \(isa)") }
    return timing
  }

  func network(_ workload: String) async throws -> Network {
    try await Child.read(Self.python, ["\(Self.own)/count.py", workload])
  }
}
