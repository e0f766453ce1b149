internal import Datasets
internal import Digests
internal import Engine
internal import Spaces
internal import Store
internal import Strategies
internal import Streams
internal import Training

extension Worker {
  /// Searches a relaxed space, then cuts its genotype, and random ones, out of the supernet and scores them.
  func search(_ spec: RelaxationSpec, _ session: Session<C>) throws {
    try search(spec.strategy.strategy, spec, try images(spec.data), session)
  }

  private func search(_ method: some Strategy, _ spec: RelaxationSpec, _ data: PreparedData, _ session: Session<C>) throws {
    let trainer = try Trainer(
      spec.space, method, spec.recipe, images: data.training, validation: data.validation, seed: UInt64(spec.seed), threads: desk.threads,
      level: desk.level)
    let first = trainer.mixture, followed = min(spec.followed, data.validation.count)
    let evaluator = try GraphEvaluator(spec.space, trainer.snapshot(), spec.policy, threads: desk.threads, level: desk.level)
    var rehearsal = try Rehearsal(trainer, RelaxationNotes(), session)
    let everything = spec.space.whole.kept

    func score(
      _ cuts: [(kept: [[Int]], mixture: Strategies.Mixture)], _ weights: Training.Snapshot, images: Int
    ) throws -> [Double] {
      let heed = session.heed()
      try evaluator.take(weights)
      return try cuts.map { cut in
        let score = try evaluator.score(
          cut.kept, cut.mixture, on: data.validation, leading: images, recalibration: data.recalibration, progress: heed)
        return Double(score.correct[0]) / Double(images)
      }
    }

    do {
      try rehearsal.run { trainer, notes, _ in
        while notes.rows.count < trainer.progress.history.count {
          let accuracy = try score([(everything, trainer.mixture)], trainer.snapshot(), images: followed)[0]
          notes.rows.append(RelaxationNotes.Row(accuracy: accuracy, cpuSeconds: session.cpuSeconds))
        }
      }
    } catch let error as TrainingError {
      guard case .notFinite = error else { throw error }
      throw WorkError.diverged(label: spec.label, seed: spec.seed, rate: spec.recipe.schedule.peak, reason: error.description)
    }
    let trained = rehearsal.trainer.snapshot(), mixture = rehearsal.trainer.mixture, progress = rehearsal.trainer.progress
    let ones = WholeNetwork().mixture(spec.space, Stateless())
    let genotype = try spec.rule.genotype(weights: mixture.discretised, of: spec.space)
    var random = RandomStream(seed: UInt64(spec.seed), "random genotypes")
    let architectures = try [spec.space.architecture(genotype)] + (0..<spec.random).map { _ in spec.space.randomCells(&random) }
    let strongest = mixture.discretised.indices.map { choice in
      [spec.space.strongest(choice, mixture.discretised[choice])].compactMap(\.self)
    }
    let scores = try score(
      [(everything, mixture), (strongest, mixture)] + architectures.flatMap { [($0.kept, mixture), ($0.kept, ones)] }, trained,
      images: data.validation.count)
    let cuts = architectures.enumerated().map { number, architecture in
      RelaxationRun.Cut(architecture: spec.space.text(of: architecture), keep: scores[2 + 2 * number], one: scores[3 + 2 * number])
    }
    try RelaxationRun(
      header: session.header, space: SpaceLabel(name: spec.space.name, digest: try CanonicalJSON.digest(spec.space)),
      strategy: spec.label, seed: spec.seed,
      history: zip(progress.history, rehearsal.notes.rows).map { row, note in
        Epoch(
          passes: row.passes, updates: row.updates, images: row.images, loss: row.loss, learningRate: row.learningRate,
          validationAccuracy: note.accuracy, cpuSeconds: note.cpuSeconds)
      }, choices: spec.space.choices.map(\.name), candidates: spec.space.choices.map { $0.candidates.map(\.name) },
      weights: ([first] + progress.mixtures).map(\.discretised), genotype: genotype.description, mix: scores[0], operations: scores[1],
      chosen: cuts[0],
      random: Array(cuts.dropFirst()), parameters: trained.parameters.arrays, statistics: trained.statistics.arrays
    ).write(to: session.files.run)
  }
}

/// What a search's worker gathers besides weights: a row an epoch.
struct RelaxationNotes: Codable {
  struct Row: Codable {
    var accuracy: Double
    var cpuSeconds: Double
  }

  var rows: [Row] = []
}

extension Space {
  /// The candidate of a choice with the largest weight, the first of equals; `none` is no candidate.
  fileprivate func strongest(_ choice: Int, _ weights: [Double]) -> Int? {
    let able = weights.indices.filter { choices[choice].candidates[$0].name != Primitive.none.rawValue }
    return able.reduce(nil as Int?) { best, k in best.map { weights[k] > weights[$0] ? k : $0 } ?? k }
  }
}

extension RelaxationSpec {
  /// The mixture whose `discretised` weights a run has: PC-DARTS's edges have gains, which what passes by them is multiplied with too.
  func mixture(discretised weights: [[Double]]) -> Strategies.Mixture {
    guard case .pcDARTS = strategy else { return Strategies.Mixture(weights) }
    let gains = weights.map { $0.reduce(0, +) }
    return Strategies.Mixture(zip(weights, gains).map { row, gain in row.map { $0 / gain } }, gains: gains)
  }
}

extension Strategies.Mixture {
  /// What rules read: each weight times its choice's gain.
  var discretised: [[Double]] { Discretisation.product(weights, edges: gains) }
}
