import Fixtures
import Jobs
import Spaces
import Store
import Strategies
import Testing

@Suite struct RelaxationWorkerTests {
  private func spec(_ strategy: StrategySpec = .darts(DARTS()), rule: Discretisation = .topTwo, passes: Int = 12) throws -> RelaxationSpec {
    try Samples.relaxation(strategy, rule: rule, passes: passes)
  }

  @Test func aRunHasTheMixtureOfEveryEpochAndAllAccuracies() throws {
    let folder = try TemporaryFolder(), spec = try spec()
    let run = try RelaxationRun(reading: Samples.worker(folder.path).run(spec))
    #expect(run.history.map(\.passes) == [3, 6, 9, 12] && run.weights.count == 5 && run.choices.count == 28)
    for row in run.weights.joined() { #expect(row.count == 2 && abs(row.reduce(0, +) - 1) < 1e-12) }
    #expect(run.weights[0] != run.weights[4])
    let accuracies = [run.mix, run.chosen.keep, run.chosen.one] + run.random.flatMap { [$0.keep, $0.one] }
    #expect(accuracies.count == 7 && accuracies.allSatisfy { (0...1).contains($0) && ($0 * 60).rounded() == $0 * 60 })
    #expect(try spec.rule.genotype(weights: run.weights[4], of: spec.space).description == run.genotype)
    #expect(try spec.space.architecture(Genotype(run.genotype)) == spec.space.architecture(run.chosen.architecture))
    for cut in run.random { #expect(try spec.space.architecture(cut.architecture).kept.count { $0.count == 1 } == 16) }
  }

  /// α, Adam's moments, counters and streams: whatever stops a search, it ends with the same bits, on any number of threads.
  private static let strategies: [StrategySpec] = [
    .darts(DARTS()), .darts(DARTS(order: .second)), .fairDARTS(FairDARTS()), .pcDARTS(PCDARTS(warmup: 1)),
    .darts(DARTS(skips: .dropout(SkipDropout(rate: 0.5, warmup: 1, epochs: 2)))), .darts(DARTS(skips: .noise(SkipNoise()))),
  ]

  @Test(arguments: strategies) func stoppedAtAnyStepItEndsWithTheSameBits(strategy: StrategySpec) throws {
    let whole = try TemporaryFolder(), stopped = try TemporaryFolder()
    var spec = try spec(strategy, passes: 6)
    if case .pcDARTS = strategy {
      spec.space = .partialDARTS(divisor: 2, channels: 4, cells: 3, input: spec.space.input, classes: spec.space.classes)
    }
    let (file, stops) = try Samples.finish(spec, in: stopped.path, stoppingEvery: 2)
    #expect(stops > 1)
    #expect(try Samples.finish(spec, in: whole.path).file.resultDigest == file.resultDigest)
  }

  @Test func sigmoidsThatAllStayLowKeepNothingAndScoreLikeChance() throws {
    let folder = try TemporaryFolder(), spec = try spec(.fairDARTS(FairDARTS()), rule: .thresholdSparse(0.85))
    let run = try RelaxationRun(reading: Samples.worker(folder.path).run(spec))
    #expect(try spec.space.architecture(run.chosen.architecture).kept.allSatisfy(\.isEmpty))
    #expect(run.chosen.keep == run.chosen.one && run.chosen.one < 0.5)
    #expect(run.weights[0].joined().allSatisfy { $0 == 0.5 })
  }

  @Test func whatIsStoredIsFoundAgain() throws {
    let folder = try TemporaryFolder(), worker = Samples.worker(folder.path), path = try worker.run(try spec())
    let found = try worker.recompute(path, count: 1)
    #expect(found.count == 1 && found.allSatisfy(\.agrees))
  }

  @Test func aStrategyWithoutAMixtureIsRefused() throws {
    let folder = try TemporaryFolder(), spec = try spec(.spos(UniformSampling()))
    #expect(throws: WorkError.self) { try Samples.worker(folder.path).run(spec) }
  }
}
