import Analysis
import Reporting
import SimulatedStudies
import Streams
import Testing

/// Tables and figures of a study without supernets.
@Suite struct UntrainedTablesTests {
  private func study(reference: String, minibatches: Int = 1) throws -> RankingStudy {
    let runs = try SimulatedRuns()
    let scores = (0..<3).map { i in
      (0..<minibatches).map { b in
        var random = RandomStream(seed: UInt64(10 * i + b), "scores")
        return Dictionary(uniqueKeysWithValues: runs.texts.map { ($0, Double($0.count { $0 != "0" }) + random.normal()) })
      }
    }
    return try RankingStudy(
      space: runs.space, truth: .trained(runs.standAlone), evaluations: [], supernets: [],
      crossed: [CrossedPredictions("NASWOT", scores: scores)],
      primary: Primary(policy: "inherited", reference: reference, k: 5, draws: 200))
  }

  @Test func onlyWhatIsThereIsShown() throws {
    let study = try study(reference: "NASWOT"), tables = StudyTables(study), best = study.bestTrivialBaseline
    #expect(try tables.all().map(\.name) == ["claims", "strategies"] && StudyFigures(study, digests: []).absent.isEmpty)
    let strategies = try tables.strategies()
    #expect(
      strategies.title
        == "How truly nets are ranked before training: n = 96 nets, S = 3 draws of weights and images, R = 1–2 stand-alone runs a net")
    #expect(strategies.notes.allSatisfy { !$0.contains("supernet") }, "\(strategies.notes)")
    #expect(strategies.columns.map(\.title).suffix(2) == ["minus NASWOT", "minus \(best)"])
    let row = try #require(strategies.rows.first { $0.cells[0] == .text("NASWOT") })
    #expect(row.cells[6] == .text(""), "a predictor is not compared with itself")
    guard case .estimate = row.cells[7], case .number = row.cells[5] else { Issue.record("no difference or no regret: \(row)"); return }
    #expect(strategies.rows.allSatisfy { $0.cells.count == strategies.columns.count })
    // A reference that is the best of what is counted stands once.
    let single = try StudyTables(try self.study(reference: best)).strategies()
    #expect(single.columns.map(\.title).suffix(2) == ["regret@5", "minus \(best)"])
    #expect(try StudyTables(try self.study(reference: best, minibatches: 2)).all().map(\.name) == ["claims", "strategies", "proxy-spread"])
    let figures = try StudyFigures(study, digests: []).drawings.map { try $0.figure().name }
    #expect(figures == ["agreement"])
    let lines = try tables.scores().csv.split(separator: "\n")
    #expect(lines[0] == "architecture,depth,macs,parameters,target,NASWOT draw 1,NASWOT draw 2,NASWOT draw 3" && lines.count == 97)
  }
}
