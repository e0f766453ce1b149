internal import Datasets
internal import Engine
internal import Networks
internal import Search
internal import Spaces
internal import Store
internal import Strategies
internal import Streams
internal import Training

/// The shrinking of a supernet's space while it is trained: what its worker asks between two steps of the trainer.
struct ShrinkingTraining {
  private let spec: SupernetSpec, stages: ShrinkingStages
  private var shrinking: Shrinking

  /// As far as earlier sessions came; nil where the spec has no stages.
  init?(_ spec: SupernetSpec, _ notes: ShrinkingNotes) throws {
    guard let stages = spec.shrinking else { return nil }
    (self.spec, self.stages) = (spec, stages)
    shrinking = try stages.shrinking(of: spec.space)
    for step in notes.steps { try shrinking.drop(step.operations) }
  }

  /// Of each choice the candidates that are left.
  var left: [[Int]] { shrinking.left }

  /// Whether operations go after so many passes.
  private func isDue(_ passes: Int, _ notes: ShrinkingNotes) -> Bool {
    !shrinking.isDone && passes >= stages.first + notes.steps.count * stages.between
  }

  /// Takes operations away where that is due, and has the trainer go on with what is left.
  ///
  /// Where it is interrupted it changes nothing but the scores that the notes hold.
  ///
  /// - Parameter gathered: W₀ under `start`, once it is another than the untrained weights.
  mutating func shrink<Method: Strategy>(
    _ trainer: inout Trainer<Method>, _ notes: inout ShrinkingNotes, _ gathered: inout [String: [NamedArray]], on data: PreparedData,
    _ session: Session
  ) throws {
    let passes = trainer.progress.passes
    guard isDue(passes, notes) else { return }
    var random = RandomStream(seed: UInt64(spec.seed), "shrinking").child(notes.steps.count)
    let children = try shrinking.children(&random), weights = trainer.snapshot()
    let scores: [Double]
    switch stages.score {
    case .angle:
      let table = try angles(to: weights, gathered[Self.start])
      scores = children.nets.map { table.angle(of: $0) }
    case .magnitude:
      let table = try angles(to: weights, nil)
      scores = children.nets.map { table.sums(of: $0).magnitude }
    case .accuracy: scores = try accuracies(children.nets, weights, &notes, on: data, session)
    case .random: scores = children.nets.map { _ in random.unit() }
    }
    let operations = children.operations(by: scores)
    try shrinking.drop(operations)
    notes.steps.append(
      ShrinkingNotes.Step(
        passes: passes, start: notes.start,
        scores: operations.map { ShrinkingNotes.Score(operation: $0.operation, score: $0.score.isFinite ? $0.score : nil) }))
    notes.scored = [:]
    if notes.start == 0, let most = stages.replace, shrinking.dropped.joined().count > most {
      (gathered[Self.start], notes.start) = (weights.parameterArrays, passes)
    }
    trainer.restrict(to: left)
  }

  /// The part of a checkpoint that holds W₀.
  private static let start = "start"

  /// From W₀, the untrained weights where nil.
  private func angles(to weights: Training.Snapshot, _ start: [NamedArray]?) throws -> AngleTable {
    let network = try Network(spec.space, spec.recipe.task, batch: 1, .path)
    let first = try start.map { try Training.Snapshot(parameters: $0, statistics: []) }
    return try AngleTable(network, from: try first ?? Training.Snapshot(initial: network, seed: UInt64(spec.seed)), to: weights)
  }

  /// One-shot accuracies (%), those left to be scored that no earlier session came to.
  private func accuracies(
    _ nets: [[Int]], _ weights: Training.Snapshot, _ notes: inout ShrinkingNotes, on data: PreparedData, _ session: Session
  ) throws -> [Double] {
    let missing = nets.indices.filter { notes.scored[$0] == nil }, count = min(stages.images ?? .max, data.validation.count)
    let policy = spec.probes.policy
    var scorer = try Scorer(spec.space, spec.recipe.task, weights, policy, in: session.context)
    try scorer.score(
      missing.map { Subnet(path: nets[$0]) }, on: data.validation, leading: count, recalibration: policy.recalibration(of: data),
      progress: session.checkInterruption()
    ) { score in
      let own = RunMetric(of: spec.recipe.task).blocks(score, images: [count])
      notes.scored[missing[score.subnet]] = own.metric.scale * own.mean
    }
    return nets.indices.map { notes.scored[$0] ?? -.infinity }
  }

  /// What the run file keeps of it.
  func run(_ notes: ShrinkingNotes) throws -> SupernetRun.Shrinking {
    var part = try stages.shrinking(of: spec.space)
    return SupernetRun.Shrinking(
      choices: spec.space.choices.map(\.name), candidates: spec.space.choices.map { $0.candidates.map(\.name) },
      steps: try notes.steps.map { step in
        var scores = spec.space.choices.map { $0.candidates.map { _ in Double.nan } }
        for (operation, score) in step.operations { scores[operation.choice][operation.candidate] = score }
        try part.drop(step.operations)
        return SupernetRun.Shrinking.Step(passes: step.passes, start: step.start, scores: scores, left: part.left)
      })
  }
}

/// What a worker notes of shrinking; operations that went follow from their scores.
struct ShrinkingNotes: Codable {
  struct Step: Codable {
    /// When it was, and the passes of W₀.
    var passes: Int, start: Int
    var scores: [Score]

    /// As `Shrinking.drop` takes them.
    var operations: [(operation: Shrinking.Operation, score: Double)] { scores.map { ($0.operation, $0.score ?? -.infinity) } }
  }

  struct Score: Codable {
    /// −∞ is nil, which JSON has.
    var operation: Shrinking.Operation, score: Double?
  }

  var steps: [Step] = []
  /// Passes of W₀; 0 of the untrained weights.
  var start = 0
  /// Accuracies (%) of the nets of a step under way, by their numbers.
  var scored: [Int: Double] = [:]
}
