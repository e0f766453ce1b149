import ArgumentParser

/// Which of a supernet's snapshots a command reads.
struct SnapshotChoice: ParsableArguments {
  @Option(help: "Of a supernet: passes of the snapshot; the last by default.") var passes: Int?

  func validate() throws {
    if let passes, passes < 0 { throw ValidationError("--passes: \(passes) is less than 0.") }
  }
}
