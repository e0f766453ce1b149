import Datasets
import Engine
import Networks
import Spaces
import Strategies
import Streams
import Testing
import Training

@Suite struct ScorerTests {
  private static let policies: [NormalizationPolicy] = [
    .inherited, .batch(size: 40), .recalibrated(images: 40), .moving(batches: 13, size: 40),
  ]
  private static let task = Classification()

  private func weights(_ data: PreparedData) throws -> Snapshot {
    var trainer = try Trainer(
      Samples.space, Self.task, UniformSampling(), Samples.recipe(), passes: 60, images: data.training, seed: 2, threads: 1)
    while !trainer.isDone { try trainer.step() }
    return trainer.snapshot()
  }

  private func score(
    _ paths: [[Int]], _ weights: Snapshot, _ policy: NormalizationPolicy, _ data: PreparedData, chunk: Int = 40, threads: Int = 2,
    budget: Int = Scorer.budget, blocks: Int = 1, leading: Int? = nil, progress: (Double) -> Void = { _ in }
  ) throws -> [Scorer.Score] {
    var scorer = try Scorer(Samples.space, Self.task, weights, policy, chunk: chunk, threads: threads, budget: budget)
    var scores: [Scorer.Score] = []
    try scorer.score(
      paths.map { Subnet(path: $0) }, on: data.validation, leading: leading, recalibration: policy.recalibration(of: data), blocks: blocks,
      progress: progress
    ) { scores.append($0) }
    return scores
  }

  @Test(arguments: policies) func scoresOfManyEqualThoseOfEachAlone(policy: NormalizationPolicy) throws {
    let data = try Samples.images(), weights = try weights(data)
    let paths = [[2, 1, 0, 1, 2, 0], [2, 1, 0, 1, 2, 2], [0, 0, 0, 0, 0, 0], [2, 1, 1, 0, 0, 1], [2, 1, 0, 1, 2, 1]]
    let together = try score(paths, weights, policy, data, blocks: 4)
    let alone = try paths.enumerated().map { number, path in
      var score = try score([path], weights, policy, data, blocks: 4)[0]
      score.subnet = number
      return score
    }
    #expect(Set(together) == Set(alone))
    #expect(together.map { paths[$0.subnet] } == paths.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(Set(together.map(\.sums)).count > 1)
  }

  /// A plain forward of the plan that the trainer runs, chunk by chunk, is the reference: to the last bit.
  @Test(arguments: policies) func scoresAreThoseOfPlainForwardPasses(policy: NormalizationPolicy) throws {
    let data = try Samples.images(), weights = try weights(data), path = [2, 1, 0, 1, 2, 0]
    let network = try Network(Samples.space, Self.task, batch: 40, .path), executor = try Executor(network.capacity(threads: 1))
    let memory = executor.contents, batch = network.batch(memory), labels = try #require(batch.labels)
    try weights.write(to: memory, network.parameters)
    let plan = try network.plan(Subnet(path: path)), end = try #require(plan.loss)
    var mode = Mode(policy.images == nil ? .inherited : .batch), loss = 0.0, right: [Double] = []
    if case .moving(let count, let size) = policy {
      for parameter in network.parameters.statistics {
        for (i, place) in parameter.range.enumerated() { memory.statistics[place] = i < parameter.count / 2 ? 0 : 1 }
      }
      var batches = try Batches(data.training, size: size, stream: RandomStream(seed: 0, "moving averages"))
      for number in 0..<count {
        try batches.fill(number % batches.perEpoch, epoch: number / batches.perEpoch, images: batch.images, labels: labels)
        executor.forward(plan, .training)
      }
    }
    if case .recalibrated = policy {
      try data.recalibration.fill(0..<40, images: batch.images, labels: labels)
      executor.forward(plan, mode)
      mode = Mode(.fixed)
    }
    for chunk in 0..<2 {
      try data.validation.fill(40 * chunk..<40 * chunk + 40, images: batch.images, labels: labels)
      executor.forward(plan, mode)
      loss += end.loss(executor.contents) / 2
      right.append((0..<40).reduce(0) { $0 + end.answer($1, executor.contents).score })
    }
    let scores = try score([path], weights, policy, data, threads: 3, blocks: 2)
    #expect(scores == [Scorer.Score(subnet: 0, sums: right, loss: loss)])
  }

  @Test(arguments: policies) func aTinyBudgetAndOtherThreadsGiveTheSameBits(policy: NormalizationPolicy) throws {
    let data = try Samples.images(), weights = try weights(data)
    let paths = (0..<27).map { [2, $0 % 3, $0 / 3 % 3, $0 / 9, 1, $0 % 2] }
    let whole = try score(paths, weights, policy, data, threads: 1, budget: .max)
    #expect(whole.count == 27 && Set(whole.map(\.loss)).count > 20)
    for (budget, threads) in [(1, 2), (3_000, 3), (3_000, 7)] {
      var progress: [Double] = []
      let other = try score(paths, weights, policy, data, threads: threads, budget: budget) { progress.append($0) }
      #expect(Set(other) == Set(whole))
      #expect(progress == progress.sorted() && abs((progress.last ?? 0) - 1) < 1e-12)
    }
  }

  @Test func scoringChangesNoWeightsAndDisturbsNothing() throws {
    let data = try Samples.images(), weights = try weights(data), path = [1, 2, 0, 1, 2, 0]
    for policy in Self.policies {
      var scorer = try Scorer(Samples.space, Self.task, weights, policy, chunk: 40, threads: 1), scores: [Scorer.Score] = []
      for other in [path, [0, 1, 2, 0, 1, 2], path] {
        try scorer.score([Subnet(path: other)], on: data.validation, recalibration: policy.recalibration(of: data)) { scores.append($0) }
      }
      #expect(scores[0] == scores[2] && scores[0] != scores[1])
    }
  }

