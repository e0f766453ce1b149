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

  @Test func sharedPrefixesSaveInstructions() throws {
    let data = try Samples.images(), evaluator = try Evaluator(Samples.space, try weights(data), .inherited, chunk: 40, threads: 1)
    let saving = try evaluator.saving([[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 2]])
    #expect(saving.alone - saving.shared == 2 + 5 * 3)
  }

  @Test func imagesThatDoNotFillChunksAreRefused() throws {
    let data = try Samples.images(), evaluator = try Evaluator(Samples.space, try weights(data), .inherited, chunk: 30, threads: 1)
    #expect(throws: TrainingError.images(count: 80, chunk: 30, blocks: 1)) {
      try evaluator.score([[0, 0, 0, 0, 0, 0]], on: data.validation, recalibration: data.recalibration) { _ in }
    }
  }
}
