import Datasets
import Engine
import Spaces
import Strategies
import Streams
import Testing
import Training

/// What trains in graphs of cells besides plain mixtures: partial channels, disturbed skips, noise, dropped paths.
@Suite struct GraphTrainingTests {
  private static let input = ImageShape(height: 16, width: 16, channels: 1)
  private static let noise = SkipNoise(amount: 0.3)
  static let methods: [(space: Space, skips: SkipDisturbance?)] = [
    (.partialDARTS(divisor: 2, channels: 4, cells: 3, input: input, classes: 4), nil),
    (.partialDARTS(divisor: 4, channels: 4, cells: 3, input: input, classes: 4), nil),
    (.darts(.s3, channels: 4, cells: 3, input: input, classes: 4), .dropout(SkipDropout(rate: 0.5, warmup: 1, epochs: 2))),
    (.darts(.s2, channels: 4, cells: 3, input: input, classes: 4), .noise(noise)),
    (
      .darts(.s2, channels: 4, cells: 3, input: input, classes: 4),
      .noise(SkipNoise(law: .factor, scaled: false, reducing: false, decay: 3))
    ),
    (.darts(.s4, channels: 4, cells: 3, input: input, classes: 4), nil),
    (
      .fairDARTSChain(input: input, classes: 4, stem: (4, 1, 4), widths: [6, 8], depths: [2, 2], strides: [2, 1], head: 12), nil
    ),
  ]

  private func data() throws -> PreparedData {
    let source = SyntheticImages(seed: 2, training: 96, test: 16, height: 16, width: 16, channels: 1, classes: 4)
    return try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(training: 32, validation: 32, recalibration: 16, seed: 1))
  }

  private func recipe(_ passes: Int, dropPath: Double? = nil) -> Recipe {
    Recipe(
      optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 3e-4))), schedule: Schedule(.constant, peak: 0.05), batch: 8, passes: passes,
      dropPath: dropPath)
  }

  private func trainer(_ number: Int, threads: Int, seed: UInt64 = 1) throws -> Trainer<DARTS> {
    let (space, skips) = Self.methods[number], data = try data()
    return try Trainer(
      space, DARTS(adam: .init(rate: 0.01, beta1: 0.5), skips: skips), recipe(6), images: data.training, validation: data.validation,
      seed: seed, threads: threads)
  }

  @Test(arguments: methods.indices) func bitsDependOnNeitherThreadsNorAStop(number: Int) throws {
    var whole = try trainer(number, threads: 1)
    while !whole.isDone { try whole.step() }
    var first = try trainer(number, threads: 3)
    for _ in 0..<3 { try first.step() }
    var second = try trainer(number, threads: 2)
    try second.resume(try first.state())
    while !second.isDone { try second.step() }
    #expect(second.snapshot() == whole.snapshot() && second.mixture == whole.mixture)
    #expect(whole.progress.history.allSatisfy { $0.loss.isFinite })
  }

  /// Both sides of each slope with partial channels and with disturbances that do not depend on what they disturb: the loss must say
  /// the same. `GoldenCellsTests` is the sharper test of partial channels.
  @Test(arguments: [0, 1, 2, 4, 6]) func theMixturesGradientIsTheDifferenceQuotient(number: Int) throws {
    let (space, skips) = Self.methods[number], data = try data(), lowering = try GraphLowering(space, batch: 8, skips: skips)
    let executor = try Executor(try lowering.room(threads: 2)), memory = executor.contents
    lowering.parameters.initialize(memory, RandomStream(seed: 1, "weights"))
    data.training.fill(0..<8, images: memory.arena + lowering.images.offset, labels: lowering.labels(memory))
    lowering.knobs?.skips.set(0.3, memory)
    let mixture = Strategies.Mixture(
      space.choices.map { choice in choice.candidates.map { _ in 0.5 } }, gains: space.choices.map { _ in 0.7 })
    let plan = try lowering.plan(space.whole.kept, learns: true)
    let mode = Mode(.training(tracks: false), random: RandomStream(seed: 9, "pass"))
    func loss(_ mixture: Strategies.Mixture) -> Double {
      lowering.set(mixture, executor.contents)
      executor.forward(plan, mode)
      return lowering.loss(executor.contents)
    }
    _ = loss(mixture)
    executor.backward(plan)
    let gradient = lowering.takeGradient(of: mixture, executor.contents), step = 0.005
    func quotient(_ change: (inout Strategies.Mixture, Double) -> Void) -> Double {
      let sides = [step, -step].map { by in
        var moved = mixture
        change(&moved, by)
        return loss(moved)
      }
      return (sides[0] - sides[1]) / (2 * step)
    }
    var off = 0.0, length = 0.0
    for choice in [0, 1, 2, 3, 9, 15, 20] where space.choices.indices.contains(choice) {
      for k in space.choices[choice].candidates.indices where space.choices[choice].candidates[k].name != "none" {
        let exact = quotient { $0.weights[choice][k] += $1 }, found = gradient.weights[choice][k]
        off += (exact - found) * (exact - found)
        length += exact * exact
      }
      let exact = quotient { $0.gains[choice] += $1 }, found = gradient.gains[choice]
      off += (exact - found) * (exact - found)
      length += exact * exact
    }
    // ReLUs and maxima bend the loss within a step: single quotients are off by a few hundredths of the largest.
    #expect(off.squareRoot() < 0.1 * length.squareRoot(), "off by \(off.squareRoot()) of \(length.squareRoot())")
  }

  /// A supernet's cut scores the same whether it was trained with disturbances or without: scoring disturbs nothing.
  @Test func scoringDisturbsNothing() throws {
    var trainer = try trainer(3, threads: 1)
    while !trainer.isDone { try trainer.step() }
    let data = try data(), policy = NormalizationPolicy.recalibrated(images: 16), space = trainer.space
    let evaluator = try GraphEvaluator(space, trainer.snapshot(), policy, threads: 1)
    let scores = try (0..<2).map { _ in
      try evaluator.score(space.whole.kept, trainer.mixture, on: data.validation, recalibration: data.recalibration).loss
    }
    #expect(scores[0] == scores[1])
  }

  @Test func pathsAreDroppedFromTheSecondEpochOn() throws {
    let genotype = try #require(Catalogue.genotypes.first { $0.name == "DARTS_V2" }).genotype(), data = try data()
    let net = try Space.darts(genotype, channels: 4, cells: 3, input: Self.input, classes: 4)
    func weights(_ rate: Double?, passes: Int) throws -> Snapshot {
      var trainer = try Trainer(net, UniformSampling(), recipe(8, dropPath: rate), images: data.training, seed: 1, threads: 2)
      for _ in 0..<passes { try trainer.step() }
      return trainer.snapshot()
    }
    #expect(try weights(0.9, passes: 8) == weights(0.9, passes: 8))
    #expect(try weights(0.9, passes: 8) != weights(0.2, passes: 8))
    // Four passes are an epoch; in the first the rate is 0, and dropping nothing only stores what is else summed at once.
    let plain = try weights(nil, passes: 4), dropped = try weights(0.9, passes: 4)
    for (a, b) in zip(plain.parameters, dropped.parameters) {
      #expect(a.name == b.name && zip(a.values, b.values).allSatisfy { abs($0 - $1) < 1e-3 })
    }
  }
}
