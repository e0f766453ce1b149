public import Datasets
public import Engine
internal import FoundationEssentials
public import Networks
public import Spaces
public import Strategies
internal import Streams

/// Trains the weights of a space under a strategy; a stand-alone net is a space with one candidate a choice.
///
///     var trainer = try Trainer(space, Classification(), StrictFairness(), recipe, passes: 3_000, images: data.training, seed: 1, threads: 2)
///     while !trainer.isDone { try trainer.step() }
///     let weights = trainer.snapshot()
///
/// All that a run's bits depend on is given to `init`; all that changes is in `state`, which a checkpoint keeps. What is random
/// is addressed: initial weights by parameter name, batches by their number, paths by the strategy's own stream. So strategies
/// that share a seed share initial weights and see the same images in the same order (protocol, section 3).
public struct Trainer<Method: Strategy>: ~Copyable {
  public let space: Space, method: Method, recipe: Recipe
  /// The budget: forward–backward passes, of one batch each.
  public let passes: Int
  public let network: Network, executor: Executor
  public private(set) var progress = TrainingProgress()
  /// What the strategy draws from, and of each choice the candidates that are left in it; nil where that is the whole space.
  private var part: (space: Space, left: [[Int]])?
  private var batches: Batches
  /// What passes on the validation split read; nil for strategies that have none.
  private var checks: Batches?
  private var methodState: Method.State
  private var random: RandomStream
  /// What random layers draw from; each pass has a child of its own.
  private let noise: RandomStream
  /// Updates each parameter has seen, which Adam's bias correction needs.
  private var counts: [Int]
  /// The plans of the mixture: with gradients of its weights, and without.
  private var mixed: [Bool: Plan] = [:]

  /// - Parameters:
  ///   - passes: the budget, which also stretches the schedule and the ramp of dropped paths.
  ///   - validation: images of the split that the mixture is learnt on, for strategies that relax.
  public init(
    _ space: Space, _ task: any Task, _ method: Method, _ recipe: Recipe, passes: Int, images: PreparedImages,
    validation: PreparedImages? = nil, seed: UInt64, threads: Int, level: KernelLevel = .best
  ) throws {
    let network = try Network(
      space, task, batch: recipe.batch, Method.relaxes ? .mixture : .path,
      Knobs(dropsPaths: recipe.dropPath != nil, skips: method.skips?.layer), slices: recipe.slices)
    for split in [images, validation].compactMap({ $0 }) { try space.accept(split, for: task) }
    let executor = try Executor(network.capacity(threads: threads, keepsSquares: recipe.optimizer.keepsSquares), level: level)
    checks = try validation.map { split in
      try Batches(split, size: recipe.batch, augmentation: recipe.augmentation, stream: RandomStream(seed: seed, "validation images"))
    }
    let batches = try Batches(images, size: recipe.batch, augmentation: recipe.augmentation, stream: RandomStream(seed: seed, "images"))
    var random = RandomStream(seed: seed, "strategy")
    methodState = method.start(space, &random)
    (self.space, self.method, self.recipe, self.passes) = (space, method, recipe, passes)
    (self.network, self.batches, self.random) = (network, batches, random)
    noise = RandomStream(seed: seed, "noise")
    counts = [Int](repeating: 0, count: network.parameters.parameters.count)
    network.initialize(executor.contents, seed: seed)
    self.executor = executor
  }

  /// How long training has waited for photographs that were not decoded yet, in this process.
  public var waited: Duration { batches.waited + (checks?.waited ?? .zero) }

  /// The budget is spent.
  public var isDone: Bool { progress.passes >= passes }

  /// From here on the strategy draws its paths from these candidates of each choice alone: the others' weights stay as they are, unless idle
  /// ones decay. It is no part of `state`.
  ///
  /// - Precondition: the strategy trains paths, and each choice has a candidate left.
  public mutating func restrict(to left: [[Int]]) {
    precondition(!Method.relaxes && left.count == space.choices.count && left.allSatisfy { !$0.isEmpty }, "paths of what is left")
    part = (space.restricted(to: Architecture(kept: left)), left)
  }

