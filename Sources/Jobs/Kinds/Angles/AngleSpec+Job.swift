internal import Engine
internal import Networks
internal import Spaces
public import Store
internal import Training

extension AngleSpec: JobKind {
  public var inputs: [JobInput] { [supernet.input] }

  public func check() throws(WorkError) { try SpecCheck.atLeast(0, passes, "passes") }

  /// Weights are read once and made once.
  public func estimate(_ known: Known) throws -> Job.Estimate {
    let spec = try known.spec(supernet), network = try Network(spec.space, spec.recipe.task, batch: 1, .path)
    let weights = 4 * network.parameters.count, snapshots = spec.snapshots.count + 1
    return Job.Estimate(
      seconds: Estimates.startSeconds, memory: Estimates.processBytes + (2 * snapshots + 2) * weights, disk: 1 << 16)
  }

  public func perform(_ session: Session) throws -> AngleRun {
    let stored = try snapshot(session.context.results), space = stored.spec.space
    let table = try Self.table(stored)
    func row(_ sums: AngleTable.Sums) -> [Double] { [sums.start, sums.end, sums.moved] }
    return AngleRun(
      header: session.header, space: stored.run.space, strategy: stored.run.strategy, seed: stored.run.seed, supernet: supernet.digest,
      passes: passes, choices: space.choices.map(\.name), candidates: space.choices.map { $0.candidates.map(\.name) },
      fixed: row(table.fixed), sums: table.choices.map { $0.map(row) })
  }

  /// `count` candidates, evenly spread.
  public func recompute(_ run: AngleRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    let table = try Self.table(try snapshot(context.results))
    let names = zip(run.choices, run.candidates).flatMap { choice, candidates in candidates.map { "\(choice)/\($0)" } }
    let stored = run.sums.flatMap(\.self), found = table.choices.flatMap(\.self)
    guard found.count == stored.count else {
      throw WorkError.spec(reason: "supernet: has \(found.count) candidates, the run \(stored.count)")
    }
    return Recomputation.spread(count, over: names.count).map { row in
      Recomputation(name: names[row], stored: stored[row], found: [found[row].start, found[row].end, found[row].moved])
    }
  }

  private func snapshot(_ results: Results) throws -> SupernetSnapshot {
    try SupernetSnapshot(supernet, in: results, passes: passes)
  }

  private static func table(_ stored: SupernetSnapshot) throws -> AngleTable {
    let spec = stored.spec, network = try Network(spec.space, spec.recipe.task, batch: 1, .path)
    return try AngleTable(network, from: try Training.Snapshot(initial: network, seed: UInt64(spec.seed)), to: stored.weights)
  }
}
