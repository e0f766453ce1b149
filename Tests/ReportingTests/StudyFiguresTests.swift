import Analysis
import FoundationEssentials
import Reporting
import SimulatedStudies
import Statistics
import Streams
import Testing

/// One study for all tests that change nothing: making it costs more than looking at it.
let simulatedStudy = Result { try SimulatedRuns().study() }

@Suite struct StudyFiguresTests {
  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"))
  func everyFigureOfAStudyIsDrawnAndWhatIsMissingHasAReason() async throws {
    let figures = StudyFigures(try simulatedStudy.get(), digests: [])
    let names = try figures.drawings.map { try $0.figure().name }
    #expect(
      names == [
        "one-shot-scatter", "published-scatter", "published-histograms", "small-studies", "tau-by-passes", "tau-by-level", "tau-by-slice",
        "one-shot-bands",
        "agreement", "rank-changes",
      ])
    #expect(figures.absent == ["histograms: no population besides the design was scored"])
    try await inFolder { folder in
      // To look at the figures: CONCORD_FIGURES=folder.
      let kept = ProcessInfo.processInfo.environment["CONCORD_FIGURES"].map { "\($0)/study" }
      for drawing in figures.drawings {
        try await Gnuplot().draw(drawing.figure(), in: kept ?? folder, formats: kept == nil ? [.svg] : [.svg, .png])
      }
    }
  }

  @Test func scatterHasEachNetWithItsSpreads() throws {
    let study = try simulatedStudy.get(), figure = try StudyFigures(study, digests: []).drawings[0].figure(), net = study.nets[0],
      own = net.oneShot[0]
    let row = try #require(figure.data.split(separator: "\n").first { !$0.hasPrefix("#") }).split(separator: "\t").compactMap { Double($0) }
    #expect(abs(row[0] - own.reduce(0, +) / Double(own.count) * 100) < 1e-9)
    #expect(abs(row[1] - net.target.reduce(0, +) / Double(net.target.count)) < 1e-9)
    #expect(figure.data.split(separator: "\n").count { !$0.hasPrefix("#") } == 3 * 96)
    #expect(figure.script.contains("n = 96, S = 4, R = 1–2"))
  }

  @Test func aNetThatDivergedIsLeftOffTheAxesAndCounted() throws {
    var runs = try SimulatedRuns(seeds: 1), random = RandomStream(seed: 1, "a diverged run")
    runs.standAlone[0] = runs.run(runs.texts[0], seed: 0, accuracy: 0.5, diverged: true, &random)
    let study = try runs.study()
    let script = try StudyFigures(study, digests: []).drawings[0].figure().script
    #expect(script.contains("n = 96 (95 shown), S = 1, R = 1–2"))
  }

  /// Every supernet of the study has its mark, in its strategy's look, beside the published ones.
  @Test func eachSupernetIsAMarkAgainstItsTrainingLevel() throws {
    let study = try simulatedStudy.get()
    let figure = try #require(try StudyFigures(study, digests: []).drawings.map { try $0.figure() }.first { $0.name == "tau-by-level" })
    let rows = figure.data.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").compactMap { Double($0) } }
    #expect(rows.count == 12 + 4 && rows.prefix(12).map { $0[1] } == study.levels.map { $0.tau.value?.value ?? 2 })
    #expect(rows.prefix(12).allSatisfy { abs($0[0] - 40.5) < 1e-9 } && rows.suffix(4).map { $0[1] } == [0.9487, 0.6153, 0.4781, 0.4781])
    // FairNAS's thirteen one-shot accuracies have a mean of 67.2 %.
    #expect(abs(rows[12][0] - 67.2) < 0.2 && figure.script.contains("'12 supernets'"))
    for (block, look) in [(3, 2), (4, 1), (5, 3), (6, 11)] {
      #expect(figure.script.contains("index \(block) using 1:2 with points lt \(look)"), "\(block)")
    }
    // What FairNAS published are series: nobody knows of how many supernets.
    #expect(figure.script.contains("'4 published series'") && !figure.script.contains("'S = "))
  }

  /// The numbers of the table "bands", as the plot's data.
  @Test func bandsByDepthAreThoseOfTheTable() throws {
    let study = try simulatedStudy.get(), table = try StudyTables(study).bands()
    let figure = try #require(try StudyFigures(study, digests: []).drawings.map { try $0.figure() }.first { $0.name == "one-shot-bands" })
    let drawn = figure.data.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").compactMap { Double($0) } }
    let rows = table.rows.map { row in row.cells[1...5].compactMap { if case .number(let value) = $0 { value } else { nil } } }
    #expect(drawn == rows && drawn.count > 3 && Set(drawn.map { $0[0] }).count > 3)
    #expect(drawn.allSatisfy { $0[2] <= $0[3] && $0[3] <= $0[4] } && figure.caption.contains("Dashed: the reference's median"))
    // Three strategies: the other two have the reference's behind them.
    #expect(figure.script.split(separator: "\n").count { $0.contains("(dashed: SPOS)") } == 2)
  }

  @Test func bandsAreNamedForWhatTheyAre() throws {
    let passes = try StudyFigures(try simulatedStudy.get(), digests: []).drawings[4].figure()
    #expect(passes.caption.contains("Bands: range over supernets.") && passes.caption.contains("not shorter trainings"))
  }
}
