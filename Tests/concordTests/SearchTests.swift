import Digests
import Fixtures
import FoundationEssentials
import Testing

@Suite struct SearchTests {
  private static let table = "\(Fixtures.root)/Benchmarks/tables/nas-bench-macro_cifar10.json.xz"

  @Test func evolutionFindsTheBestOfTheShippedTable() async throws {
    let folder = try TemporaryFolder(), common = ["search", "--table", Self.table, "--results", folder["results"]]
    let run = try await Invocation(common + ["--algorithm", "evolution", "--evaluations", "600"])
    #expect(
      run.code == 0 && run.output.contains("600 networks evaluated, the best:")
        && run.output.contains("\n22212220\t93.1267\t85164544\t1985514\t"), "\(run.errors)")
    let front: JSON = try await Invocation(
      common + [
        "--algorithm", "{name: nsga2, population: 20}", "--objectives", "score,macs", "--bound", "60e6", "--evaluations", "100", "--json",
      ]
    ).json
    #expect(front["schema"]?.number == 1 && front["evaluations"]?.number == 100 && front["order"]?.array?.count == 100)
    let found = try #require(front["found"]?.array)
    #expect(found.count > 5 && found.allSatisfy { ($0["macs"]?.number ?? .infinity) <= 60e6 })
    // The same question is answered from its run file.
    #expect(try await Invocation(common + ["--algorithm", "evolution", "--evaluations", "600"]).output == run.output)
  }

  @Test func aColumnOfAnyonesFileIsAnObjective() async throws {
    let folder = try TemporaryFolder(), scores = "\(Fixtures.root)/results/reference/nas-bench-macro-1000/scores.csv"
    let common = ["search", "--table", scores, "--results", folder["results"]]
    let run = try await Invocation(common + ["--column", "SPOS seed 1", "--algorithm", "random", "--evaluations", "3969"])
    #expect(run.code == 0 && run.output.contains("3969 networks evaluated, the best:"), "\(run.errors)")
    let more = try await Invocation(common + ["--column", "SPOS seed 1", "--algorithm", "random", "--evaluations", "5000"])
    #expect(more.output.contains("3969 networks evaluated of 5000, then nothing new was found, the best:"), "\(more.output)")
    let wrong = try await Invocation(common + ["--column", "SPOS seed 9"])
    #expect(wrong.code != 0 && wrong.errors.contains("has no column 'SPOS seed 9'"), "\(wrong.errors)")
  }

  @Test(arguments: [
    (["--algorithm", "revolution"], "is 'revolution', should be one of random, evolution"),
    (["--algorithm", "{name: evolution, top: 0}"], "top is 0"),
    (["--algorithm", "{name: nsga2, policy: {name: lstm, units: 7}}"], "holds what cannot be used: policy: units: 7 is no multiple of 8"),
    (["--objectives", "score,size"], "'size' is none of score, macs"),
    (["--objectives", "score,macs"], "goes by one objective"), (["--bound", "1e3"], "macs runs from 7713280"),
    (["--bound", "-1"], "--bound"),
    (["--space", "nas-bench-micro"], "did you mean 'nas-bench-macro'?"), (["--evaluations", "0"], "--evaluations"),
    (["--seed", "-1"], "--seed"),
    (["--objectives", "score,latency", "--algorithm", "nsga2"], "latency needs --latency"),
    (["--objectives", "score,parameters,few-parameters", "--algorithm", "nsga2"], "is named twice"),
  ]) func whatCannotBeSearchedIsNamedBeforeAnythingRuns(arguments: [String], said: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await Invocation(["search", "--table", Self.table, "--results", folder["results"]] + arguments)
    #expect(run.code == 2 && run.errors.contains(said), "\(run.code) \(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder["results/search"]))
  }

  /// What is given out keeps the limit, and how many do is said; where none does, all are given.
  @Test(arguments: [(90.0, true), (99.0, false)]) func theFrontIsOfThoseThatKeepTheLimit(limit: Double, isKept: Bool) async throws {
    let folder = try TemporaryFolder()
    let run = try await Invocation([
      "search", "--table", Self.table, "--results", folder["results"], "--algorithm", "{name: nsga2, population: 10, limit: \(limit)}",
      "--objectives", "score,macs,few-parameters", "--evaluations", "100", "--json",
    ])
    let answer = try run.json, kept = try #require(answer["keeping_limit"]?.number)
    let scores = try #require(answer["found"]?.array).compactMap { $0["scores"]?.array?.first?.number }
    #expect((kept > 0) == isKept && kept < 100 && !scores.isEmpty && scores.allSatisfy { ($0 >= limit) == isKept }, "\(run.output)")
  }

  @Test func aTableOrAnExperimentIsNeeded() async throws {
    #expect(try await Invocation("search").code == 2)
    #expect(try await Invocation("search", "search", "--table", "x").code == 2)
    #expect(try await Invocation("search", "--table", "nowhere.json").code == 4)
    #expect(try await Invocation("search", "search", "--profile", "smoke").code == 2)
  }

  /// A look-up table of latencies as an objective: what is found lies on the front of score and latency.
  @Test func aLatencyTableIsAnObjective() async throws {
    let folder = try TemporaryFolder(), places = ["identity", "MB3_K3", "MB6_K5"]
    let rows = (1...8).flatMap { place in places.enumerated().map { "\(place),\($1),\(0.5 * Double($0))\n" } }.joined()
    try Data("place,operation,milliseconds\nfixed,,1\n\(rows)".utf8).write(to: URL(filePath: folder["latency.csv"]))
    let common = ["search", "--table", Self.table, "--results", folder["results"], "--algorithm", "nsga2", "--evaluations", "200"]
    let found: JSON = try await Invocation(
      common + ["--objectives", "score,latency", "--latency", folder["latency.csv"], "--json"]
    ).json
    let nets = try #require(found["found"]?.array)
    #expect(nets.count > 3)
    for net in nets {
      let digits = (net["architecture"]?.text ?? "").compactMap { $0.wholeNumberValue }
      #expect(net["scores"]?.array?.last?.number == digits.reduce(1) { $0 + 0.5 * Double($1) })
    }
    let wrong = try await Invocation(common + ["--objectives", "score,latency", "--latency", Self.table])
    #expect(wrong.code != 0 && wrong.errors.contains("concord: "), "\(wrong.errors)")
  }

  private static let hasGnuplot = FileManager.default.isExecutableFile(atPath: "/usr/bin/gnuplot")
  private static let hasFashionMNIST =
    FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist")
    || ProcessInfo.processInfo.environment["CONCORD_DATA"] != nil

  /// The study of searchers from nothing to its page, once more, and a search of it by hand.
  @Test(.enabled(if: hasGnuplot, "gnuplot is not installed: figures cannot be drawn here"))
  func theSmokeStudyRunsAndIsThenDone() async throws {
    let folder = try TemporaryFolder(), common = ["--profile", "smoke", "--results", folder["results"]]
    let run = try await Invocation(["reproduce", "search", "--plots", folder["plots"]] + common)
    #expect(run.code == 0 && run.output.contains("3 figures in") && run.output.contains("search.html"), "\(run.errors)")
    let again: JSON = try await Invocation(["reproduce", "search", "--json", "--plots", folder["plots"]] + common).json
    #expect(again["experiments.0.claims"]?.array?.count == 6 && again["experiments.0.nets"]?.number == 3969)
    let page = try String(contentsOf: URL(filePath: folder["results/report/search.html"]), encoding: .utf8)
    for words in ["What is found", "evolution beats random search", "True regret of the net", "<svg role=\"img\""]
    where !page.contains(words) {
      Issue.record("the page does not say '\(words)'")
    }
    let own = try await Invocation(["search", "search", "--searcher", "evolution", "--scores", "SPOS seed 2", "--seed", "9"] + common)
    #expect(own.code == 0 && own.output.contains("400 networks evaluated"), "\(own.errors)")
    let wrong = try await Invocation(["search", "search", "--searcher", "evolution", "--supernet", "1"] + common)
    #expect(wrong.code == 2 && wrong.errors.contains("--supernet"), "\(wrong.errors)")
  }

  /// The search on supernets, which trains them first, and one by hand.
  @Test(
    .enabled(if: hasGnuplot, "gnuplot is not installed: figures cannot be drawn here"),
    .enabled(if: hasFashionMNIST, "Fashion-MNIST is absent: install Debian's package dataset-fashion-mnist")
  ) func theSmokeSearchOnSupernetsRunsAndIsThenDone() async throws {
    let folder = try TemporaryFolder(), common = ["--profile", "smoke", "--results", folder["results"]]
    let run = try await Invocation(["reproduce", "spos-search", "--plots", folder["plots"]] + common)
    #expect(run.code == 0 && run.output.contains("1 figures in"), "\(run.errors)")
    let again: JSON = try await Invocation(["reproduce", "spos-search", "--json", "--plots", folder["plots"]] + common).json
    #expect(again["experiments.0.found"]?.array?.count == 4 && again["experiments.0.claims"]?.array?.count == 2)
    // The experiment's own search, and one of another seed.
    let live = ["search", "spos-search", "--searcher", "evolution", "--supernet", "2"] + common
    let same: JSON = try await Invocation(live + ["--json"]).json
    let declared = again["experiments.0.found"]?.array?.first { $0["searcher"] == .text("evolution") && $0["supernet"]?.number == 2 }
    #expect(same["found.0.architecture"] == declared?["net"] && declared != nil)
    #expect(try await Invocation(live + ["--seed", "9"]).output.contains("30 networks evaluated"))
    // An evaluation of two nets is no table of all.
    let supernets = try FileManager.default.contentsOfDirectory(atPath: folder["results/supernet"]).filter { $0.hasSuffix(".h5") }
    let supernet = folder["results/supernet/\(try #require(supernets.first))"]
    let scored: JSON = try await Invocation(
      "evaluate", "--supernet", supernet, "--architecture", "22212220", "--architecture", "11111111", "--json"
    ).json
    let few = try await Invocation("search", "--table", try #require(scored["run"]?.text))
    #expect(few.code == 2 && few.errors.contains("scores 2 of the 3969 networks"), "\(few.errors)")
    let wrong = try await Invocation(["search", "spos-search", "--searcher", "evolution", "--supernet", "7"] + common)
    #expect(wrong.code == 2 && wrong.errors.contains("should be one of 1, 2"), "\(wrong.errors)")
  }

  /// AngleNAS's pipeline: what is found lies in what its supernet left.
  @Test(
    .enabled(if: hasGnuplot, "gnuplot is not installed: figures cannot be drawn here"),
    .enabled(if: hasFashionMNIST, "Fashion-MNIST is absent: install Debian's package dataset-fashion-mnist")
  ) func theSmokePipelineShrinksItsSpaceAndSearchesWhatIsLeft() async throws {
    let folder = try TemporaryFolder(), common = ["--profile", "smoke", "--results", folder["results"]]
    let run = try await Invocation(["reproduce", "angle-pipeline", "--plots", folder["plots"]] + common)
    #expect(run.code == 0 && run.output.contains("1 figures in"), "\(run.errors)")
    let again: JSON = try await Invocation(["reproduce", "angle-pipeline", "--json", "--plots", folder["plots"]] + common).json
    #expect(again["experiments.0.found"]?.array?.count == 4 && again["experiments.0.claims"]?.array?.count == 1)
    let page = try String(contentsOf: URL(filePath: folder["results/report/angle-pipeline.html"]), encoding: .utf8)
    #expect(page.contains("How the space shrank in front of the search") && page.contains("operations gone"))
    // 25 operations of four layers, three a step until at most 100 codes are left.
    let rows = try String(contentsOf: URL(filePath: folder["results/report/angle-pipeline/shrunk.csv"]), encoding: .utf8).split(
      separator: "\n")
    #expect(rows.count > 4, "\(rows)")
  }

  /// Each score has supernets of its own, and exact scores stand beside what they leave.
  @Test(.enabled(if: hasGnuplot, "gnuplot is not installed: figures cannot be drawn here"))
  func theSmokeShrinkingTrainsOnBetweenSteps() async throws {
    let folder = try TemporaryFolder(), common = ["--profile", "smoke", "--results", folder["results"], "--plots", folder["plots"]]
    let run = try await Invocation(["reproduce", "shrinking-trained"] + common)
    #expect(run.code == 0 && run.output.contains("What is left at the end, by score"), "\(run.errors)")
    for score in ["angle", "accuracy", "random", "exact"] { #expect(run.output.contains("\n\(score) "), "\(score)") }
    let again: JSON = try await Invocation(["reproduce", "shrinking-trained", "--json"] + common).json
    #expect(again["experiments.0.claims"]?.array?.count == 1)
  }
}
