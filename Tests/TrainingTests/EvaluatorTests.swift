import Datasets
import Engine
import Spaces
import Strategies
import Testing
import Training

@Suite struct EvaluatorTests {
  private static let policies: [NormalizationPolicy] = [.inherited, .batch(size: 40), .recalibrated(images: 40)]

  private func weights(_ data: PreparedData) throws -> Snapshot {
    var trainer = try Trainer(Samples.space, UniformSampling(), Samples.recipe(passes: 60), images: data.training, seed: 2, threads: 1)
    while !trainer.isDone { try trainer.step() }
    return trainer.snapshot()
  }

  @Test(arguments: policies) func scoresOfManyEqualThoseOfEachAlone(policy: NormalizationPolicy) throws {
    let data = try Samples.images(), weights = try weights(data)
    let paths = [[2, 1, 0, 1, 2, 0], [2, 1, 0, 1, 2, 2], [0, 0, 0, 0, 0, 0], [2, 1, 1, 0, 0, 1], [2, 1, 0, 1, 2, 1]]
    func score(_ paths: [[Int]]) throws -> [Evaluator.Score] {
      let evaluator = try Evaluator(Samples.space, weights, policy, chunk: 40, threads: 2)
      var scores: [Evaluator.Score] = []
      try evaluator.score(paths, on: data.validation, recalibration: data.recalibration, blocks: 4) { scores.append($0) }
      return scores
    }
    let together = try score(paths), alone = try paths.flatMap { try score([$0]) }
    #expect(Set(together) == Set(alone))
    #expect(together.map(\.path) == paths.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(Set(together.map(\.correct)).count > 1)
  }

  @Test func scoringChangesNoWeights() throws {
    let data = try Samples.images(), weights = try weights(data)
    for policy in Self.policies {
      let evaluator = try Evaluator(Samples.space, weights, policy, chunk: 40, threads: 1)
      try evaluator.score([[1, 2, 0, 1, 2, 0]], on: data.validation, recalibration: data.recalibration) { _ in }
      #expect(Snapshot(of: evaluator.lowering.parameters, evaluator.executor.contents) == weights)
    }
  }

  /// A plain forward of the plan that the trainer runs, chunk by chunk, is the reference: to the last bit.
  @Test(arguments: policies) func scoresAreThoseOfPlainForwardPasses(policy: NormalizationPolicy) throws {
    let data = try Samples.images(), weights = try weights(data), path = [2, 1, 0, 1, 2, 0]
    let lowering = try Lowering(Samples.space, batch: 40), executor = try Executor(try lowering.room(threads: 1)),
      memory = executor.contents
    try weights.write(to: memory, lowering.parameters)
    let plan = try lowering.plan(path)
    func load(_ images: PreparedImages, _ first: Int) {
      images.fill(first..<first + 40, images: memory.arena + lowering.images.offset, labels: lowering.labels(memory))
    }
    var mode = Mode(policy == .inherited ? .inherited : .batch), loss = 0.0, correct: [Int] = []
    if case .recalibrated = policy {
      load(data.recalibration, 0)
      executor.forward(plan, mode)
      mode = Mode(.fixed)
    }
    for chunk in 0..<2 {
      load(data.validation, 40 * chunk)
      executor.forward(plan, mode)
      loss += lowering.loss(memory) / 2
      correct.append(
        (0..<40).count { image in
          let row = (0..<4).map { memory.arena[lowering.logits.offset + 4 * image + $0] }
          return row.firstIndex(of: row.max() ?? 0) == Int(lowering.labels(memory)[image])
        })
    }
    let evaluator = try Evaluator(Samples.space, weights, policy, chunk: 40, threads: 3)
    var scores: [Evaluator.Score] = []
    try evaluator.score([path], on: data.validation, recalibration: data.recalibration, blocks: 2) { scores.append($0) }
    #expect(scores == [Evaluator.Score(path: path, correct: correct, loss: loss)])
  }

  @Test(arguments: policies) func aTinyBudgetAndOtherThreadsGiveTheSameBits(policy: NormalizationPolicy) throws {
    let data = try Samples.images(), weights = try weights(data)
    let paths = (0..<27).map { [2, $0 % 3, $0 / 3 % 3, $0 / 9, 1, $0 % 2] }
    func score(_ budget: Int, threads: Int) throws -> (scores: [Evaluator.Score], groups: Int, progress: [Double]) {
      let evaluator = try Evaluator(Samples.space, weights, policy, chunk: 40, threads: threads, budget: budget)
      var scores: [Evaluator.Score] = [], progress: [Double] = []
      try evaluator.score(paths, on: data.validation, recalibration: data.recalibration) {
        progress.append($0)
      } each: {
        scores.append($0)
      }
      return (scores, evaluator.tree(paths).groups.count, progress)
    }
    let whole = try score(.max, threads: 1)
    #expect(whole.scores.count == 27 && Set(whole.scores.map(\.loss)).count > 20)
    for (budget, threads) in [(1, 2), (3_000, 3)] {
      let other = try score(budget, threads: threads)
      #expect(other.scores == whole.scores && other.groups > whole.groups)
      #expect(other.progress == other.progress.sorted() && abs((other.progress.last ?? 0) - 1) < 1e-12)
    }
  }

  @Test func scoringTakesLessMemoryThanTraining() throws {
    let training = try Lowering(.nasBenchMacro(), batch: 1_000).room(threads: 1).bytes
    #expect(try 3 * Evaluator.memory(.nasBenchMacro(), .recalibrated(images: 1_000)) < training)
    #expect(try 10 * Evaluator.memory(.nasBenchMacro(), .inherited) < training)
  }

  @Test func imagesThatDoNotFillChunksAreRefused() throws {
    let data = try Samples.images(), evaluator = try Evaluator(Samples.space, try weights(data), .inherited, chunk: 30, threads: 1)
    #expect(throws: TrainingError.images(count: 80, chunk: 30, blocks: 1)) {
      try evaluator.score([[0, 0, 0, 0, 0, 0]], on: data.validation, recalibration: data.recalibration) { _ in }
    }
  }
}
