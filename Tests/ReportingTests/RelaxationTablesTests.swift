import Analysis
import Reporting
import SimulatedStudies
import Testing

@Suite struct RelaxationTablesTests {
  /// protocol, section 9 asks for the gap also as a share of what the mixture knows.
  @Test func theGapIsPrintedInPointsAndRelativeToTheMixture() throws {
    let study = try SimulatedWeights().study(), table = try RelaxationTables(study).methods()
    let titles = table.columns.map(\.title), absolute = try #require(titles.firstIndex(of: "gap")), relative = absolute + 1
    #expect(titles[relative] == "relative gap" && table.notes.contains { $0.contains("gap/(mixture − 1/K), K = 4") })
    for (row, group) in zip(table.rows, study.groups) {
      guard case .estimate(let gap, _) = row.cells[absolute], case .estimate(let share, _) = row.cells[relative] else {
        Issue.record("no gap of \(group.label)")
        continue
      }
      // Mixtures reach .9 of four classes, genotypes with weight 1 .25.
      #expect(abs(gap - 65) < 1e-9 && abs(share - 100) < 1e-9)
    }
  }
}
