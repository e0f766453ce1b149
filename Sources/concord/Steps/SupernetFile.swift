import ArgumentParser
import Jobs
import Store

/// A trained supernet that is named on the command line, and which of its snapshots is meant.
struct SupernetFile: ParsableArguments {
  @Option(help: "A supernet's run file, in the folder supernet of a results folder.") var supernet: String
  @OptionGroup var snapshot: SnapshotChoice
  @Option(help: "Search-validation images that are looked at.") var images = 32

  func validate() throws {
    guard (1...100_000).contains(images) else { throw ValidationError("--images: \(images) is not from 1 to 100000.") }
  }

  /// Throws as reading it.
  func read() throws -> SupernetSnapshot {
    _ = try ResultsFolder(of: supernet, kind: SupernetRun.kind)
    return try SupernetSnapshot(try SupernetRun(reading: supernet), from: supernet, passes: snapshot.passes)
  }
}
