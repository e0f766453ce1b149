import Datasets
import Engine
import Networks
import Spaces
import Strategies
import Streams
import Testing
import Training

@Suite struct TrainerTests {
  private func train(
    _ method: some Strategy, passes: Int = 36, threads: Int = 1, level: KernelLevel = .best, idle: Recipe.Idle = .frozen,
    stop: Int? = nil
  ) throws -> Snapshot {
    let data = try Samples.images(), recipe = Samples.recipe(idle: idle)
    var trainer = try Trainer(
      Samples.space, Classification(), method, recipe, passes: passes, images: data.training, seed: 3, threads: threads, level: level)
    while !trainer.isDone {
      if trainer.progress.steps == stop {
        let state = try trainer.state()
        trainer = try Trainer(
          Samples.space, Classification(), method, recipe, passes: passes, images: data.training, seed: 3, threads: threads, level: level)
        try trainer.resume(state)
      }
      try trainer.step()
    }
    return trainer.snapshot()
  }

  @Test(arguments: [2, 3, 4]) func weightsDoNotDependOnThreads(threads: Int) throws {
    #expect(try train(StrictFairness(), threads: threads) == train(StrictFairness()))
    #expect(try train(UniformSampling(), threads: threads) == train(UniformSampling()))
  }

  @Test(arguments: KernelLevel.allCases.filter(\.isAvailable)) func weightsDoNotDependOnTheKernelLevel(level: KernelLevel) throws {
    #expect(try train(StrictFairness(), passes: 6, level: level) == train(StrictFairness(), passes: 6, level: .baseline))
  }

  @Test(arguments: [1, 5, 11]) func aResumedRunEndsWithTheSameBits(stop: Int) throws {
    #expect(try train(StrictFairness(), stop: stop) == train(StrictFairness()))
    #expect(try train(ExpectationFairness(iterations: 3), stop: stop) == train(ExpectationFairness(iterations: 3)))
  }

  /// FairNAS in small: windows of 3, 5 and 7, a separable stem, dropout in front of the classifier.
  @Test func aNetWithDropoutEndsWithTheSameBitsOnAnyThreadsAndAfterAResume() throws {
    let data = try Samples.images(), recipe = Samples.recipe()
    let space = Space.fairNAS(
      input: ImageShape(height: 9, width: 9, channels: 1), classes: 4, stem: (6, 1, 4), widths: [5, 8], depths: [1, 2], strides: [2, 1],
      head: 16, dropout: 0.5)
    func train(threads: Int, stop: Int? = nil) throws -> Snapshot {
      var trainer = try Trainer(
        space, Classification(), UniformSampling(), recipe, passes: 12, images: data.training, seed: 3, threads: threads)
      while !trainer.isDone {
        if trainer.progress.steps == stop {
          let state = try trainer.state()
          trainer = try Trainer(
            space, Classification(), UniformSampling(), recipe, passes: 12, images: data.training, seed: 3, threads: threads)
          try trainer.resume(state)
        }
        try trainer.step()
      }
      return trainer.snapshot()
    }
    let one = try train(threads: 1)
    #expect(try train(threads: 3) == one)
    #expect(try train(threads: 2, stop: 7) == one)
  }

