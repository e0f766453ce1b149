import Digests
import Fixtures
import FoundationEssentials
import Testing

/// `concord cite`: BibTeX from the one list of references.
@Suite struct CiteTests {
  private static let list = "\(Fixtures.root)/docs/references.md"

  /// In the repository's folder by its variable, wherever tests run.
  private func cite(_ arguments: String...) async throws -> Invocation {
    try await Invocation(["cite"] + arguments, environment: ["CONCORD_SHARE": Fixtures.root])
  }

  private func keys(_ text: String) -> Set<String> {
    Set(text.split(separator: "\n").filter { $0.hasPrefix("@") }.compactMap { $0.split(separator: "{").last?.dropLast() }.map(String.init))
  }

  @Test func everyReferenceBecomesAnEntryWithAuthorTitleAndYear() async throws {
    let all = try await cite("--all"), text = try String(contentsOf: URL(filePath: Self.list), encoding: .utf8)
    #expect(all.code == 0, "\(all.errors)")
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("- **[") }
    #expect(keys(all.output).count == lines.count + 1)
    for entry in all.output.split(separator: "@misc").dropFirst() {
      for field in ["author", "title", "year"] { #expect(entry.contains("  \(field) = {"), "\(entry)") }
      #expect(!entry.contains("author = {}") && !entry.contains("title = {{}}") && entry.count { $0 == "{" } == entry.count { $0 == "}" })
    }
    let fairNAS = """
      @misc{Chu2021,
        author = {X. Chu and B. Zhang and R. Xu},
        title = {{FairNAS: Rethinking evaluation fairness of weight sharing neural architecture search}},
        year = {2021},
        howpublished = {ICCV 2021},
        eprint = {1907.01845},
        archiveprefix = {arXiv},
      }
      """
    #expect(all.output.contains(fairNAS))
  }

  @Test func anExperimentCitesItsDataSpaceStrategiesAndStatistics() async throws {
    let ranking = try await cite("ranking", "--profile", "smoke")
    #expect(ranking.code == 0, "\(ranking.errors)")
    let found = keys(ranking.output)
    for key in [
      "concord", "Guo2020", "Chu2021", "Su2021", "Xiao2017", "Mellor2021", "Tanaka2020", "Kendall1945", "Holm1979", "Loshchilov2017",
    ] {
      #expect(found.contains(key), "\(key)")
    }
    #expect(found.isDisjoint(with: ["Liu2019", "Krizhevsky2009", "Deb2002", "Kingma2015", "Cai2019"]), "\(found.sorted())")
    // A search on supernets stands on what its ranking stands on.
    let search = try await cite("spos-search", "--profile", "smoke")
    #expect(search.code == 0 && keys(search.output).isSuperset(of: ["Guo2020", "Su2021", "Xiao2017"]), "\(search.errors)")
  }

  /// What the schema knows by a word of its own has a reference, or is Concord's.
  @Test func everyWordOfTheSchemaHasAReference() async throws {
    let schema: JSON = try await Invocation("schema").json, text = try String(contentsOf: URL(filePath: Self.list), encoding: .utf8)
    guard case .object(let definitions)? = schema["$defs"] else { Issue.record("no definitions"); return }
    var words: Set<String> = []
    for name in ["StrategySpec", "SpaceVariant", "DataSource", "SearchAlgorithm", "RankingExperiment.Evaluation.Proxies"] {
      let own = try #require(definitions[name])
      for variant in own["oneOf"]?.array ?? [own] {
        words.formUnion((variant["properties.name.enum"]?.array ?? []).compactMap(\.text))
        words.formUnion((variant["properties.names.items.enum"]?.array ?? []).compactMap(\.text))
      }
    }
    #expect(words.count > 25, "\(words)")
    let own: Set = ["biased", "random", "synthetic", "declared", "image-folder", "image-pairs", "grad_norm"]
    for word in words.subtracting(own) { #expect(text.contains("`\(word)`"), "docs/references.md has nothing behind '\(word)'") }
  }
}
