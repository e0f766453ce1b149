internal import Datasets
internal import Digests
internal import Engine
internal import Spaces
internal import Store
internal import Strategies
internal import Training

extension Worker {
  /// Trains a supernet, keeping its weights at the spec's passes and at the end, each with the accuracy of its probes.
  func train(_ spec: SupernetSpec, _ session: Session<C>) throws {
    let data = try images(spec.data)
    try train(spec.strategy.strategy, spec, data, session)
  }

  private func train(_ method: some Strategy, _ spec: SupernetSpec, _ data: PreparedData, _ session: Session<C>) throws {
    let probes = try spec.probes.architectures.map { text in try spec.space.path(text) }
    let trainer = try Trainer(
      spec.space, method, spec.recipe, images: data.training, seed: UInt64(spec.seed), threads: desk.threads, level: desk.level)
    var rehearsal = try Rehearsal(trainer, SupernetNotes(), session)

    func mark(_ weights: Training.Snapshot, _ passes: Int, _ notes: inout SupernetNotes, _ gathered: inout [NamedArray]) throws {
      let evaluator = try Evaluator(spec.space, weights, spec.probes.policy, threads: desk.threads, level: desk.level)
      var scores: [[Int]: Double] = [:]
      try evaluator.score(
        probes, on: data.validation, recalibration: data.recalibration, progress: session.heed()
      ) { score in
        scores[score.path] = Double(score.correct.reduce(0, +)) / Double(data.validation.count)
      }
      notes.marks.append(SupernetNotes.Mark(passes: passes, probes: probes.map { scores[$0] ?? .nan }))
      gathered += weights.parameters.arrays.within("\(passes)/parameters") + weights.statistics.arrays.within("\(passes)/statistics")
    }

    let wanted = Set(spec.snapshots).union([spec.recipe.passes]).sorted()
    do {
      try rehearsal.run { trainer, notes, gathered in
        let passes = trainer.progress.passes
        if let next = wanted.first(where: { $0 > notes.marks.last?.passes ?? -1 }), passes >= next {
          try mark(trainer.snapshot(), passes, &notes, &gathered)
        }
        while notes.cpuSeconds.count < trainer.progress.history.count { notes.cpuSeconds.append(session.cpuSeconds) }
      }
    } catch let error as TrainingError {
      guard case .notFinite = error else { throw error }
      throw WorkError.diverged(label: spec.label, seed: spec.seed, rate: spec.recipe.schedule.peak, reason: error.description)
    }
    let notes = rehearsal.notes, gathered = rehearsal.gathered
    try SupernetRun(
      header: session.header, space: SpaceLabel(name: spec.space.name, digest: try CanonicalJSON.digest(spec.space)),
      strategy: spec.label, seed: spec.seed,
      history: zip(rehearsal.trainer.progress.history, notes.cpuSeconds).map { row, cpu in
        let probes = notes.marks.last { $0.passes <= row.passes }?.probes ?? []
        return Epoch(
          passes: row.passes, updates: row.updates, images: row.images, loss: row.loss, learningRate: row.learningRate,
          validationAccuracy: probes.reduce(0, +) / Double(probes.count), cpuSeconds: cpu)
      }, probes: spec.probes.architectures,
      snapshots: notes.marks.map { mark in
        SupernetRun.Snapshot(
          passes: mark.passes, probes: mark.probes, parameters: folder("\(mark.passes)/parameters", gathered),
          statistics: folder("\(mark.passes)/statistics", gathered))
      }
    ).write(to: session.files.run)
  }
}

/// What a supernet's worker gathers besides weights.
struct SupernetNotes: Codable {
  struct Mark: Codable {
    var passes: Int
    /// Accuracy of each probe.
    var probes: [Double]
  }

  var marks: [Mark] = []
  /// Processor seconds at the end of each row of the history.
  var cpuSeconds: [Double] = []
}

extension Space {
  /// The path that a text names. Throws where the architecture keeps more or less than one candidate a choice.
  func path(_ text: String) throws -> [Int] {
    guard let path = try architecture(text).path else {
      throw WorkError.spec(reason: "architecture \(text) keeps more or less than one candidate for a choice")
    }
    return path
  }
}
