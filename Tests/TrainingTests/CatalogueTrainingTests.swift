import Datasets
import Engine
import Networks
import Spaces
import Strategies
import Testing
import Training

/// Every space of the catalogue, reduced in width, depth and resolution, under each strategy that fits it: `NetworkGradientTests` holds the passes that
/// these steps are made of against a tape in Double.
@Suite struct CatalogueTrainingTests {
  private static let input = ImageShape(height: 8, width: 8, channels: 1)
  private static let spaces: [Space] = [
    .nasBenchMacro(input: input, classes: 4, stem: 4, widths: [6, 8], depths: [2, 2], head: 12),
    .fairNAS(input: input, classes: 4, stem: (4, 1, 4), widths: [6, 8], depths: [2, 1], strides: [1, 2], head: 12),
    .darts(channels: 2, cells: 3, input: input, classes: 4), .darts(.s2, channels: 2, cells: 3, input: input, classes: 4),
    .partialDARTS(divisor: 2, channels: 4, cells: 3, input: input, classes: 4),
    .nasBench201(input: input, classes: 4, channels: 4, cells: 1),
    .fairDARTSChain(input: input, classes: 4, stem: (4, 1, 4), widths: [6, 8], depths: [2, 2], strides: [1, 2], head: 12),
    .fairNAS(
      name: "fairnas-se", input: input, classes: 4, stem: (4, 1, 4), widths: [6, 8], depths: [2, 1], strides: [1, 2], head: 12, squeeze: 1),
    .scarlet(input: input, classes: 4, stem: (4, 1, 4), widths: [6, 8], depths: [1, 2], strides: [1, 2], head: 12),
    .moGA(input: input, classes: 4, stem: (4, 1), widths: [4, 6, 8], depths: [1, 1, 1], strides: [1, 2, 1], head: (12, 16)),
    .shuffleNet(
      input: input, classes: 4, stem: (4, 1), widths: [8, 12], depths: [2, 2], strides: [1, 2], head: 12, activation: .relu6, form: .search),
    .proxylessGPU(input: input, classes: 4, stem: (4, 1, 4), widths: [6, 8], depths: [1, 2], strides: [1, 2], head: 12),
  ]
  private static let strategies: [StrategySpec] = [
    .spos(UniformSampling()), .strictFairness(StrictFairness()), .expectationFairness(ExpectationFairness(iterations: 2)), .darts(DARTS()),
    .darts(DARTS(order: .second)), .fairDARTS(FairDARTS()), .pcDARTS(PCDARTS(warmup: 0)),
  ]

  /// Strict fairness wants equally many candidates of every choice, or a chain, whose shorter columns repeat; edge weights want edges.
  private static func fits(_ strategy: StrategySpec, _ space: Space) -> Bool {
    switch strategy {
    case .strictFairness: space.isChain || Set(space.choices.map(\.candidates.count)).count == 1
    case .pcDARTS: !space.edgesBySum.isEmpty
    default: true
    }
  }

  private func weights<Method: Strategy>(_ space: Space, _ strategy: Method, threads: Int, stop: Int?) throws -> (Snapshot, [Double]) {
    let source = SyntheticImages(seed: 2, training: 96, test: 16, height: 8, width: 8, channels: 1, classes: 4)
    let data = try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(training: 32, validation: 32, recalibration: 16, seed: 1))
    let recipe = Recipe(
      optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 3e-4)), clipping: .norm(5)), schedule: Schedule(.constant, peak: 0.02), batch: 8)
    // Three steps of strict fairness.
    let passes = strategy is StrictFairness ? 3 * (space.choices.map(\.candidates.count).max() ?? 0) : 12
    func start(_ threads: Int) throws -> Trainer<Method> {
      try Trainer(
        space, Classification(), strategy, recipe, passes: passes, images: data.training, validation: data.validation, seed: 1,
        threads: threads
      )
    }
    var trainer = try start(threads)
    while !trainer.isDone {
      if trainer.progress.steps == stop {
        let state = try trainer.state()
        trainer = try start(threads + 1)
        try trainer.resume(state)
      }
      try trainer.step()
    }
    return (trainer.snapshot(), trainer.progress.history.map(\.loss))
  }

  @Test(arguments: spaces.indices, strategies) func itTrainsToTheSameBitsOnAnyThreadsAndFromAnyStop(
    number: Int, strategy: StrategySpec
  ) throws {
    let space = Self.spaces[number]
    guard Self.fits(strategy, space) else { return }
    let (whole, losses) = try weights(space, strategy.strategy, threads: 1, stop: nil)
    #expect(losses.allSatisfy(\.isFinite) && !losses.isEmpty)
    let (other, _) = try weights(space, strategy.strategy, threads: 2, stop: 2)
    #expect(other == whole)
  }
}
