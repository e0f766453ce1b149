import Fixtures
import FoundationEssentials
import Jobs
import Store
import Testing

@Suite struct StandAloneWorkerTests {
  @Test func theRunFileHasHistoryBothSplitsAndWeights() throws {
    let folder = try TemporaryFolder(), path = try Samples.worker(folder.path).run(.standAlone(try Samples.standAlone()))
    let run = try StandAloneRun(reading: path)
    #expect(run.architecture == "121020" && run.seed == 1 && !run.diverged)
    #expect(run.history.map(\.passes) == [25, 50, 60] && run.history.map(\.images) == [400, 800, 960])
    #expect(run.validation.images == [20, 20, 20, 20] && run.test.images == [40, 40, 40, 40])
    #expect(run.history.last?.validationAccuracy == run.validation.accuracy)
    #expect(run.test.accuracy > 0.3, "by chance 0.25")
    #expect(!run.parameters.isEmpty && !run.statistics.isEmpty)
  }

  @Test func stoppedAtAnyStepItEndsWithTheSameBits() throws {
    let spec = JobSpec.standAlone(try Samples.standAlone()), whole = try Samples.finish(spec, in: try TemporaryFolder().path).file
    for steps in [1, 6, 25, 59] {
      let (file, stops) = try Samples.finish(spec, in: try TemporaryFolder().path, stoppingEvery: steps)
      #expect(stops > 0 && file.resultDigest == whole.resultDigest, "every \(steps) steps, \(stops) times")
    }
  }

  @Test func aNetThatDivergedSaysSoAndHasNothingRight() throws {
    let folder = try TemporaryFolder(), path = try Samples.worker(folder.path).run(.standAlone(try Samples.standAlone(rate: 1e18)))
    let run = try StandAloneRun(reading: path)
    #expect(
      run.diverged && run.test.correct == [0, 0, 0, 0] && run.test.images == [40, 40, 40, 40] && run.validation.correct == [0, 0, 0, 0])
    #expect(try Samples.worker(folder.path).recompute(path, count: 1).allSatisfy(\.agrees))
  }
}
