internal import Datasets
internal import Digests
internal import Engine
internal import Spaces
internal import Store
internal import Strategies
internal import Training

extension Worker {
  /// Trains one architecture; where its loss ceases to be a number the run says so and scores nothing right.
  func train(_ spec: StandAloneSpec, _ session: Session<C>) throws {
    let net = try StandAloneNet(spec, try images(spec.data))
    if net.space.isChain { try train(net, UniformSampling(), spec, session) } else { try train(net, WholeNetwork(), spec, session) }
  }

  private func train(_ net: StandAloneNet, _ method: some Strategy, _ spec: StandAloneSpec, _ session: Session<C>) throws {
    let data = net.data
    let trainer = try Trainer(
      net.space, method, spec.recipe, images: data.training, seed: UInt64(spec.seed), threads: desk.threads, level: desk.level)
    var rehearsal = try Rehearsal(trainer, StandAloneNotes(), session)
    var diverged = false
    do {
      try rehearsal.run { trainer, notes, _ in
        while notes.rows.count < trainer.progress.history.count {
          let tally = try net.score(
            trainer.snapshot(), on: data.validation, blocks: 1, threads: desk.threads, level: desk.level, progress: session.heed())
          notes.rows.append(StandAloneNotes.Row(validationAccuracy: tally?.accuracy ?? 0, cpuSeconds: session.cpuSeconds))
        }
      }
    } catch TrainingError.notFinite {
      diverged = true
    }
    let weights = rehearsal.trainer.snapshot(), notes = rehearsal.notes
    var tallies: [Tally] = []
    for images in [data.validation, data.test] where !diverged {
      let tally = try net.score(
        weights, on: images, blocks: spec.blocks, threads: desk.threads, level: desk.level, progress: session.heed())
      if let tally { tallies.append(tally) } else { diverged = true }
    }
    if diverged { tallies = [net.nothing(of: data.validation), net.nothing(of: data.test)] }
    try StandAloneRun(
      header: session.header, space: SpaceLabel(name: spec.space.name, digest: try CanonicalJSON.digest(spec.space)),
      architecture: spec.architecture, seed: spec.seed,
      history: zip(rehearsal.trainer.progress.history, notes.rows).map { row, note in
        Epoch(
          passes: row.passes, updates: row.updates, images: row.images, loss: row.loss, learningRate: row.learningRate,
          validationAccuracy: note.validationAccuracy, cpuSeconds: note.cpuSeconds)
      }, validation: tallies[0], test: tallies[1], diverged: diverged, parameters: weights.parameters.arrays,
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
