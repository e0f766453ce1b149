import Analysis
import SimulatedStudies
import Statistics
import Testing

@Suite struct AngleRanksTests {
  /// Twenty ranks reversed within their tens: 100 pairs of different tens agree, 90 within a ten do not.
  @Test func tauOfBlocksIsThatOfTheirChoice() throws {
    let columns = try AngleRanks(SimulatedTables.files().angles).columns
    #expect(columns.map(\.images) == [.cifar10, .cifar100, .imageNet16])
    #expect(columns[0].concordant == 100 && columns[0].discordant == 90 && abs(columns[0].tau.value - 10.0 / 190) < 1e-15)
    #expect(columns[0].outsideTens == 0 && columns[0].withinTens.value?.value == -1)
    #expect(columns[1].tau.value == 1 && columns[1].withinTens.value?.value == 1)
    #expect(columns[2].tau.value == -1 && columns[2].outsideTens == 20)
  }
}
