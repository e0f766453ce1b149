import Analysis
import Reporting
import SimulatedStudies
import Statistics
import Testing

@Suite struct RelaxationRankingTablesTests {
  private let study = Result { try SimulatedRelaxations.study() }

  @Test func theTablesShowTheRankingsNumbers() throws {
    let study = try study.get(), tables = RelaxationTables(study), ranking = try #require(study.ranking)
    #expect(
      try tables.random().map(\.name) == ["alone", "genotype-ranking", "genotype-ranking-seeds", "genotype-agreement", "costs"])
    let table = try #require(try tables.ranking()), tau = try #require(ranking.rows[0].unweighted.tau().value)
    #expect(table.sections.map(\.name) == ["weight 1", "the mixture's weights", "baselines", "reference lines"])
    guard case .estimate(tau.value, let spans) = table.rows[0].cells[2] else { Issue.record("\(table.rows[0].cells[2])"); return }
    let these = try #require(tau.theseSupernets.interval), all = try #require(tau.theStrategy.interval)
    #expect(spans == [.init(these.low, these.high), .init(all.low, all.high)])
    #expect(table.columns[4].title == "minus \(ranking.bestBaseline)")
    let scores = try #require(try tables.rankingScores())
    #expect(scores.rows.count == ranking.nets.count && scores.columns.count == 5 + 2 * ranking.searches.count)
  }

  @Test func aloneAndCostsAreInTheirUnits() throws {
    let study = try study.get(), tables = RelaxationTables(study), alone = try tables.alone(), costs = try tables.costs()
    #expect(alone.rows.map { $0.cells[0] } == [.text("A"), .text("uniform")] && alone.rows.map(\.section) == ["searched", "random"])
    guard case .estimate(let value, _) = alone.rows[0].cells[4] else { Issue.record("\(alone.rows[0].cells[4])"); return }
    #expect(value == 100 * (study.alone[0].mean.value?.value ?? 0))
    // 60 s of two epochs; memory of 1 MB.
    #expect(costs.rows[0].cells.dropFirst(3).prefix(2) == [.number(60.0 / 3_600), .number(30)])
    #expect(costs.rows[0].cells[7] == .number(1) && costs.rows[0].cells[8] == .number(1) && costs.rows[1].cells[9] == .number(2))
  }

  @Test func whatWasNotAskedForIsLeftOut() throws {
    let plain = try SimulatedRelaxations.study(ranking: false), tables = RelaxationTables(plain)
    #expect(try tables.ranking() == nil && tables.rankingScores() == nil && tables.random().map(\.name) == ["alone", "costs"])
    #expect(!(RelaxationFigures(plain).drawings.contains { $0 is OneShotScatter || $0 is AgreementMap }))
  }
}

@Suite struct RelaxationRankingFiguresTests {
  @Test func eachMethodHasAPanelAndEachSupernetARow() throws {
    let study = try SimulatedRelaxations.study(), drawings = RelaxationFigures(study).drawings
    let scatter = try #require(drawings.compactMap { $0 as? OneShotScatter }.first)
    #expect(scatter.panels.map(\.title) == ["A", "B"] && scatter.panels.allSatisfy { $0.points.count == 12 && $0.supernets == 2 })
    let point = scatter.panels[0].points[3], ranking = try #require(study.ranking)
    let own = ranking.searches.filter { $0.label == "A" }.map { $0.unweighted[3] }
    #expect(abs(point.x - (own[0] + own[1]) / 2) < 1e-12 && point.y == ranking.nets[3].test && point.xError != nil)
    let map = try #require(drawings.compactMap { $0 as? AgreementMap }.first)
    #expect(map.groups.map(\.rows.count) == [2, 2, 1, 1, 1, 1] && map.values.count == 8)
    #expect(map.values[0][0] == nil && map.values[0][7] == ranking.rows[0].unweighted.each[0].value?.value)
    #expect(try scatter.figure().caption.contains("The same 12 random genotypes"))
  }
}
