import Digests
import Analysis
import Experiments
import Fixtures
import FoundationEssentials
import SimulatedStudies
import Testing

@Suite struct TableFileTests {
  private func published(_ table: String, digest: String? = nil) throws -> RankingExperiment.Published {
    let experiment = try StrictYAML.decode(RankingExperiment.self, Samples.published, file: "small.yaml")
    guard case .published(var own) = experiment.truth else { throw ExperimentError.value(field: "truth", reason: "is not published") }
    (own.table, own.digest) = (table, digest)
    return own
  }

  @Test func theTableIsFoundByItsPathAndBelowTheFolder() throws {
    let folder = try TemporaryFolder(), text = try SimulatedCensus.table(of: SimulatedCensus.small)
    try Data(text.utf8).write(to: URL(filePath: folder["made.json"]))
    let whole = try published(folder["made.json"]).read(of: SimulatedCensus.small, environment: [:])
    let below = try published("made.json").read(of: SimulatedCensus.small, environment: ["CONCORD_TABLES": folder.path])
    #expect(whole == below && whole.runs.count == 81)
    #expect(
      try published("made.json", digest: whole.digest.hex).read(of: SimulatedCensus.small, environment: ["CONCORD_TABLES": folder.path])
        == whole)
    let other = String(repeating: "0", count: 64)
    #expect(
      throws: ExperimentError.tableDiffers(path: folder["made.json"], found: whole.digest.hex, expected: other, source: "somebody")
    ) { try published(folder["made.json"], digest: other).read(of: SimulatedCensus.small, environment: [:]) }
  }

  @Test func aMissingTableSaysWhereItWasLookedForAndWhereToGetIt() throws {
    let error = #expect(throws: ExperimentError.self) { try published("made.json").read(of: SimulatedCensus.small, environment: [:]) }
    #expect(
      error == .tableMissing(file: "made.json", looked: ["the working folder", "CONCORD_TABLES, which is not set"], source: "somebody"))
    #expect(error?.concernsFiles == true && error.map { "\($0)".contains("get it from somebody, and set CONCORD_TABLES") } == true)
    #expect(
      throws: ExperimentError.tableMissing(file: "made.json", looked: ["the working folder", "/nowhere"], source: "somebody")
    ) { try published("made.json").read(of: SimulatedCensus.small, environment: ["CONCORD_TABLES": "/nowhere"]) }
  }

  @Test func aFolderIsNoTable() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: ExperimentError.self) { try published(folder.path).read(of: SimulatedCensus.small, environment: [:]) }
    guard case .tableUnreadable? = error else { Issue.record("\(String(describing: error))"); return }
  }
}
