import Analysis
import Reporting
import SimulatedStudies
import Statistics
import Testing

@Suite struct StudyTablesTests {
  @Test func theTablesShowTheStudysNumbers() throws {
    let study = try simulatedStudy.get(), tables = StudyTables(study)
    #expect(try tables.all().map(\.name) == ["claims", "strategies", "populations", "supernet-agreement", "expenses"])
    let strategies = try tables.strategies(), first = study.strategies[0], tau = try #require(first.tau.value)
    let these = try #require(tau.theseSupernets.interval), all = try #require(tau.theStrategy.interval)
    #expect(strategies.rows[0].cells[0] == .text(first.strategy))
    #expect(strategies.rows[0].cells[1] == .estimate(tau.value, [.init(these.low, these.high), .init(all.low, all.high)]))
    for line in ["replicate", "oracle", "short training", "depth", "MACs", "parameters", "ridge on choices", "untrained supernet"] {
      #expect(strategies.rows.contains { $0.cells[0] == .text(line) }, "\(line)")
    }
  }

  @Test func eachClaimHasItsVerdict() throws {
    let study = try simulatedStudy.get(), table = try StudyTables(study).claims()
    #expect(table.rows.count == 3)
    for (row, claim) in zip(table.rows, study.claims) {
      let finding = try #require(claim.verdict).finding.rawValue
      #expect(row.cells.contains { if case .verdict(finding, _) = $0 { true } else { false } })
    }
  }

  @Test func oneSupernetGivesReasonsWhereIntervalsOfTheStrategyWouldStand() throws {
    let table = try StudyTables(try SimulatedRuns(seeds: 1).study()).strategies()
    guard case .estimate(_, let spans) = table.rows[0].cells[1] else {
      Issue.record("no tau")
      return
    }
    #expect(
      spans[0] != nil && spans[1] == nil && table.markdown.contains("[–]") == false && table.terminal(hasColour: false).contains("[–]"))
  }
}
