internal import Datasets
internal import Digests
internal import Engine
internal import Networks
internal import Spaces
public import Store
internal import Strategies
internal import Streams
internal import Training

extension RelaxationSpec {
  /// Trains a relaxed space, then cuts its genotype, and random ones, out of the supernet and scores them.
  public func perform(_ session: Session) throws -> RelaxationRun {
    try perform(strategy.strategy, try session.images(data), session)
  }

  private func perform(_ strategy: some Strategy, _ data: PreparedData, _ session: Session) throws -> RelaxationRun {
    let context = session.context
    let trainer = try Trainer(
      space, recipe.task, strategy, recipe, images: data.training, validation: data.validation, seed: UInt64(seed),
      threads: context.threads,
      level: context.level)
    let first = trainer.mixture, followed = min(followed, data.validation.count)
    var scorer = try SubnetScorer(mixturesOf: space, recipe.task, trainer.snapshot(), policy, in: context)
    var training = try CheckpointedTraining(trainer, RelaxationNotes(), session)
    let everything = space.whole

    func score(_ subnets: [Subnet], _ weights: Training.Snapshot, images: Int) throws -> [Double] {
      try scorer.take(weights)
      var accuracies = subnets.map { _ in Double.nan }
      try scorer.scores(
        subnets, on: data.validation, leading: images, recalibration: data.recalibration, progress: session.checkInterruption()
      ) { accuracies[$0] = Double($1.correct[0]) / Double(images) }
      return accuracies
    }

    do {
      try training.run { trainer, notes, _ in
        while notes.rows.count < trainer.progress.history.count {
          let accuracy = try score([Subnet(everything, under: trainer.mixture)], trainer.snapshot(), images: followed)[0]
          notes.rows.append(RelaxationNotes.Row(accuracy: accuracy, cpuSeconds: session.cpuSeconds))
        }
      }
    } catch let error as TrainingError {
      guard case .notFinite = error else { throw error }
      throw WorkError.diverged(label: label, seed: seed, rate: recipe.schedule.peak, reason: error.description)
    }
    let trained = training.trainer.snapshot(), mixture = training.trainer.mixture, progress = training.trainer.progress
    let genotype = try rule.genotype(weights: mixture.discretised, of: space)
    var stream = RandomStream(seed: UInt64(seed), "random genotypes")
    let architectures = try [space.architecture(genotype)] + (0..<random).map { _ in space.randomCells(&stream) }
    let strongest = mixture.discretised.indices.map { choice in
      [space.strongest(choice, mixture.discretised[choice])].compactMap(\.self)
    }
    let scores = try score(
      [Subnet(everything, under: mixture), Subnet(Architecture(kept: strongest), under: mixture)]
        + architectures.flatMap { [Subnet($0, under: mixture), Subnet($0)] }, trained,
      images: data.validation.count)
    let cuts = architectures.enumerated().map { number, architecture in
      RelaxationRun.Cut(architecture: space.text(of: architecture), keep: scores[2 + 2 * number], one: scores[3 + 2 * number])
    }
    return RelaxationRun(
      header: session.header, space: SpaceLabel(name: space.name, digest: try CanonicalJSON.digest(space)), strategy: label, seed: seed,
      history: zip(progress.history, training.notes.rows).map { Epoch($0, accuracy: $1.accuracy, cpuSeconds: $1.cpuSeconds) },
      choices: space.choices.map(\.name), candidates: space.choices.map { $0.candidates.map(\.name) },
      weights: ([first] + progress.mixtures).map(\.discretised), genotype: genotype.description, mix: scores[0], operations: scores[1],
      chosen: cuts[0], random: Array(cuts.dropFirst()), parameters: trained.parameters.arrays, statistics: trained.statistics.arrays)
  }
}

/// What a relaxation's worker gathers besides weights: a row an epoch.
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
  func mixture(discretised weights: [[Double]]) -> Mixture {
    guard case .pcDARTS = strategy else { return Mixture(weights) }
    let gains = weights.map { $0.reduce(0, +) }
    return Mixture(zip(weights, gains).map { row, gain in row.map { $0 / gain } }, gains: gains)
  }
}

extension Mixture {
  /// What rules read: each weight times its choice's gain.
  var discretised: [[Double]] { Discretisation.product(weights, edges: gains) }
}
