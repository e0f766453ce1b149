public import Datasets
public import Engine
internal import FoundationEssentials
public import Spaces
public import Strategies
internal import Streams

/// Trains the weights of a space under a strategy; a stand-alone net is a space with one candidate a choice.
///
///     var trainer = try Trainer(space, StrictFairness(), recipe, images: data.training, seed: 1, threads: 2)
///     while !trainer.isDone { try trainer.step() }
///     let weights = trainer.snapshot()
///
/// All that a run's bits depend on is given to `init`; all that changes is in `state`, which a checkpoint keeps. What is random
/// is addressed: initial weights by parameter name, batches by their number, paths by the strategy's own stream. So strategies
/// that share a seed share initial weights and see the same images in the same order (protocol, section 3).
public struct Trainer<Method: Strategy>: ~Copyable {
  public let space: Space, method: Method, recipe: Recipe
  public let lowering: Lowering, executor: Executor
  public private(set) var progress = TrainingProgress()
  private var batches: Batches
  private var methodState: Method.State
  private var random: RandomStream
  /// What random layers draw from; each pass has a child of its own.
  private let noise: RandomStream
  /// Updates each parameter has seen, which Adam's bias correction needs.
  private var counts: [Int]

  public init(
    _ space: Space, _ method: Method, _ recipe: Recipe, images: PreparedImages, seed: UInt64, threads: Int, level: KernelLevel = .best
  ) throws {
    let lowering = try Lowering(space, batch: recipe.batch, labelSmoothing: recipe.labelSmoothing)
    try lowering.accept(images)
    let room = try lowering.room(threads: threads, keepsSquares: recipe.optimizer.keepsSquares)
    let executor = try Executor(room, level: level)
    let batches = try Batches(images, size: recipe.batch, augmentation: recipe.augmentation, stream: RandomStream(seed: seed, "images"))
    var random = RandomStream(seed: seed, "strategy")
    methodState = method.start(space, &random)
    (self.space, self.method, self.recipe) = (space, method, recipe)
    (self.lowering, self.executor, self.batches, self.random) = (lowering, executor, batches, random)
    noise = RandomStream(seed: seed, "noise")
    counts = [Int](repeating: 0, count: lowering.parameters.parameters.count)
    lowering.parameters.initialize(executor.contents, RandomStream(seed: seed, "weights"))
  }

  /// The budget is spent.
  public var isDone: Bool { progress.passes >= recipe.passes }

  /// One step of the strategy. Throws `notFinite` where a loss is no longer a number; the weights are then those of the step before.
  public mutating func step() throws {
    let now = Moment(
      epoch: progress.batches / batches.perEpoch, progress: Double(progress.passes) / Double(recipe.passes),
      learningRate: recipe.schedule.rate(at: Double(progress.passes) / Double(recipe.passes)))
    let actions = method.step(now, space, &methodState, &random)
    let firstBatch = progress.batches
    var touched: Set<Parameter> = [], loaded: BatchName?, adds = false
    for (number, action) in actions.enumerated() {
      switch action {
      case .pass(let pass):
        guard case .path(let path) = pass.route, pass.point == .here, pass.gradients == .weights else {
          throw TrainingError.unsupported(operation: "\(pass.route)", "a chain is trained path by path, at its own weights")
        }
        let warm = loaded == pass.batch
        if !warm { load(firstBatch + pass.batch.number) }
        loaded = pass.batch
        let closes = !actions[(number + 1)...].prefix(1).contains { $0.continues(pass) }
        let plan = try lowering.plan(path, Lowering.Turn(adds: adds, closes: closes))
        let mode = Mode(.training(tracks: pass.tracksStatistics), scale: Float(pass.scale), random: noise.child(progress.passes))
        executor.forward(plan, from: warm ? plan.places[0] : 0, mode)
        let loss = lowering.loss(executor.contents)
        guard loss.isFinite else {
          throw TrainingError.notFinite(
            step: progress.steps, path: path, layer: plan.firstNotFinite(executor.contents) ?? "the classifier")
        }
        executor.backward(plan, downTo: closes ? 0 : plan.places[0] - 1)
        adds = !closes
        touched.formUnion(plan.touched)
        progress.passes += 1
        progress.lossSum += loss
        progress.lossCount += 1
      case .updateWeights:
        update(touched, rate: now.learningRate)
        touched = []
        loaded = nil
        progress.updates += 1
      case .hold, .updateMixture: throw TrainingError.unsupported(operation: "\(action)", "a chain has no mixture")
      }
    }
    progress.steps += 1
    progress.batches = firstBatch + actions.batchesDrawn
    if progress.batches / batches.perEpoch > firstBatch / batches.perEpoch || isDone { close(rate: now.learningRate) }
  }

