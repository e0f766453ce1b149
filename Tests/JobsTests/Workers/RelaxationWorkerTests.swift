import Fixtures
import Jobs
import Spaces
import Store
import Strategies
import Testing
import Training

@Suite struct RelaxationWorkerTests {
  private func spec(_ strategy: StrategySpec = .darts(DARTS()), passes: Int = 12) throws -> RelaxationSpec {
    try Samples.relaxation(strategy, passes: passes)
  }

  @Test func aRunHasTheMixtureOfEveryEpochAndItsAccuracy() throws {
    let folder = try TemporaryFolder(), spec = try spec()
    let run = try RelaxationRun(reading: Samples.worker(folder.path).run(spec))
    #expect(run.history.map(\.passes) == [3, 6, 9, 12] && run.weights.count == 5 && run.choices.count == 28)
    for row in run.weights.joined() { #expect(row.count == 2 && abs(row.reduce(0, +) - 1) < 1e-12) }
    #expect(run.weights[0] != run.weights[4])
    #expect(run.gains == run.weights.map { $0.map { _ in 1 } } && run.strategy == "darts")
    #expect(run.history.map(\.validationScore).allSatisfy { (0...1).contains($0) && ($0 * 40).rounded() == $0 * 40 })
    #expect(Set(run.history.map(\.validationScore)).count > 1, "all epochs are the same")
  }

  /// Readers in other languages need no table of ours to know what an array is.
  @Test func everyParameterHasItsShapeAndSaysItsAxes() throws {
    let folder = try TemporaryFolder(), run = try RelaxationRun(reading: Samples.worker(folder.path).run(try spec()))
    let shapes = Dictionary(run.parameters.map { ($0.shape.count, $0) }) { first, _ in first }
    #expect(shapes[4]?.description == "axes: kernel row, kernel column, input, output")
    #expect(shapes[3]?.description == "axes: kernel row, kernel column, channel" && shapes[3]?.shape.prefix(2) == [3, 3])
    #expect(shapes[2]?.description == "axes: input, output" && shapes[1]?.description == "axes: channel" && !run.statistics.isEmpty)
    #expect((run.parameters + run.statistics).allSatisfy { $0.shape.reduce(1, *) == $0.values.count })
    #expect(run.statistics.allSatisfy { $0.shape.count == 2 && $0.shape[0] == 2 && $0.description == "axes: mean and variance, channel" })
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

  @Test func sigmoidsBeginInTheMiddle() throws {
    let folder = try TemporaryFolder(), spec = try spec(.fairDARTS(FairDARTS()))
    let run = try RelaxationRun(reading: Samples.worker(folder.path).run(spec))
    #expect(run.weights[0].joined().allSatisfy { $0 == 0.5 } && run.weights[1].joined().contains { $0 != 0.5 })
  }

  @Test func followedImagesThatAreNoMultipleOfABatchAreRefusedBeforeTraining() throws {
    let folder = try TemporaryFolder()
    var spec = try spec()
    spec.followed = RelaxationSpec.Followed(images: 40, policy: .batch(size: 16))
    let reason = "followed.images: 40 is no multiple of the 16 images whose statistics are taken together"
    #expect(throws: WorkError.spec(reason: reason)) { try Samples.worker(folder.path).run(spec) }
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
