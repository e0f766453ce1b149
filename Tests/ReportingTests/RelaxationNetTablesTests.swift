import Analysis
import Reporting
import SimulatedStudies
import Testing

@Suite struct RelaxationNetTablesTests {
  private let simulated = SimulatedWeights()

  private func tables(_ alone: [[AloneNet?]]) throws -> RelaxationTables {
    let searches = try alone.enumerated().map { try simulated.relaxation("A", seed: $0 + 1, skips: 0.8, alone: $1) }
    return RelaxationTables(try RelaxationStudy(space: simulated.space, searches, claim: SimulatedWeights.claim))
  }

  @Test func deviationsAreThoseOfASample() throws {
    let net = { try SimulatedWeights.net($0, macs: $1) }
    let table = try tables([[net(0.70, 3_000_000), net(0.5, 1_000_000)], [net(0.72, 5_000_000), nil], [nil, net(0.6, 2_000_000)]]).nets()
    #expect(
      table.rows.map { $0.cells[0] }
        == ["1", "2", "3", "mean", "sd over seeds (n − 1)"].map { .text($0) })
    let csv = table.csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(csv[1].suffix(4) == ["3", "0.01", "70", "69"], "\(csv)")
    let deviation = try #require(Double(csv[5][csv[5].count - 2])), mean = try #require(Double(csv[4][csv[4].count - 2]))
    #expect(abs(deviation - 2.0.squareRoot()) < 1e-9 && abs(mean - 71) < 1e-9)
    #expect(table.markdown.contains("no network to train"))
  }

  @Test func oneNetHasNoDeviation() throws {
    let table = try tables([[SimulatedWeights.net(0.7, macs: 3_000_000)]]).nets()
    #expect(table.markdown.contains("fewer than two nets") && table.rows.count == 3)
  }

  @Test func findingsOfTheComparisonAreThoseOfTheStudy() throws {
    let study = try simulated.study(), table = try RelaxationTables(study).comparison(), rows = PublishedComparison(study).rows
    #expect(table.rows.count == rows.count && table.rows[0].cells[4] == .verdict("supported", .good))
    for (cells, row) in zip(table.rows.map(\.cells), rows) where row.finding == nil {
      #expect(cells[4] == .verdict("not comparable", .neutral))
    }
  }
}
