internal import Datasets
internal import Digests
internal import Spaces
public import Store
internal import Strategies
internal import Training

extension StandAloneSpec {
  /// Trains one architecture; where its loss ceases to be a number the run says so and scores nothing right.
  public func perform(_ session: Session) throws -> StandAloneRun {
    let net = try StandAloneNet(self, try session.images(data))
    return net.space.isChain ? try perform(net, UniformSampling(), session) : try perform(net, WholeNetwork(), session)
  }

  private func perform(_ net: StandAloneNet, _ strategy: some Strategy, _ session: Session) throws -> StandAloneRun {
    let data = net.data, context = session.context
    let trainer = try Trainer(
      net.space, recipe.task, strategy, recipe, passes: passes, images: data.training, seed: UInt64(seed), threads: context.threads,
      level: context.level)
    var training = try CheckpointedTraining(trainer, EpochNotes(), session)
    var diverged = false
    do {
      try training.run { trainer, notes, _ in
        while notes.rows.count < trainer.progress.history.count {
          let counts = try net.score(
            trainer.snapshot(), on: data.validation, blocks: 1, in: context, progress: session.checkInterruption())
          notes.rows.append(EpochNotes.Row(accuracy: counts?.accuracy ?? 0, cpuSeconds: session.cpuSeconds))
        }
      }
    } catch TrainingError.notFinite {
      diverged = true
    }
    let weights = training.trainer.snapshot(), notes = training.notes
    var counts: [AccuracyCounts] = []
    for images in [data.validation, data.test] where !diverged {
      let own = try net.score(weights, on: images, blocks: blocks, in: context, progress: session.checkInterruption())
      if let own { counts.append(own) } else { diverged = true }
    }
    if diverged { counts = [net.nothing(of: data.validation), net.nothing(of: data.test)] }
    return StandAloneRun(
      header: session.header, space: SpaceLabel(name: space.name, digest: try CanonicalJSON.digest(space)), architecture: architecture,
      seed: seed,
      history: zip(training.trainer.progress.history, notes.rows).map {
        Epoch($0, accuracy: $1.accuracy, cpuSeconds: $1.cpuSeconds)
      }, validation: counts[0], test: counts[1], diverged: diverged, parameters: weights.parameterArrays,
      statistics: weights.statisticsArrays)
  }
}
