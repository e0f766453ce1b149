internal import Digests
public import Store
public import Training

/// One moment of a trained supernet, read from its run file: the weights, and the spec that says their space and data.
public struct SupernetSnapshot: Sendable {
  public let spec: SupernetSpec, run: SupernetRun, weights: Training.Snapshot
  public let passes: Int

  /// Throws what reading throws, and `WorkError.noSnapshot`.
  ///
  /// - Parameters:
  ///   - results: the folder that the run stands in.
  ///   - passes: those of the snapshot; of the last where nil.
  public init(_ run: SupernetRun, in results: Results, passes: Int? = nil) throws {
    let reference = JobReference<SupernetSpec>(run.header.specDigest)
    (spec, self.run) = (try results.spec(reference, run.header), run)
    guard let snapshot = run.snapshots.last(where: { passes == nil || $0.passes == passes }) else {
      throw WorkError.noSnapshot(
        run: results.files(kind: SupernetSpec.key, digest: reference.digest).run, passes: passes ?? 0, found: run.snapshots.map(\.passes))
    }
    weights = try Training.Snapshot(parameters: snapshot.parameters, statistics: snapshot.statistics)
    self.passes = snapshot.passes
  }
}
