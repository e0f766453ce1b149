public import Digests

/// What a job left in a folder of results: its run file or checkpoint, and what else lies there under its digest; or its spec alone.
///
/// `Results.leftovers` finds them, `Results.remove` removes one.
public struct Leftover<Summary: Sendable>: Sendable {
  public let kind: String, digest: Digest
  /// Paths in the order of their names; bytes of all of them.
  public let files: [String], bytes: Int
  /// What was asked of its job.
  public let summary: Summary
}
