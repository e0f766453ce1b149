import Analysis
import Datasets
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import SimulatedStudies
import Testing

@Suite struct TablesReproductionTests {
  /// The committed study with the simulated files below a folder, or with those of its own names.
  private func simulated(_ folder: TemporaryFolder) throws -> TablesExperiment {
    for (name, text) in SimulatedTables.texts { try Data(text.utf8).write(to: URL(filePath: folder[name])) }
    var own = try Self.declared()
    let files = SimulatedTables.texts.map { TablesExperiment.File(file: $0.name, source: "somebody") }
    own.tables = TablesExperiment.Tables(
      supernets: files[0], cells: files[1], angles: files[2], networks: files[3], skips: files[4], finalSkips: files[5])
    own.draws = 200
    return own
  }

  private static func declared() throws -> TablesExperiment {
    try StrictYAML.decode(TablesExperiment.self, try #require(TablesExperimentTests.text), file: "tables.yaml")
  }

  @Test func tablesAreReadFromTheFolderAndTheirContentDecides() throws {
    let folder = try TemporaryFolder(), environment = ["CONCORD_TABLES": folder.path]
    let own = TablesReproduction(try simulated(folder), .nowhere(environment))
    #expect(own.missing.isEmpty)
    #expect(try own.study() == TablesStudy(SimulatedTables.files(), draws: 200))
    // Compressed, a table is the same but for its digest.
    var packed = own.tables
    packed.tables.angles = TablesExperiment.File(
      file: folder["angles.csv.xz"], source: "somebody", digest: nil, size: SimulatedTables.texts[2].text.utf8.count)
    try Data(xz(Array(SimulatedTables.texts[2].text.utf8))).write(to: URL(filePath: folder["angles.csv.xz"]))
    #expect(try TablesReproduction(packed, .nowhere(environment)).study().angles == own.study().angles)
    packed.tables.angles.size = 10
    #expect(throws: DatasetError.self) { try TablesReproduction(packed, .nowhere(environment)).study() }
  }

  @Test func missingAndOtherTablesAreNamed() throws {
    let folder = try TemporaryFolder(), declared = try Self.declared()
    let none = TablesReproduction(declared, .nowhere(["CONCORD_TABLES": folder.path]))
    #expect(none.missing.count == 6)
    let error = #expect(throws: ExperimentError.self) { try none.study() }
    #expect(error == none.missing[0] && error?.concernsFiles == true)
    #expect(none.missing.allSatisfy { "\($0)".contains("set CONCORD_TABLES to its folder") })
    var other = try simulated(folder)
    other.tables.cells.digest = String(repeating: "0", count: 64)
    let differs = #expect(throws: ExperimentError.self) {
      try TablesReproduction(other, .nowhere(["CONCORD_TABLES": folder.path])).study()
    }
    #expect(differs.map { "\($0)".contains("cells.csv has SHA-256") } == true, "\(String(describing: differs))")
  }
}

extension Surroundings {
  /// Without any run file.
  static func nowhere(_ environment: [String: String] = [:]) -> Surroundings {
    Surroundings(results: Results("/nowhere"), environment: environment)
  }
}
