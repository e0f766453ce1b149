import Experiments
import Fixtures
import FoundationEssentials
import Testing

@Suite struct TablesExperimentTests {
  static let text = try? String(contentsOf: URL(filePath: "\(Fixtures.root)/Benchmarks/laptop/published-tables.yaml"), encoding: .utf8)

  private func read(_ old: String = "", _ new: String = "") throws -> TablesExperiment {
    let text = try #require(Self.text)
    #expect(old.isEmpty || text.contains(old))
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    return try #require(try ExperimentKinds.house.experiment(reading: changed, file: "tables.yaml") as? TablesExperiment)
  }

  @Test func theKeyTellsTablesFromRankings() throws {
    let own = try read()
    #expect(own.name == "published-tables" && own.k == 10 && own.tables.supernets.size == 1_707_223)
    #expect(try JSONDecoder().decode(TablesExperiment.self, from: JSONEncoder().encode(own)) == own)
    let ranking = try ExperimentKinds.house.experiment(reading: try DeclaredExperiment.text("laptop"), file: "ranking.yaml")
    #expect(ranking is RankingExperiment && ranking.name == "ranking")
  }

  @Test(arguments: [
    ("k: 10", "k: 4", "tables.yaml:33: k is 4, should be 5 or more"), ("draws: 10000", "draws: 10", "draws is 10, should be from 100"),
    ("  angles:", "  angels:", "there is no key 'angels' here; did you mean 'angles'?"),
    ("    size: 1707223\n", "", "tables.supernets.size is missing, should be the bytes of the decompressed file"),
    ("    digest: a37d", "    digest: A37d", "tables.supernets.digest is 'A37d"),
    ("size: 1707223", "size: 0", "tables.supernets.size is 0"),
    ("file: anglenas_rank50.csv", "file: ''", "tables.angles.file is empty"), ("seed: 1", "seed: -1", "seed is -1"),
    ("title: What", "titel: What", "there is no key 'titel' here; did you mean 'title'?"), ("name: pub", "name: a b", "should be a word"),
  ]) func whatIsWrongIsNamed(old: String, new: String, said: String) {
    let error = #expect(throws: ExperimentError.self) { try read(old, new) }
    #expect(error.map { "\($0)".contains(said) } == true, "\(String(describing: error))")
  }
}
