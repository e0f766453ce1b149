internal import Datasets
internal import Digests
internal import Spaces
internal import Store
internal import Strategies
internal import Training

extension Worker {
  /// Trains one architecture; where its loss ceases to be a number the run says so and scores nothing right.
  func train(_ spec: StandAloneSpec, _ session: Session<C>) throws {
    let data = try spec.data.load(environment: desk.environment)
    let alone = spec.space.restricted(to: try spec.space.architecture(spec.architecture)),
      path = [Int](repeating: 0, count: alone.choices.count)
    let trainer = try Trainer(
      alone, UniformSampling(), spec.recipe, images: data.training, seed: UInt64(spec.seed), threads: desk.threads, level: desk.level)
    var rehearsal = try Rehearsal(trainer, StandAloneNotes(), session)

    func score(_ weights: Training.Snapshot, on images: PreparedImages, blocks: Int) throws -> Tally {
      // Under inherited statistics every image is scored by itself: chunks are for memory alone.
      let chunk = (1...500).last { images.count % $0 == 0 } ?? 1
      let evaluator = try Evaluator(alone, weights, .inherited, chunk: chunk, threads: desk.threads, level: desk.level)
      var correct: [Int] = []
      try evaluator.score([path], on: images, recalibration: data.recalibration, blocks: blocks) { correct = $0.correct }
      return Tally(correct: correct, images: [Int](repeating: images.count / blocks, count: blocks))
    }

    var diverged = false
    do {
      try rehearsal.run { trainer, notes, _ in
        while notes.rows.count < trainer.progress.history.count {
          let accuracy = try score(trainer.snapshot(), on: data.validation, blocks: 1).accuracy
          notes.rows.append(StandAloneNotes.Row(validationAccuracy: accuracy, cpuSeconds: session.cpuSeconds))
        }
      }
    } catch TrainingError.notFinite {
      diverged = true
    }
    let weights = rehearsal.trainer.snapshot(), notes = rehearsal.notes
    func final(_ images: PreparedImages) throws -> Tally {
      let none = [Int](repeating: 0, count: spec.blocks), each = [Int](repeating: images.count / spec.blocks, count: spec.blocks)
      return diverged ? Tally(correct: none, images: each) : try score(weights, on: images, blocks: spec.blocks)
    }
    try StandAloneRun(
      header: session.header, space: SpaceLabel(name: spec.space.name, digest: try CanonicalJSON.digest(spec.space)),
      architecture: spec.architecture, seed: spec.seed,
      history: zip(rehearsal.trainer.progress.history, notes.rows).map { row, note in
        Epoch(
          passes: row.passes, updates: row.updates, images: row.images, loss: row.loss, learningRate: row.learningRate,
          validationAccuracy: note.validationAccuracy, cpuSeconds: note.cpuSeconds)
      }, validation: try final(data.validation), test: try final(data.test), diverged: diverged, parameters: weights.parameters.arrays,
      statistics: weights.statistics.arrays
    ).write(to: session.files.run)
  }
}

/// What a stand-alone net's worker gathers besides weights: a row an epoch.
struct StandAloneNotes: Codable {
  struct Row: Codable {
    var validationAccuracy: Double
    var cpuSeconds: Double
  }

  var rows: [Row] = []
}