  private mutating func load(_ number: Int) {
    let memory = executor.contents
    batches.fill(
      number % batches.perEpoch, epoch: number / batches.perEpoch, images: memory.arena + lowering.images.offset,
      labels: lowering.labels(memory))
  }

  /// The optimiser over the parameters that passes touched, in the order of the table; over all where idle ones decay.
  private mutating func update(_ touched: Set<Parameter>, rate: Double) {
    var parameters: [Parameter] = [], numbers: [Int] = []
    for (index, parameter) in lowering.parameters.parameters.enumerated() where recipe.idle == .decayed || touched.contains(parameter) {
      counts[index] += 1
      parameters.append(parameter)
      numbers.append(counts[index])
    }
    recipe.optimizer.update(executor, parameters, counts: numbers, rate: rate)
  }

  private mutating func close(rate: Double) {
    progress.history.append(
      TrainingProgress.Row(
        passes: progress.passes, updates: progress.updates, images: progress.batches * recipe.batch,
        loss: progress.lossSum / Double(max(progress.lossCount, 1)), learningRate: rate))
    (progress.lossSum, progress.lossCount) = (0, 0)
  }
}

extension Trainer {
  /// Weights and running statistics as values.
  public func snapshot() -> Snapshot { Snapshot(of: lowering.parameters, executor.contents) }

  /// All that changes in a run: what `resume` needs to go on to the same bits.
  public func state() throws -> TrainerState {
    let scalars = Scalars(progress: progress, method: methodState, random: random, counts: counts)
    return TrainerState(
      weights: snapshot(), moments: Snapshot.entries(lowering.parameters.parameters, executor.contents.velocity),
      squares: recipe.optimizer.keepsSquares ? Snapshot.entries(lowering.parameters.parameters, executor.contents.square) : [],
      scalars: String(decoding: try JSONEncoder().encode(scalars), as: UTF8.self))
  }

  /// Takes up a run where `state` was taken. Throws where the state belongs to another space or strategy.
  public mutating func resume(_ state: TrainerState) throws {
    let scalars = try JSONDecoder().decode(Scalars.self, from: Data(state.scalars.utf8))
    guard scalars.counts.count == counts.count else {
      throw TrainingError.weights(name: "the checkpoint", reason: "it counts \(scalars.counts.count) parameters, not \(counts.count)")
    }
    try state.weights.write(to: executor.contents, lowering.parameters)
    try Snapshot.write(state.moments, lowering.parameters.parameters, executor.contents.velocity)
    if recipe.optimizer.keepsSquares { try Snapshot.write(state.squares, lowering.parameters.parameters, executor.contents.square) }
    (progress, methodState, random, counts) = (scalars.progress, scalars.method, scalars.random, scalars.counts)
  }

  private struct Scalars: Codable {
    var progress: TrainingProgress, method: Method.State, random: RandomStream, counts: [Int]
  }
}

extension Action {
  /// A pass on the batch that the pass before it read, whose stem it shares.
  fileprivate func continues(_ before: Pass) -> Bool {
    if case .pass(let pass) = self { pass.batch == before.batch && pass.tracksStatistics == before.tracksStatistics } else { false }
  }
}

extension [Action] {
  /// How many batches of the training split the step's passes name.
  fileprivate var batchesDrawn: Int {
    var last = -1
    for case .pass(let pass) in self where pass.batch.split == .training { last = Swift.max(last, pass.batch.number) }
    return last + 1
  }
}
