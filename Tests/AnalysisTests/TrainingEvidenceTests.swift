import Analysis
import SimulatedStudies
import Statistics
import Store
import Testing

@Suite struct TrainingEvidenceTests {
  /// The training of SPOS's supernets where snapshots and losses are others.
  private func training(
    seeds: Int = 2, _ keeps: (SupernetRun.Snapshot) -> Bool = { _ in true }, loss: (Epoch) -> Double = \.loss
  ) throws -> TrainingEvidence {
    var runs = try SimulatedRuns(seeds: seeds)
    runs.supernets = runs.supernets.map { own in
      let run = own.run
      return LabelledRun(
        own.label,
        SupernetRun(
          header: run.header, space: run.space, strategy: own.label, seed: run.seed,
          history: run.history.map {
            Epoch(
              passes: $0.passes, updates: $0.updates, images: $0.images, loss: loss($0), learningRate: $0.learningRate,
              validationScore: $0.validationScore, cpuSeconds: $0.cpuSeconds)
          }, probes: run.probes, snapshots: run.snapshots.filter(keeps)))
    }
    return try #require(try runs.study().strategies.first { $0.strategy == "SPOS" }).training
  }

  /// The accuracy of one snapshot stands in every row of the history until the next: copies are no points, and no flag is made of them.
  @Test func withoutASnapshotAtThreeQuartersNothingIsSaid() throws {
    let training = try training { $0.passes != 2_250 }
    #expect(training.lateGain.value == nil && training.lateGain.reason == "no snapshot at three quarters" && training.span == nil)
    #expect(training.levels.count == 2 && training.levels.allSatisfy { $0.value?.isNotTrained == false })
  }

  @Test func oneSupernetHasNoInterval() throws {
    let training = try training(seeds: 1)
    #expect(training.lateGain.value == nil && training.lateGain.reason?.contains("1 supernets are too few") == true)
  }

  @Test func aLossAboveThatOfGuessingForATenthOfThePassesIsSaid() throws {
    // ln 10 = 2.303; epochs end after 10, 750, 1,500, 2,250 and 3,000 passes.
    #expect(try training().divergedEarly == 0)
    #expect(try training(loss: { $0.passes <= 750 ? 2.31 : 1 }).divergedEarly == 2)
    #expect(try training(loss: { $0.passes <= 750 ? 2.30 : 1 }).divergedEarly == 0)
    #expect(try training(loss: { $0.passes <= 10 ? 9 : 1 }).divergedEarly == 0)
    #expect(try training(loss: { $0.passes == 1_500 ? .nan : 1 }).divergedEarly == 2)
  }
}
