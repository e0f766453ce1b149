internal import Datasets
internal import Digests
internal import Engine
internal import Spaces
internal import Store
internal import Training

extension Worker {
  /// Scores architectures with a supernet's weights; each score is on the disk as it comes.
  func evaluate(_ spec: EvaluationSpec, _ session: Session<C>) throws {
    guard spec.weighting == nil else { return try evaluateCuts(spec, session) }
    let source = try Supernet(JobFiles(results: desk.results, kind: SupernetRun.kind, digest: spec.supernet).run)
    let paths = try spec.architectures.map { try source.spec.space.path($0) }
    let data = try images(source.spec.data)
    try spec.check(blocksOf: data)
    var journal = try Journal<OneShotScore>(session.files.journal)
    let session = session.after(journal)
    let done = Set(journal.entries.map(\.path)), left = Array(Set(paths).subtracting(done))
    let total = Double(done.count + left.count), before = Double(done.count) / total
    if left.isEmpty {
      desk.report(Advance(fraction: before))
    } else {
      let weights = try source.weights(after: spec.passes)
      let evaluator = try Evaluator(source.spec.space, weights, spec.policy, threads: desk.threads, level: desk.level)
      desk.report(Advance(fraction: before, note: "\(evaluator.tree(left))"))
      let heed = session.heed()
      var reported = before
      try evaluator.score(left, on: data.validation, recalibration: data.recalibration, blocks: spec.blocks) { part in
        try heed(part)
        let fraction = before + part * Double(left.count) / total
        guard fraction >= reported + 0.005 else { return }
        desk.report(Advance(fraction: fraction))
        reported = fraction
      } each: { score in
        try journal.append(OneShotScore(score, session.expense))
      }
    }
    let scores = Dictionary(journal.entries.map { ($0.path, $0) }) { first, _ in first }
    let run = source.run
    try write(paths.compactMap { scores[$0] }, spec, space: run.space, strategy: run.strategy, seed: run.seed, data, session)
  }

  /// Writes the run file; a score for each architecture of the spec, in its order.
  func write(
    _ scores: [OneShotScore], _ spec: EvaluationSpec, space: SpaceLabel, strategy: String, seed: Int, _ data: PreparedData,
    _ session: Session<C>
  ) throws {
    let images = [Int](repeating: data.validation.count / spec.blocks, count: spec.blocks)
    try EvaluationRun(
      header: session.header, space: space, strategy: strategy, seed: seed, supernet: spec.supernet, weighting: spec.weighting?.rawValue,
      passes: spec.passes, policy: spec.policy.label, population: spec.population, architectures: spec.architectures,
      tallies: scores.map { Tally(correct: $0.correct, images: images) }, loss: scores.map { $0.loss ?? .nan }, inclusion: spec.inclusion
    ).write(to: session.files.run)
  }
}

extension EvaluationSpec {
  /// Throws `WorkError.spec` where the images do not make equal blocks.
  func check(blocksOf data: PreparedData) throws(WorkError) {
    guard data.validation.count % blocks == 0 else {
      throw .spec(reason: "blocks: \(data.validation.count) images do not make \(blocks) equal blocks")
    }
  }
}

/// A trained supernet as its run file has it: what was asked for, and the weights that came out.
struct Supernet {
  let path: String, run: SupernetRun, spec: SupernetSpec

  /// Throws what reading throws, and `WorkError.input` where the file's job is of another kind.
  init(_ path: String) throws {
    run = try SupernetRun(reading: path)
    let job = try JobSpec(reading: run.header.spec)
    guard case .supernet(let spec) = job else { throw WorkError.input(path: path, found: job.kind, expected: SupernetRun.kind) }
    (self.path, self.spec) = (path, spec)
  }

  /// Throws `WorkError.noSnapshot`.
  func weights(after passes: Int) throws(WorkError) -> Training.Snapshot {
    guard let snapshot = run.snapshots.first(where: { $0.passes == passes }) else {
      throw .noSnapshot(run: path, passes: passes, found: run.snapshots.map(\.passes))
    }
    return try Training.Snapshot(parameters: snapshot.parameters, statistics: snapshot.statistics)
  }
}
