import Datasets
import Engine
import Networks
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

  private func recipe(dropPath: Double? = nil) -> Recipe {
    Recipe(
      optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 3e-4))), schedule: Schedule(.constant, peak: 0.05), batch: 8,
      dropPath: dropPath)
  }

  private func trainer(_ number: Int, threads: Int, seed: UInt64 = 1) throws -> Trainer<DARTS> {
    let (space, skips) = Self.methods[number], data = try data()
    return try Trainer(
      space, Classification(), DARTS(adam: .init(rate: 0.01, beta1: 0.5), skips: skips), recipe(), passes: 6, images: data.training,
      validation: data.validation,
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

  /// The gradient of weights and gains under disturbances that do not depend on what they disturb: both sides of each slope, with a
  /// step so small that few ReLUs bend within it. `NetworkGradientTests` and `GoldenCellsTests` are the sharp tests of what is not
  /// disturbed.
  @Test(arguments: [0, 1, 2, 4, 6]) func theMixturesGradientIsTheDifferenceQuotient(number: Int) throws {
    let (space, skips) = Self.methods[number], data = try data()
    let knobs = Knobs(
      skips: skips.map {
        if case .noise(let noise) = $0 {
          .noise(noise.law == .factor ? .factor : .gaussian, mean: noise.mean, scaled: noise.scaled, reducing: noise.reducing)
        } else {
          .dropout
        }
      })
    let network = try Network(space, Classification(), batch: 8, .mixture, knobs)
    let executor = try Executor(network.capacity(threads: 2)), memory = executor.contents, batch = network.batch(memory)
    network.parameters.initialize(memory, RandomStream(seed: 1, "weights"))
    try data.training.fill(0..<8, images: batch.images, labels: batch.labels)
    network.set(pathRate: 0, skips: 0.3, memory)
    let mixture = Mixture(
      space.choices.map { choice in choice.candidates.map { _ in 0.5 } }, gains: space.choices.map { _ in 0.7 })
    let plan = try network.plan(Subnet(space.whole, under: mixture), learns: true), end = try #require(plan.loss)
    let mode = Mode(.training(tracks: false), random: RandomStream(seed: 9, "pass"))
    func loss(_ mixture: Mixture) -> Double {
      network.set(Subnet(space.whole, under: mixture), executor.contents)
      executor.forward(plan, mode)
      return end.loss(executor.contents)
    }
    _ = loss(mixture)
    executor.backward(plan)
    let gradient = network.takeGradient(of: mixture, executor.contents)
    func quotient(_ change: (inout Mixture, Double) -> Void) -> Double {
      let sides = [0.001, -0.001].map { by in
        var moved = mixture
        change(&moved, by)
        return loss(moved)
      }
      return (sides[0] - sides[1]) / 0.002
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
    #expect(off.squareRoot() < 0.03 * length.squareRoot(), "off by \(off.squareRoot()) of \(length.squareRoot())")
  }

  /// A supernet that was trained with disturbances and one that was not, with the same weights, score the same: scoring disturbs nothing.
  @Test func scoringDisturbsNothing() throws {
    var trainer = try trainer(3, threads: 1)
    while !trainer.isDone { try trainer.step() }
    let data = try data(), space = trainer.space, subnet = Subnet(space.whole, under: trainer.mixture)
    // What training computes without disturbances, by the batch's own statistics.
    let network = try Network(space, Classification(), batch: 16, .mixture), executor = try Executor(network.capacity(threads: 1))
    try trainer.snapshot().write(to: executor.contents, network.parameters)
    let batch = network.batch(executor.contents)
    try data.validation.fill(0..<16, images: batch.images, labels: batch.labels)
    network.set(subnet, executor.contents)
    let plan = try network.plan(subnet)
    executor.forward(plan, Mode(.training(tracks: false)))
    let plain = try #require(plan.loss).loss(executor.contents)
    var scorer = try Scorer(space, Classification(), trainer.snapshot(), .batch(size: 16), several: true, threads: 1), loss = 0.0
    try scorer.score([subnet], on: data.validation, leading: 16, recalibration: data.recalibration) { loss = $0.loss }
    #expect(loss.bitPattern == plain.bitPattern)
  }

  @Test func pathsAreDroppedFromTheSecondEpochOn() throws {
    let genotype = try #require(Catalogue.genotypes.first { $0.name == "DARTS_V2" }).genotype(), data = try data()
    let net = try Space.darts(genotype, channels: 4, cells: 3, input: Self.input, classes: 4)
    func weights(_ rate: Double?, passes: Int) throws -> Snapshot {
      var trainer = try Trainer(
        net, Classification(), UniformSampling(), recipe(dropPath: rate), passes: 8, images: data.training, seed: 1, threads: 2)
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
