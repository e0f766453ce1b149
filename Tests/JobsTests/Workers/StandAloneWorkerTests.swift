import Fixtures
import FoundationEssentials
import Jobs
import Spaces
import Store
import Testing

@Suite struct StandAloneWorkerTests {
  @Test func theRunFileHasHistoryBothSplitsAndWeights() throws {
    let folder = try TemporaryFolder(), path = try Samples.worker(folder.path).run(try Samples.standAlone())
    let run = try StandAloneRun(reading: path)
    #expect(run.architecture == "121020" && run.seed == 1 && !run.diverged)
    #expect(run.history.map(\.passes) == [25, 50, 60] && run.history.map(\.images) == [400, 800, 960])
    #expect(run.validation.images == [20, 20, 20, 20] && run.test.images == [40, 40, 40, 40])
    #expect(run.history.last?.validationScore == run.validation.mean)
    #expect(run.test.mean > 0.3, "by chance 0.25")
    #expect(!run.parameters.isEmpty && !run.statistics.isEmpty)
  }

  @Test func stoppedAtAnyStepItEndsWithTheSameBits() throws {
    let spec = try Samples.standAlone(), whole = try Samples.finish(spec, in: try TemporaryFolder().path).file
    for steps in [1, 6, 25, 59] {
      let (file, stops) = try Samples.finish(spec, in: try TemporaryFolder().path, stoppingEvery: steps)
      #expect(stops > 0 && file.resultDigest == whole.resultDigest, "every \(steps) steps, \(stops) times")
    }
  }

  /// A threshold may keep two operations on an edge: both are trained, and counted.
  @Test func aNetOfCellsIsTrainedWhole() throws {
    let genotype = try Genotype(
      normal: [.init(.separable3, to: 2, from: 0), .init(.skip, to: 2, from: 0), .init(.maxPool, to: 3, from: 1)],
      reduce: [.init(.dilated3, to: 2, from: 1), .init(.averagePool, to: 2, from: 0)], style: .triples)
    let search = try Samples.relaxation()
    var spec = try Samples.standAlone()
    spec.data = search.data
    spec.blocks = 1
    spec.space = try Space.darts(genotype, channels: 4, cells: 3, input: search.space.input, classes: search.space.classes)
    spec.architecture = spec.space.text(of: spec.space.whole)
    #expect(spec.space.choices.map(\.candidates.count) == [2, 1, 1, 1] && spec.architecture.contains("+"))
    let folder = try TemporaryFolder(), run = try StandAloneRun(reading: Samples.worker(folder.path).run(spec))
    #expect(!run.diverged && run.parameters.contains { $0.name.contains("normal/2<-0/sep_conv_3x3") })
    #expect(run.parameters.reduce(0) { $0 + $1.values.count } == CostTable(spec.space).cost(of: spec.space.whole).parameters)
  }

  @Test func aNetThatDivergedSaysSoAndHasNothingRight() throws {
    let folder = try TemporaryFolder(), path = try Samples.worker(folder.path).run(try Samples.standAlone(rate: 1e18))
    let run = try StandAloneRun(reading: path)
    #expect(
      run.diverged && run.test.sums == [0, 0, 0, 0] && run.test.images == [40, 40, 40, 40] && run.validation.sums == [0, 0, 0, 0])
    #expect(try Samples.worker(folder.path).recompute(path, count: 1).allSatisfy(\.agrees))
  }
}