  /// One step of the strategy. Throws `notFinite` where a loss is no longer a number; the weights are then those of the last update.
  public mutating func step() throws {
    let now = Moment(
      epoch: progress.batches / batches.perEpoch, progress: Double(progress.passes) / Double(passes),
      learningRate: recipe.schedule.rate(at: Double(progress.passes) / Double(passes)), step: progress.steps)
    let actions = method.step(now, part?.space ?? space, &methodState, &random)
    let firstBatch = progress.batches
    set(knobs: now)
    var sum = Sum()
    for (number, action) in actions.enumerated() {
      switch action {
      case .pass(let pass):
        if sum.loaded != pass.batch { try load(pass.batch, after: firstBatch) }
        let next = actions[(number + 1)...].first
        switch pass.route {
        case .path(let path): try run(pass, part.map { path.candidates(of: $0.left) } ?? path, closes: next?.continues(pass) != true, &sum)
        case .mixture: try run(pass, now, &sum)
        }
        sum.loaded = pass.batch
      case .hold: hold(&sum)
      case .updateWeights:
        update(sum.touched, rate: now.learningRate)
        progress.passes += sum.passes
        progress.updates += 1
        for loss in sum.losses { progress.lossSum += loss }
        progress.lossCount += sum.losses.count
        sum = Sum()
      case .updateMixture: method.update(now, &methodState)
      }
    }
    progress.steps += 1
    progress.batches = firstBatch + actions.batchesDrawn
    if progress.batches / batches.perEpoch > firstBatch / batches.perEpoch || isDone { close(rate: now.learningRate) }
  }

  /// What the epoch says of dropped paths and disturbed skips.
  private func set(knobs now: Moment) {
    // The share of the budget that was spent when the epoch began, however many passes a batch has.
    let spent = Double(progress.history.last?.passes ?? 0) / Double(passes)
    network.set(pathRate: (recipe.dropPath ?? 0) * min(1, spent), skips: method.skips?.amount(now.epoch) ?? 0, executor.contents)
  }

  /// What has gathered since the last update.
  private struct Sum {
    /// What passes since then trained, how many they were, and their losses.
    var touched: Set<Parameter> = [], passes = 0, losses: [Double] = []
    /// The batch that lies in memory, and whether the stem's gradient waits for another pass on it.
    var loaded: BatchName?, adds = false
    /// A gradient that was set aside.
    var held: [Float] = []
  }

  /// One pass of one path; passes on one batch share the stem.
  private mutating func run(_ pass: Pass, _ path: [Int], closes: Bool, _ sum: inout Sum) throws {
    guard pass.point == .here, pass.gradients == .weights else {
      throw TrainingError.unsupported(operation: "\(pass)", "a path is trained at its own weights")
    }
    let warm = sum.loaded == pass.batch, plan = try network.plan(Subnet(path: path), Network.Turn(adds: sum.adds, closes: closes))
    let mode = Mode(
      .training(tracks: pass.tracksStatistics), scale: Float(pass.scale), random: noise.child(progress.passes + sum.passes))
    executor.forward(plan, from: warm ? plan.trunk : 0, mode)
    try sum.losses.append(finiteLoss(plan, path))
    // The last instruction of the trunk takes the pass's gradient in.
    executor.backward(plan, downTo: closes ? 0 : plan.trunk - 1)
    sum.adds = !closes
    sum.touched.formUnion(plan.touched)
    sum.passes += 1
  }

  /// One pass of the mixture as it is now, at the point where the pass asks for weights.
  private mutating func run(_ pass: Pass, _ now: Moment, _ sum: inout Sum) throws {
    let learns = pass.gradients.contains(.mixture), memory = executor.contents, mixture = method.mixture(space, methodState)
    let subnet = Subnet(space.whole, under: mixture), plan = try mixed[learns] ?? network.plan(subnet, learns: learns)
    mixed[learns] = plan
    let (weights, distance) = try move(to: pass.point, now, sum)
    // Also where the pass fails.
    defer { if let weights { memory.parameters.update(from: weights, count: weights.count) } }
    network.set(subnet, memory)
    let noise = noise.child(pass.batch.split.rawValue).child(progress.passes + sum.passes)
    let trains = pass.gradients.contains(.weights)
    executor.forward(plan, Mode(.training(tracks: pass.tracksStatistics), scale: Float(pass.scale), random: noise, trains: trains))
    let loss = try finiteLoss(plan, [])
    executor.backward(plan)
    if trains {
      sum.touched.formUnion(plan.touched)
      sum.losses.append(loss)
      sum.passes += 1
    }
    if learns {
      let gradient = network.takeGradient(of: mixture, memory)
      method.receive(Outcome(pass, loss: loss, gradient: gradient, distance: distance), now, &methodState)
    }
  }

