internal import Datasets
internal import Digests
internal import Engine
internal import Networks
internal import Spaces
public import Store
internal import Strategies
internal import Training

extension SupernetSpec {
  /// Trains a supernet, keeping its weights at the spec's passes and at the end, each with the score of its probes.
  public func perform(_ session: Session) throws -> SupernetRun {
    try perform(strategy.strategy, try session.images(data), session)
  }

  private func perform(_ strategy: some Strategy, _ data: PreparedData, _ session: Session) throws -> SupernetRun {
    let method = self.strategy.name.rawValue
    let context = session.context, paths = try probes.architectures.map { text in try space.path(text, "probes.architectures") }
    let trainer = try Trainer(
      space, recipe.task, strategy, recipe, passes: passes, images: data.training, seed: UInt64(seed), threads: context.threads,
      level: context.level)
    var training = try CheckpointedTraining(trainer, SupernetNotes(), session)

    func mark(_ weights: Training.Snapshot, _ passes: Int, _ notes: inout SupernetNotes) throws -> [NamedArray] {
      var scorer = try Scorer(space, recipe.task, weights, probes.policy, in: context)
      let scores = try scorer.metrics(
        paths.map { Subnet(path: $0) }, on: data.validation, recalibration: probes.policy.recalibration(of: data),
        progress: session.checkInterruption())
      notes.marks.append(SupernetNotes.Mark(passes: passes, probes: scores))
      return weights.parameterArrays.within("parameters") + weights.statisticsArrays.within("statistics")
    }

    var stages = try ShrinkingTraining(self, training.notes.shrinking ?? ShrinkingNotes())
    if let stages, training.notes.shrinking?.steps.isEmpty == false { training.trainer.restrict(to: stages.left) }
    let wanted = Set(snapshots).union([passes]).sorted()
    do {
      try training.run { trainer, notes, gathered in
        let passes = trainer.progress.passes
        if let next = wanted.first(where: { $0 > notes.marks.last?.passes ?? -1 }), passes >= next {
          gathered["\(passes)"] = try mark(trainer.snapshot(), passes, &notes)
        }
        var steps = notes.shrinking ?? ShrinkingNotes()
        defer { if stages != nil { notes.shrinking = steps } }
        try stages?.shrink(&trainer, &steps, &gathered, on: data, session)
        while notes.cpuSeconds.count < trainer.progress.history.count { notes.cpuSeconds.append(session.cpuSeconds) }
      }
    } catch let error as TrainingError {
      guard case .notFinite = error else { throw error }
      guard mayDiverge == true else {
        throw WorkError.diverged(strategy: method, seed: seed, rate: recipe.schedule.peak, reason: error.description)
      }
      let weights = training.trainer.snapshot()
      training.gathered["\(passes)"] = weights.parameterArrays.within("parameters") + weights.statisticsArrays.within("statistics")
      training.notes.marks.append(SupernetNotes.Mark(passes: passes, probes: paths.map { _ in RunMetric(of: recipe.task).least }))
    }
    let notes = training.notes, gathered = training.gathered
    return SupernetRun(
      header: session.header, space: SpaceLabel(name: space.name, digest: try CanonicalJSON.digest(space)), strategy: method, seed: seed,
      history: zip(training.trainer.progress.history, notes.cpuSeconds).map { row, cpu in
        let scores = notes.marks.last { $0.passes <= row.passes }?.probes ?? []
        return Epoch(row, score: scores.reduce(0, +) / Double(scores.count), cpuSeconds: cpu)
      }, metric: RunMetric(of: recipe.task), probes: probes.architectures,
      snapshots: notes.marks.map { mark in
        let arrays = gathered["\(mark.passes)"] ?? []
        return SupernetRun.Snapshot(
          passes: mark.passes, probes: mark.probes, parameters: folder("parameters", arrays), statistics: folder("statistics", arrays))
      }, shrinking: try stages.flatMap { stages in try notes.shrinking.map { try stages.run($0) } })
  }
}

/// What a supernet's worker gathers besides weights.
struct SupernetNotes: Codable {
  struct Mark: Codable {
    var passes: Int
    /// Score of each probe.
    var probes: [Double]
  }

  var marks: [Mark] = []
  /// Nil where the space does not shrink.
  var shrinking: ShrinkingNotes?
  /// Processor seconds at the end of each row of the history.
  var cpuSeconds: [Double] = []
}

extension Epoch {
  /// A row of a trainer's history with what the worker adds to it.
  init(_ row: TrainingProgress.Row, score: Double, cpuSeconds: Double) {
    self.init(
      passes: row.passes, updates: row.updates, images: row.images, loss: row.loss, learningRate: row.learningRate,
      validationScore: score, cpuSeconds: cpuSeconds)
  }
}
