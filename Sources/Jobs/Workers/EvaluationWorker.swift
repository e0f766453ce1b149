internal import Datasets
internal import Digests
internal import Spaces
internal import Store
internal import Training

extension Worker {
  /// Scores architectures with a supernet's weights; each score is on the disk as it comes.
  func evaluate(_ spec: EvaluationSpec, _ session: Session<C>) throws {
    let path = JobFiles(results: desk.results, kind: SupernetRun.kind, digest: spec.supernet).run
    let supernet = try SupernetRun(reading: path)
    guard case .supernet(let trained) = try JobSpec(reading: supernet.header.spec) else {
      throw WorkError.spec(reason: "\(path) holds the spec of another kind of job")
    }
    guard let snapshot = supernet.snapshots.first(where: { $0.passes == spec.passes }) else {
      throw WorkError.noSnapshot(run: path, passes: spec.passes, found: supernet.snapshots.map(\.passes))
    }
    let space = trained.space, paths = try spec.architectures.map { try space.path($0) }
    var journal = try Journal<Evaluator.Score>(session.files.journal)
    let done = Set(journal.entries.map(\.path)), left = paths.filter { !done.contains($0) }
    let data = try trained.data.load(environment: desk.environment)
    if !left.isEmpty {
      let weights = try Training.Snapshot(parameters: snapshot.parameters, statistics: snapshot.statistics)
      let evaluator = try Evaluator(space, weights, spec.policy, threads: desk.threads, level: desk.level)
      try evaluator.score(left, on: data.validation, recalibration: data.recalibration, blocks: spec.blocks) { score in
        try journal.append(score)
        if let signal = desk.interruption() { throw WorkError.interrupted(signal: signal, checkpoint: session.files.journal) }
        desk.report(Advance(fraction: Double(journal.entries.count) / Double(paths.count)))
      }
    }
    let scores = Dictionary(journal.entries.map { ($0.path, $0) }) { first, _ in first }
    let rows = paths.compactMap { scores[$0] }, images = [Int](repeating: data.validation.count / spec.blocks, count: spec.blocks)
    try EvaluationRun(
      header: session.header, space: supernet.space, strategy: supernet.strategy, seed: supernet.seed, supernet: spec.supernet,
      passes: spec.passes, policy: spec.policy.label, population: spec.population, architectures: spec.architectures,
      tallies: rows.map { Tally(correct: $0.correct, images: images) }, loss: rows.map(\.loss), inclusion: spec.inclusion
    ).write(to: session.files.run)
  }
}
