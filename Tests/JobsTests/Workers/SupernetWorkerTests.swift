import Engine
import Fixtures
import FoundationEssentials
import Jobs
import Store
import Strategies
import Testing
import Training

@Suite struct SupernetWorkerTests {
  @Test func theRunFileHasHistoryProbesAndTheWeightsOfEachSnapshot() throws {
    let folder = try TemporaryFolder(), spec = try Samples.supernet()
    let path = try Samples.worker(folder.path).run(spec), run = try SupernetRun(reading: path)
    #expect(run.strategy == "strict-fairness" && run.seed == 3 && run.space.name == "small")
    // 25 batches an epoch, three passes a batch.
    #expect(run.history.map(\.passes) == [75, 90] && run.history.map(\.updates) == [25, 30] && run.history.map(\.images) == [400, 480])
    #expect(run.history.allSatisfy { $0.loss > 0 && $0.loss < 3 && $0.cpuSeconds > 0 })
    #expect(run.snapshots.map(\.passes) == [0, 45, 90] && run.probes == ["111111", "202020"])
    let last = run.snapshots[2]
    #expect(run.history[1].validationScore == last.probes.reduce(0, +) / 2)
    #expect(run.history[0].validationScore == run.snapshots[1].probes.reduce(0, +) / 2)
    for snapshot in run.snapshots {
      #expect(snapshot.parameters.map(\.name) == last.parameters.map(\.name) && !snapshot.parameters.isEmpty)
      #expect(snapshot.statistics.map(\.name) == last.statistics.map(\.name) && !snapshot.statistics.isEmpty)
    }
    #expect(run.snapshots[0].parameters != run.snapshots[1].parameters && run.snapshots[1].parameters != last.parameters)
    #expect(run.header.provenance.expense.cpuSeconds > 0 && run.header.provenance.commit == "abc")
    let units = Dictionary(uniqueKeysWithValues: try RunFile.read(path).arrays.map { ($0.name, $0.unit) })
    #expect(units["history/loss"] == "nat" && units["snapshots/passes"] == "pass" && units["history/images"] == "image")
  }

  @Test(arguments: [
    StrategySpec.spos(UniformSampling()), .expectationFairness(ExpectationFairness(iterations: 3)), .strictFairness(StrictFairness()),
  ])
  func stoppedAtAnyStepItEndsWithTheSameBits(strategy: StrategySpec) throws {
    let spec = try Samples.supernet(strategy)
    let whole = try Samples.finish(spec, in: try TemporaryFolder().path).file
    for steps in [1, 4, 7, 29] {
      let folder = try TemporaryFolder(), (file, stops) = try Samples.finish(spec, in: folder.path, stoppingEvery: steps)
      #expect(stops > 0 && file.resultDigest == whole.resultDigest, "every \(steps) steps, \(stops) times")
      #expect(try folder.names == ["supernet"] && FileManager.default.contentsOfDirectory(atPath: folder["supernet"]).count == 1)
    }
  }

  @Test func adamsMomentsAndCountsAreKept() throws {
    let spec = try Samples.supernet(.spos(UniformSampling()), rate: 1e-3, optimizer: Optimizer(.adam(Adam())))
    let whole = try Samples.finish(spec, in: try TemporaryFolder().path).file
    #expect(try Samples.finish(spec, in: try TemporaryFolder().path, stoppingEvery: 13).file.resultDigest == whole.resultDigest)
  }

  @Test func aLossThatIsNoNumberIsNamedAndTheCheckpointStays() throws {
    let folder = try TemporaryFolder(), spec = try Samples.supernet(rate: 1e18)
    let error = #expect(throws: WorkError.self) { try Samples.worker(folder.path, interval: .zero).run(spec) }
    guard case .diverged("strict-fairness", 3, 1e18, let reason) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(reason.contains("no longer finite at step") && error?.description.contains("give it a smaller 'rate'") == true)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder["supernet"])
    #expect(names.count == 2 && names.contains { $0.hasSuffix(".checkpoint") } && names.contains { $0.hasSuffix(".0.part") })
  }

  /// The pilots of a grid that extends itself: what diverges is an answer there, and reads like any other run.
  @Test func aPilotThatDivergesAnswersNothingRight() throws {
    let folder = try TemporaryFolder()
    var spec = try Samples.supernet(rate: 1e18)
    spec.mayDiverge = true
    let path = try Samples.worker(folder.path, interval: .zero).run(spec), run = try SupernetRun(reading: path)
    #expect(run.snapshots.last?.passes == 90 && run.snapshots.last?.probes == [0, 0])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["supernet"]).count == 1)
    // One that does not diverge has the numbers of a spec that says nothing of it.
    var plain = try Samples.supernet()
    let one = try SupernetRun(reading: try Samples.worker(folder.path).run(plain))
    plain.mayDiverge = true
    let other = try SupernetRun(reading: try Samples.worker(folder.path).run(plain))
    #expect(
      one.snapshots.map(\.probes) == other.snapshots.map(\.probes) && one.snapshots.last?.parameters == other.snapshots.last?.parameters)
  }

  /// Where scores lie below 0, as a PSNR does, what diverged is still the worst.
  @Test func aPilotThatDivergesIsWorseThanAPSNRBelowZero() throws {
    let folder = try TemporaryFolder()
    func probes(rate: Double) throws -> [Double] {
      var spec = try Samples.enlarging(rate: rate)
      spec.mayDiverge = true
      return try SupernetRun(reading: try Samples.worker(folder.path).run(spec)).snapshots.last?.probes ?? []
    }
    let poor = try probes(rate: 0.03), diverged = try probes(rate: 1e30)
    #expect(diverged == [-100, -100] && poor.count == 2 && poor.allSatisfy { $0 > -100 && $0 < 0 }, "\(diverged), \(poor)")
  }

  /// Snapshots are large: a checkpoint names them and does not hold them, and a part is never written twice.
  @Test func aSnapshotIsWrittenOnceAndACheckpointWithoutItIsNone() throws {
    let folder = try TemporaryFolder(), spec = try Samples.supernet(), files = Results(folder.path).files(of: try Job(spec))
    #expect(throws: WorkError.self) { try Samples.worker(folder.path, stop: 3).run(spec) }
    let part = files.part("0"), stamp = try #require(FileStamp(part)), state = try Checkpoint(reading: files.checkpoint)
    #expect(state.content.allSatisfy { !$0.name.hasPrefix("gathered") } && state.state.contains(#""parts":["0"]"#))
    #expect(throws: WorkError.self) { try Samples.worker(folder.path, stop: 20).run(spec) }
    #expect(FileStamp(part) == stamp && FileStamp(files.part("45")) != nil)
    try Data("spoilt".utf8).write(to: URL(filePath: part))
    let whole = try Samples.finish(spec, in: try TemporaryFolder().path).file
    #expect(try Samples.finish(spec, in: folder.path).file.resultDigest == whole.resultDigest)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["supernet"]).count == 1, "parts go with the checkpoint")
  }
}
