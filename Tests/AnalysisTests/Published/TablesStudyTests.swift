import Analysis
import FoundationEssentials
import SimulatedStudies
import Testing

@Suite struct TablesStudyTests {
  @Test func theSameTablesGiveTheSameStudyAndItIsAValue() throws {
    let study = try TablesStudy(SimulatedTables.files(), draws: 200), again = try TablesStudy(SimulatedTables.files(), draws: 200)
    #expect(study == again && study.sources.map(\.name) == SimulatedTables.texts.map(\.name))
    let encoder = JSONEncoder()
    #expect(try JSONDecoder().decode(TablesStudy.self, from: encoder.encode(study)) == study)
  }

  @Test func whatWasStatedIsReproducedOrNot() throws {
    let study = try TablesStudy(SimulatedTables.files(), draws: 100)
    // The made ranks are others than AngleNAS's; FairDARTS's accuracies are its own.
    #expect(study.statements.map(\.isReproduced) == [false, false, false, false, true, true])
    #expect(study.statements[4].here == study.searched[0].mean)
  }

  @Test(arguments: SimulatedTables.texts.map(\.name)) func everyFileIsReadForItsRole(name: String) {
    let error = #expect(throws: AnalysisError.self) { try TablesStudy(SimulatedTables.files(changing: name, to: "a,b\n1,2\n"), draws: 100) }
    #expect(error.map { "\($0)".contains(name) } == true, "\(String(describing: error))")
  }
}