  /// Puts the weights of a point in place: what was there before, if anything was moved, and how far along the held gradient.
  private func move(to point: Point, _ now: Moment, _ sum: Sum) throws -> (before: [Float]?, distance: Double) {
    if point == .here { return (nil, 0) }
    let memory = executor.contents, all = network.parameters.parameters, count = network.parameters.count
    let before = Array(UnsafeBufferPointer(start: memory.parameters, count: count))
    guard sum.held.count == count else { preconditionFailure("a pass beside or ahead follows a hold") }
    switch point {
    case .here: return (nil, 0)
    case .ahead:
      guard
        let moved = recipe.optimizer.ahead(memory, all, weights: before, gradients: sum.held, rate: now.learningRate)
      else { throw TrainingError.unsupported(operation: "second order", "it looks ahead along SGD without Nesterov's rule") }
      memory.parameters.update(from: moved, count: count)
      return (before, 0)
    case .beside(let radius):
      let norm = all.reduce(0.0) { sum0, parameter in parameter.range.reduce(sum0) { $0 + Double(sum.held[$1]) * Double(sum.held[$1]) } }
        .squareRoot()
      let distance = radius / norm
      for parameter in all { for i in parameter.range { memory.parameters[i] = Float(Double(before[i]) + distance * Double(sum.held[i])) } }
      return (before, distance)
    }
  }

  /// Sets the gradient aside; the passes that made it do not count for an update.
  private func hold(_ sum: inout Sum) {
    let memory = executor.contents, count = network.parameters.count
    sum.held = Array(UnsafeBufferPointer(start: memory.gradients, count: count))
    memory.gradients.update(repeating: 0, count: count)
    (sum.touched, sum.passes, sum.losses) = ([], 0, [])
  }

  private func finiteLoss(_ plan: Plan, _ path: [Int]) throws -> Double {
    let loss = plan.loss?.loss(executor.contents) ?? .nan
    guard loss.isFinite else {
      throw TrainingError.notFinite(step: progress.steps, path: path, layer: plan.firstNotFinite(executor.contents) ?? "the classifier")
    }
    return loss
  }

  private mutating func load(_ name: BatchName, after first: Int) throws {
    let batch = network.batch(executor.contents), number = first + name.number
    switch name.split {
    case .training: try batches.fill(number % batches.perEpoch, epoch: number / batches.perEpoch, batch)
    case .validation:
      guard let perEpoch = checks?.perEpoch else {
        throw TrainingError.unsupported(operation: "\(Method.self)", "it learns on validation images: give the trainer some")
      }
      try checks?.fill(number % perEpoch, epoch: number / perEpoch, batch)
    }
  }

  /// The optimiser over the parameters that passes touched, in the order of the table; over all where idle ones decay.
  private mutating func update(_ touched: Set<Parameter>, rate: Double) {
    var parameters: [Parameter] = [], numbers: [Int] = []
    for (index, parameter) in network.parameters.parameters.enumerated() where recipe.idle == .decayed || touched.contains(parameter) {
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
    if Method.relaxes { progress.mixtures.append(mixture) }
    (progress.lossSum, progress.lossCount) = (0, 0)
  }
}

extension Trainer {
  /// The mixture as it is now, of a strategy that relaxes.
  public var mixture: Mixture { method.mixture(space, methodState) }

  /// Weights and running statistics as values.
  public func snapshot() -> Snapshot { Snapshot(of: network.parameters, executor.contents) }

  /// All that changes in a run: what `resume` needs to go on to the same bits.
  public func state() throws -> TrainerState {
    let scalars = Scalars(progress: progress, method: methodState, random: random, counts: counts)
    return TrainerState(
      weights: snapshot(), moments: Snapshot.entries(network.parameters.parameters, executor.contents.velocity),
      squares: recipe.optimizer.keepsSquares ? Snapshot.entries(network.parameters.parameters, executor.contents.square) : [],
      scalars: String(decoding: try JSONEncoder().encode(scalars), as: UTF8.self))
  }

  /// Takes up a run where `state` was taken. Throws where the state belongs to another space or strategy.
  public mutating func resume(_ state: TrainerState) throws {
    let scalars = try JSONDecoder().decode(Scalars.self, from: Data(state.scalars.utf8))
    guard scalars.counts.count == counts.count else {
      throw TrainingError.weights(name: "the checkpoint", reason: "it counts \(scalars.counts.count) parameters, not \(counts.count)")
    }
    try state.weights.write(to: executor.contents, network.parameters)
    try Snapshot.write(state.moments, network.parameters.parameters, executor.contents.velocity)
    if recipe.optimizer.keepsSquares { try Snapshot.write(state.squares, network.parameters.parameters, executor.contents.square) }
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
