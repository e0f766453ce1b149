import ArgumentParser
import Jobs
import Store

/// A trained supernet that is named on the command line, and which of its snapshots is meant.
struct SupernetFile: ParsableArguments {
  @Option(help: "A supernet's run file, in the folder supernet of a results folder.") var supernet: String
  @Option(help: "Passes of the snapshot; the last by default.") var passes: Int?
  @Option(help: "Search-validation images that are looked at.") var images = 32

  func validate() throws {
    if let passes, passes < 0 { throw ValidationError("--passes: \(passes) is less than 0.") }
    guard (1...100_000).contains(images) else { throw ValidationError("--images: \(images) is not from 1 to 100000.") }
  }

  /// Throws as reading it.
  func snapshot() throws -> SupernetSnapshot {
    _ = try ResultsFolder(of: supernet, kind: SupernetRun.kind)
    return try SupernetSnapshot(try SupernetRun(reading: supernet), from: supernet, passes: passes)
  }
}