  @Test func dataOfAnotherSizeOrOtherClassesAreRefused() throws {
    let data = try Samples.images(), wanted = ImageShape(height: 9, width: 9, channels: 1)
    for (input, classes) in [
      (wanted, 3), (ImageShape(height: 9, width: 8, channels: 1), 4), (ImageShape(height: 9, width: 9, channels: 3), 4),
    ] {
      let space = Space.nasBenchMacro(
        name: "other", input: input, classes: classes, stem: 4, widths: [8, 12, 16], depths: [2, 2, 2], head: 24, activation: .relu6)
      #expect(throws: TrainingError.data(space: "other", wanted: input, classes: classes, given: wanted, givenClasses: 4)) {
        _ = try Trainer(space, Classification(), UniformSampling(), Samples.recipe(), passes: 2, images: data.training, seed: 1, threads: 1)
      }
    }
  }

  @Test func idleParametersStayOrDecay() throws {
    let data = try Samples.images()
    func afterOne(_ idle: Recipe.Idle) throws -> (before: Snapshot, after: Snapshot, path: [Int]) {
      var random = RandomStream(seed: 3, "strategy")
      let path = Samples.space.uniformPath(&random)
      var trainer = try Trainer(
        Samples.space, Classification(), UniformSampling(), Samples.recipe(idle: idle), passes: 10, images: data.training, seed: 3,
        threads: 1)
      let before = trainer.snapshot()
      try trainer.step()
      return (before, trainer.snapshot(), path)
    }
    for idle in [Recipe.Idle.frozen, .decayed] {
      let (before, after, path) = try afterOne(idle)
      for (old, new) in zip(before.parameters, after.parameters) where old.name.hasPrefix("layer") && old.name.hasSuffix("weight") {
        let layer = Int(String(old.name.dropFirst(5).prefix { $0 != "/" })) ?? 0
        let chosen = Samples.space.choices[layer - 1].candidates[path[layer - 1]].name
        let trained = old.name.hasPrefix("layer\(layer)/\(chosen)/")
        if trained {
          #expect(old != new)
        } else if idle == .frozen {
          #expect(old == new, "\(old.name) is off the path")
        } else {
          #expect(zip(old.values, new.values).allSatisfy { abs($1 - $0 * (1 - 0.05 * 5e-4)) <= 1e-6 * abs($0) })
        }
      }
    }
  }

  /// Gradients are read off one SGD step without momentum: the strict step is the sum of its three paths' own steps.
  @Test func aStrictlyFairStepIsTheSumOfItsPathsGradientsInAnyOrder() throws {
    struct Given: Strategy {
      var paths: [[Int]], sharesBatch = true
      func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
        paths.map { .pass(Pass(.path($0), .training())) } + [.updateWeights]
      }
    }
    let data = try Samples.images()
    var recipe = Samples.recipe()
    recipe.optimizer = Optimizer(.sgd(SGD(momentum: 0)))
    recipe.schedule = Schedule(.constant, peak: 1)
    func change(_ paths: [[Int]]) throws -> [[Float]] {
      var trainer = try Trainer(
        Samples.space, Classification(), Given(paths: paths), recipe, passes: 100, images: data.training, seed: 3, threads: 1)
      let before = trainer.snapshot()
      try trainer.step()
      return zip(before.parameters, trainer.snapshot().parameters).map { zip($0.values, $1.values).map { $1 - $0 } }
    }
    let paths = [[0, 1, 2, 0, 1, 2], [1, 2, 0, 1, 2, 0], [2, 0, 1, 2, 0, 1]]
    let each = try paths.map { try change([$0]) }
    for order in [[0, 1, 2], [2, 0, 1], [1, 0, 2]] {
      let together = try change(order.map { paths[$0] })
      for parameter in together.indices {
        let size = together[parameter].map(abs).max() ?? 0
        for i in together[parameter].indices {
          let sum = each[0][parameter][i] + each[1][parameter][i] + each[2][parameter][i]
          #expect(abs(together[parameter][i] - sum) <= 2e-5 * max(size, 0.1))
        }
      }
    }
  }

  @Test func trainingLowersTheLossAndLiftsTheScoreAboveChance() throws {
    let data = try Samples.images(), alone = Samples.space.restricted(to: Architecture(path: [1, 1, 1, 1, 1, 1]))
    var trainer = try Trainer(
      alone, Classification(), UniformSampling(), Samples.recipe(), passes: 300, images: data.training, seed: 1, threads: 1)
    while !trainer.isDone { try trainer.step() }
    let losses = trainer.progress.history.map(\.loss)
    #expect(losses.count == 12)
    #expect(try #require(losses.last) < 0.7 * (try #require(losses.first)))
    var scorer = try Scorer(alone, Classification(), trainer.snapshot(), .recalibrated(images: 40), threads: 1), correct = 0.0
    try scorer.score([Subnet(alone.whole)], on: data.validation, recalibration: data.recalibration) { correct += $0.sums[0] }
    #expect(correct > 40, "of 80, by chance 20")
  }

  @Test func aLossThatIsNoNumberNamesStepPathAndLayer() throws {
    let data = try Samples.images()
    var trainer = try Trainer(
      Samples.space, Classification(), UniformSampling(), Samples.recipe(rate: 1e18), passes: 50, images: data.training, seed: 1, threads: 1
    )
    #expect {
      while !trainer.isDone { try trainer.step() }
    } throws: { error in
      guard case TrainingError.notFinite(let step, let path, let layer)? = error as? TrainingError else { return false }
      return step > 0 && path.count == 6 && layer.contains("/")
    }
  }

  /// A pass that looks ahead or beside moves the weights: they are back where it fails.
  @Test(arguments: [Point.ahead, .beside(radius: 1e30)]) func aPassThatFailsElsewhereLeavesTheWeightsHere(point: Point) throws {
    struct Looking: Strategy {
      var point: Point
      static var relaxes: Bool { true }
      enum CodingKeys: CodingKey {}
      init(point: Point) { self.point = point }
      init(from decoder: any Decoder) throws { point = .here }
      func mixture(_ space: Space, _ state: Stateless) -> Mixture { WholeNetwork().mixture(space, state) }
      func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
        [.pass(Pass(.mixture, .training())), .hold, .pass(Pass(.mixture, .training(), at: point)), .updateWeights]
      }
    }
    let data = try Samples.images()
    var recipe = Samples.recipe()
    recipe.schedule = Schedule(.constant, peak: 1e30)
    var trainer = try Trainer(
      Samples.space, Classification(), Looking(point: point), recipe, passes: 10, images: data.training, seed: 1, threads: 1)
    let before = trainer.snapshot()
    #expect(throws: TrainingError.self) { try trainer.step() }
    #expect(trainer.snapshot().parameters == before.parameters)
  }

  /// Slices decide bits, threads do not: also more threads than slices, and slices that cut a batch unevenly.
  @Test(arguments: [1, 4, 7]) func moreSlicesLetMoreThreadsWork(slices: Int) throws {
    let data = try Samples.images()
    func weights(threads: Int) throws -> Snapshot {
      var recipe = Samples.recipe()
      recipe.slices = slices
      var trainer = try Trainer(
        Samples.space, Classification(), StrictFairness(), recipe, passes: 4, images: data.training, seed: 3, threads: threads)
      while !trainer.isDone { try trainer.step() }
      return trainer.snapshot()
    }
    let one = try weights(threads: 1)
    for threads in [3, 6, 8] { #expect(try weights(threads: threads) == one) }
  }

  /// A diverged layer is heard in the loss, though an activation follows it and residuals pass by: NaN is no zero.
  @Test(arguments: Activation.allCases) func anInfiniteWeightInTheMiddleIsHeardInTheLoss(activation: Activation) throws {
    let data = try Samples.images()
    let space = Space.nasBenchMacro(
      name: "small", input: Samples.space.input, classes: 4, stem: 4, widths: [8, 12], depths: [2, 2], head: 24, activation: activation)
    var trainer = try Trainer(
      space, Classification(), UniformSampling(), Samples.recipe(), passes: 10, images: data.training, seed: 1, threads: 1)
    for parameter in trainer.network.parameters.parameters where parameter.name.hasPrefix("layer2/") && parameter.kind == .weight {
      trainer.executor.contents.parameters[parameter.range.lowerBound] = .infinity
    }
    for parameter in trainer.network.parameters.parameters where parameter.name.hasPrefix("layer1/") && parameter.kind == .weight {
      trainer.executor.contents.parameters[parameter.range.lowerBound] = .infinity
    }
    #expect(throws: TrainingError.self) { try trainer.step() }
  }
}
