internal import Datasets
internal import Digests
internal import Engine
internal import Spaces
internal import Store
internal import Strategies
internal import Training

extension Worker {
  /// Scores what a search's supernet becomes when all is struck out but one architecture, for each of a list; each score is on the disk
  /// as it comes.
  func evaluateCuts(_ spec: EvaluationSpec, _ session: Session<C>) throws {
    let source = try SearchedSupernet(of: spec, in: desk.results), data = try images(source.spec.data)
    try spec.check(blocksOf: data)
    var journal = try Journal<OneShotScore>(session.files.journal)
    let session = session.after(journal)
    let done = Set(journal.entries.map(\.path)), left = spec.architectures.indices.filter { !done.contains([$0]) }
    func report() { desk.report(Advance(fraction: Double(journal.entries.count) / Double(spec.architectures.count))) }
    report()
    if !left.isEmpty {
      let heed = session.heed()
      let cuts = try Cuts(of: source, spec, data, threads: desk.threads, level: desk.level)
      for row in left {
        try journal.append(OneShotScore(path: [row], try cuts.score(spec.architectures[row], progress: heed), session.expense))
        report()
      }
    }
    let scores = Dictionary(journal.entries.map { ($0.path, $0) }) { first, _ in first }, run = source.run
    try write(
      spec.architectures.indices.compactMap { scores[[$0]] }, spec, space: run.space, strategy: run.strategy, seed: run.seed, data, session)
  }
}

/// A search's supernet as its run file has it: what was asked for, and the weights and the mixture that came out.
struct SearchedSupernet {
  let run: RelaxationRun, spec: RelaxationSpec

  /// The supernet that an evaluation asks for. Throws what reading throws, `WorkError.input` where the file's job is of another kind, and
  /// `WorkError.noSnapshot`: a search keeps its last weights alone.
  init(of evaluation: EvaluationSpec, in results: String) throws {
    let path = JobFiles(results: results, kind: RelaxationRun.kind, digest: evaluation.supernet).run
    run = try RelaxationRun(reading: path)
    let job = try JobSpec(reading: run.header.spec)
    guard case .relaxation(let spec) = job else { throw WorkError.input(path: path, found: job.kind, expected: RelaxationRun.kind) }
    self.spec = spec
    let passes = run.history.last?.passes ?? 0
    guard passes == evaluation.passes else { throw WorkError.noSnapshot(run: path, passes: evaluation.passes, found: [passes]) }
  }
}

/// Scores architectures cut out of one supernet, all in one arena.
struct Cuts {
  private let space: Space, evaluator: GraphEvaluator, mixture: Strategies.Mixture, data: PreparedData, blocks: Int

  init(of source: SearchedSupernet, _ spec: EvaluationSpec, _ data: PreparedData, threads: Int, level: KernelLevel) throws {
    let run = source.run, last = run.weights[run.weights.count - 1]
    space = source.spec.space
    (self.data, blocks) = (data, spec.blocks)
    mixture = spec.weighting == .mixture ? source.spec.mixture(discretised: last) : WholeNetwork().mixture(space, Stateless())
    evaluator = try GraphEvaluator(
      space, try Training.Snapshot(parameters: run.parameters, statistics: run.statistics), spec.policy, threads: threads, level: level)
  }

  /// Right answers on each block of search-validation images, and the mean cross-entropy. `progress` may throw to stop.
  func score(_ architecture: String, progress: (Double) throws -> Void = { _ in }) throws -> (correct: [Int], loss: Double) {
    try evaluator.score(
      try space.architecture(architecture).kept, mixture, on: data.validation, recalibration: data.recalibration, blocks: blocks,
      progress: progress)
  }
}
