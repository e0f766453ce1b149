public import Store
public import Training

/// One moment of a trained supernet, read from its run file: the weights, and the spec that says their space and data.
public struct SupernetSnapshot: Sendable {
  public let spec: SupernetSpec, run: SupernetRun, weights: Training.Snapshot
  public let passes: Int

  /// Throws what reading the spec throws, and `WorkError.noSnapshot`.
  ///
  /// - Parameters:
  ///   - path: of the run file.
  ///   - passes: those of the snapshot; of the last where nil.
  public init(_ run: SupernetRun, from path: String, passes: Int? = nil, kinds: JobKinds = .house) throws {
    (spec, self.run) = (try kinds.spec(SupernetSpec.self, reading: run.header.spec, in: path), run)
    guard let snapshot = run.snapshots.last(where: { passes == nil || $0.passes == passes }) else {
      throw WorkError.noSnapshot(run: path, passes: passes ?? 0, found: run.snapshots.map(\.passes))
    }
    weights = try Training.Snapshot(parameters: snapshot.parameters, statistics: snapshot.statistics)
    self.passes = snapshot.passes
  }

  /// That of a job among its results. Throws what reading the run throws, too.
  init(_ supernet: JobReference<SupernetSpec>, in results: Results, passes: Int) throws {
    let path = results.files(kind: SupernetSpec.key, digest: supernet.digest).run
    try self.init(try results.whole(supernet), from: path, passes: passes, kinds: results.kinds)
  }
}
