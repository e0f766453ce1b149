import Fixtures
import Store
import Testing

/// Run files of nets that enlarge images: their scores are decibels, and nothing in them is called accuracy.
@Suite struct RestorationRunTests {
  private func scores(_ sums: [Double]) -> BlockScores { BlockScores(.psnr, sums: sums, images: [5, 5]) }

  private func standAlone() -> StandAloneRun {
    StandAloneRun(
      header: Samples.header, space: Samples.space, architecture: "010", seed: 1, history: Samples.history,
      validation: scores([150.25, 149]), test: scores([148, 151.5]),
      marks: [.init(passes: 20, validation: scores([120, 118.125])), .init(passes: 50, validation: scores([130, -100]))],
      bicubic: .init(validation: scores([110, 111]), test: scores([112, 113])), diverged: false, parameters: Samples.parameters,
      statistics: [])
  }

  private func supernet() -> SupernetRun {
    SupernetRun(
      header: Samples.header, space: Samples.space, strategy: "spos", seed: 7, history: Samples.history, metric: .psnr, probes: ["010"],
      snapshots: [.init(passes: 300, probes: [25.5], parameters: Samples.parameters, statistics: [])])
  }

  private func evaluation() -> EvaluationRun {
    EvaluationRun(
      header: Samples.header, space: Samples.space, strategy: "spos", seed: 7, supernet: Samples.header.specDigest, passes: 300,
      policy: "inherited", architectures: ["010", "011"], scores: [scores([150.25, 149]), scores([-500, -500])], loss: [0.05, .nan])
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let folder = try TemporaryFolder()
    try standAlone().write(to: folder["a.h5"])
    #expect(try StandAloneRun(reading: folder["a.h5"]) == standAlone())
    try supernet().write(to: folder["s.h5"])
    #expect(try SupernetRun(reading: folder["s.h5"]) == supernet())
    try evaluation().write(to: folder["e.h5"])
    let read = try EvaluationRun(reading: folder["e.h5"])
    #expect(read.scores == evaluation().scores && read.metric == .psnr && read.loss[1].isNaN)
  }

  @Test func unitsAreDecibelsAndNothingIsCalledAccuracy() {
    for run in [standAlone().runFile, supernet().runFile, evaluation().runFile] {
      #expect(
        run.arrays.allSatisfy { !$0.name.contains("accuracy") && !$0.name.contains("correct") && $0.unit != "nat" && $0.unit != "fraction" }
      )
      #expect(run.arrays.filter { $0.name.contains("psnr") }.allSatisfy { $0.unit == "dB" })
      #expect(run.arrays.contains { $0.name.contains("psnr") })
    }
  }

  @Test func theMeanIsOverAllImages() {
    #expect(scores([150, 151]).mean == 30.1)
  }
}
