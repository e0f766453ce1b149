internal import Datasets
internal import Digests
internal import Engine
internal import Networks
internal import Spaces
public import Store
internal import Strategies
internal import Training

extension RelaxationSpec {
  /// Trains a relaxed space: weights, and the mixture of every epoch with its accuracy.
  public func perform(_ session: Session) throws -> RelaxationRun {
    try perform(strategy.strategy, try session.images(data), session)
  }

  private func perform(_ method: some Strategy, _ data: PreparedData, _ session: Session) throws -> RelaxationRun {
    let context = session.context
    guard followed.images <= data.validation.count else {
      throw WorkError.spec(
        reason: "followed.images: \(followed.images) are more than the \(data.validation.count) search-validation images")
    }
    let trainer = try Trainer(
      space, recipe.task, method, recipe, passes: passes, images: data.training, validation: data.validation, seed: UInt64(seed),
      threads: context.threads, level: context.level)
    let first = trainer.mixture, images = followed.images
    var scorer = try Scorer(space, recipe.task, trainer.snapshot(), followed.policy, several: true, in: context)
    var training = try CheckpointedTraining(trainer, EpochNotes(), session)
    do {
      try training.run { trainer, notes, _ in
        while notes.rows.count < trainer.progress.history.count {
          try scorer.take(trainer.snapshot())
          let accuracy = try scorer.metrics(
            [Subnet(space.whole, under: trainer.mixture)], on: data.validation, leading: images,
            recalibration: followed.policy.recalibration(of: data),
            progress: session.checkInterruption())[0]
          notes.rows.append(EpochNotes.Row(score: accuracy, cpuSeconds: session.cpuSeconds))
        }
      }
    } catch let error as TrainingError {
      guard case .notFinite = error else { throw error }
      throw diverged(error.description)
    }
    let weights = training.trainer.snapshot(), progress = training.trainer.progress, mixtures = [first] + progress.mixtures
    guard (mixtures[mixtures.count - 1].weights.joined() + mixtures[mixtures.count - 1].gains).allSatisfy(\.isFinite) else {
      throw diverged("a weight of the mixture is no number after the last update")
    }
    return RelaxationRun(
      header: session.header, space: SpaceLabel(name: space.name, digest: try CanonicalJSON.digest(space)),
      strategy: strategy.name.rawValue, seed: seed,
      history: zip(progress.history, training.notes.rows).map { Epoch($0, score: $1.score, cpuSeconds: $1.cpuSeconds) },
      choices: space.choices.map(\.name), candidates: space.choices.map { $0.candidates.map(\.name) },
      weights: mixtures.map(\.weights), gains: mixtures.map(\.gains), parameters: weights.parameterArrays,
      statistics: weights.statisticsArrays)
  }

  private func diverged(_ reason: String) -> WorkError {
    .diverged(strategy: strategy.name.rawValue, seed: seed, rate: recipe.schedule.peak, reason: reason)
  }
}