  @Test func scoringTakesLessMemoryThanTraining() throws {
    let training = try Network(.nasBenchMacro(), Self.task, batch: 1_000, .path).capacity(threads: 1).bytes
    #expect(try 3 * Scorer.memory(.nasBenchMacro(), Self.task, .recalibrated(images: 1_000)) < training)
    #expect(try 10 * Scorer.memory(.nasBenchMacro(), Self.task, .inherited) < training)
    #expect(try 10 * Scorer.memory(.nasBenchMacro(), Self.task, .moving(batches: 1_000, size: 64)) < training)
  }

  /// A loss is a mean by images, whatever chunks they run in.
  @Test func anyNumberOfImagesIsScored() throws {
    let data = try Samples.images(), weights = try weights(data), path = [2, 1, 0, 1, 2, 0]
    let whole = try score([path], weights, .inherited, data, chunk: 80)[0]
    for chunk in [7, 30, 64] {
      let other = try score([path], weights, .inherited, data, chunk: chunk)[0]
      #expect(other.sums == whole.sums && abs(other.loss - whole.loss) < 1e-12 * whole.loss)
    }
    let part = try score([path], weights, .recalibrated(images: 40), data, leading: 55)[0]
    #expect(part.sums[0] <= 55)
    let halves = try score([path], weights, .recalibrated(images: 40), data, blocks: 2)[0]
    let first = try score([path], weights, .recalibrated(images: 40), data, leading: 40)[0]
    #expect(halves.sums[0] == first.sums[0])
  }

  @Test func unequalBlocksAndBrokenBatchesAreRefused() throws {
    let data = try Samples.images(), weights = try weights(data), path = [0, 0, 0, 0, 0, 0]
    #expect(throws: TrainingError.images(count: 80, chunk: 1, blocks: 3)) { try score([path], weights, .inherited, data, blocks: 3) }
    #expect(throws: TrainingError.images(count: 80, chunk: 30, blocks: 1)) { try score([path], weights, .batch(size: 30), data) }
    #expect(throws: TrainingError.images(count: 40, chunk: 41, blocks: 1)) { try score([path], weights, .recalibrated(images: 41), data) }
    #expect(throws: TrainingError.images(count: 400, chunk: 401, blocks: 1)) {
      try score([path], weights, .moving(batches: 2, size: 401), data)
    }
  }

  /// Cells of NAS-Bench-201: nodes are left out, so that prefixes by choices would read what nobody wrote.
  @Test(arguments: policies) func cellsScoredTogetherHaveTheBitsOfEachAlone(policy: NormalizationPolicy) throws {
    let data = try Samples.images(8), input = ImageShape(height: 8, width: 8, channels: 1)
    let space = Space.nasBench201(input: input, classes: 4, channels: 4, cells: 1)
    var trainer = try Trainer(space, Self.task, StrictFairness(), Samples.recipe(), passes: 40, images: data.training, seed: 2, threads: 2)
    while !trainer.isDone { try trainer.step() }
    let subnets = (0..<60).map { n in Subnet(path: [n % 5, n / 5 % 5, (n * 7) % 5, n / 25, (n * 3) % 5, n % 3]) }
    func scores(_ subnets: [Subnet]) throws -> [Scorer.Score] {
      var scorer = try Scorer(space, Self.task, trainer.snapshot(), policy, chunk: 40, threads: 2), scores: [Scorer.Score] = []
      try scorer.score(subnets, on: data.validation, recalibration: policy.recalibration(of: data)) { scores.append($0) }
      return scores.sorted { $0.subnet < $1.subnet }
    }
    let together = try scores(subnets)
    #expect(Set(together.map(\.loss)).count > 30)
    for (number, subnet) in subnets.enumerated() {
      let alone = try scores([subnet])[0]
      #expect(alone.loss.bitPattern == together[number].loss.bitPattern && alone.sums == together[number].sums)
    }
  }

  /// Of a relaxed supernet all candidates at once, and what is cut out of it, under weights of their own.
  @Test func subnetsOfAMixtureShareNothingThatIsWeightedOtherwise() throws {
    let data = try Samples.images(),
      space = Space.fairDARTSChain(
        input: Samples.space.input, classes: 4, stem: (4, 1, 4), widths: [6, 8], depths: [2, 2], strides: [1, 2], head: 12)
    var trainer = try Trainer(
      space, Self.task, DARTS(adam: .init(rate: 0.1, beta1: 0.5)), Samples.recipe(), passes: 20, images: data.training,
      validation: data.validation,
      seed: 1, threads: 2)
    while !trainer.isDone { try trainer.step() }
    let mixture = trainer.mixture, other = Mixture(mixture.weights.map { $0.map { 0.5 * $0 } }), path = Architecture(path: [1, 2, 0, 3])
    let subnets = [
      Subnet(space.whole, under: mixture), Subnet(space.whole, under: other), Subnet(path, under: mixture), Subnet(path),
      Subnet(path, under: other),
    ]
    func scores(_ subnets: [Subnet]) throws -> [Scorer.Score] {
      var
        scorer = try Scorer(
          space, Self.task, trainer.snapshot(), .recalibrated(images: 40), several: true, threads: 1), scores: [Scorer.Score] = []
      try scorer.score(subnets, on: data.validation, recalibration: data.recalibration) { scores.append($0) }
      return scores.sorted { $0.subnet < $1.subnet }
    }
    let together = try scores(subnets)
    #expect(Set(together.map(\.loss)).count == 5)
    for (number, subnet) in subnets.enumerated() { #expect(try scores([subnet])[0].loss.bitPattern == together[number].loss.bitPattern) }
  }
}
