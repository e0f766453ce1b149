internal import Datasets
internal import Digests
internal import Spaces
public import Store
internal import Strategies
internal import Training

extension StandAloneSpec {
  /// Trains one architecture; where its loss ceases to be a number the run says so and has the least scores.
  public func perform(_ session: Session) throws -> StandAloneRun {
    let net = try StandAloneNet(self, try session.images(data))
    return net.isPath ? try perform(net, UniformSampling(), session) : try perform(net, WholeNetwork(), session)
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
          let score = try net.score(
            trainer.snapshot(), on: data.validation, blocks: 1, in: context, progress: session.checkInterruption())
          notes.rows.append(EpochNotes.Row(score: score?.mean ?? net.metric.least, cpuSeconds: session.cpuSeconds))
        }
        while let mark = marks.dropFirst(notes.marks.count).first, trainer.progress.passes >= mark {
          let score = try net.score(
            trainer.snapshot(), on: data.validation, blocks: blocks, in: context, progress: session.checkInterruption())
          notes.marks.append((score ?? net.nothing(of: data.validation)).sums)
        }
      }
    } catch TrainingError.notFinite {
      diverged = true
    }
    let weights = training.trainer.snapshot(), notes = training.notes
    var scores: [BlockScores] = []
    for images in [data.validation, data.test] where !diverged {
      let own = try net.score(weights, on: images, blocks: blocks, in: context, progress: session.checkInterruption())
      if let own { scores.append(own) } else { diverged = true }
    }
    if diverged { scores = [net.nothing(of: data.validation), net.nothing(of: data.test)] }
    return StandAloneRun(
      header: session.header, space: SpaceLabel(name: space.name, digest: try CanonicalJSON.digest(space)), architecture: architecture,
      seed: seed,
      history: zip(training.trainer.progress.history, notes.rows).map {
        Epoch($0, score: $1.score, cpuSeconds: $1.cpuSeconds)
      }, validation: scores[0], test: scores[1], marks: reached(notes, net), bicubic: net.bicubic, diverged: diverged,
      parameters: weights.parameterArrays,
      statistics: weights.statisticsArrays)
  }

  /// The marks with their scores; of a training that diverged before one the least.
  private func reached(_ notes: EpochNotes, _ net: StandAloneNet) -> [StandAloneRun.Mark] {
    let least = net.nothing(of: net.data.validation)
    return marks.enumerated().map { number, passes in
      let sums = number < notes.marks.count ? notes.marks[number] : least.sums
      return StandAloneRun.Mark(passes: passes, validation: BlockScores(net.metric, sums: sums, images: least.images))
    }
  }
}
