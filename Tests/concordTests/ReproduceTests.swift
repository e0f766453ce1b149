import Digests
import Fixtures
import FoundationEssentials
import SimulatedStudies
import Store
import Testing

@Suite struct ReproduceTests {
  @Test func anExperimentIsPlannedRunAndThenDone() async throws {
    let folder = try TemporaryFolder(), common = try TinyExperiment.write(in: folder)
    let plan: JSON = try await Invocation(["reproduce", "--dry-run", "--json"] + common).json
    // Two strategies × two rates, fifteen nets, four supernets, six evaluations.
    #expect(plan["experiments.0.jobs"]?.number == 29 && plan["experiments.0.stale"]?.number == 29)
    #expect(plan["experiments.0.rates_chosen"] == .flag(false) && plan["experiments.0.learning_rates"]?.array?.count == 2)
    #expect(!FileManager.default.fileExists(atPath: folder["results"]))

    let run = try await Invocation(["reproduce"] + common)
    #expect(run.code == 0 && run.output.contains("FairNAS") && run.output.contains("report in"))
    #expect(run.errors.contains("done in"))
    let status: JSON = try await Invocation(["status", "--json"] + Array(common.dropLast(2))).json
    #expect(status["experiments.0.kinds.0.done"] == status["experiments.0.kinds.0.jobs"] && status["reproduce"] == .null)

    let again = try await Invocation(["reproduce", "--json"] + common)
    #expect(again.code == 0 && again.errors.contains("tiny: nothing to do, all 29 jobs are done"))
    let answer: JSON = try again.json
    #expect(answer["schema"]?.number == 1 && answer["experiments.0.nets"]?.number == 10)
    #expect(answer["experiments.0.strategies"]?.array?.count == 2 && answer["experiments.0.pilots"]?.array?.count == 4)
  }

  @Test func aSecondReproduceSaysWhoRunsAndWaits() async throws {
    let folder = try TemporaryFolder(), common = try TinyExperiment.write(in: folder), results = folder["results"]
    try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
    let lock = try JobLock("\(results)/reproduce.lock")
    async let waiting = Invocation(["reproduce"] + common)
    try await Self.untilItRuns(results)
    #expect(!FileManager.default.fileExists(atPath: "\(results)/specs"))
    _ = consume lock
    let run = try await waiting
    #expect(run.code == 0 && run.errors.contains("another reproduce runs in") && run.errors.contains("process "))
  }

  /// Until a process has been working on these results for two seconds.
  private static func untilItRuns(_ results: String) async throws {
    for _ in 0..<400 {
      let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
      let runs = processes.contains { process in
        FileManager.default.contents(atPath: "/proc/\(process)/cmdline").map { String(decoding: $0, as: UTF8.self).contains(results) }
          ?? false
      }
      if runs { return try await Task.sleep(for: .seconds(2)) }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  @Test func whatCannotBeAskedEndsWithTwo() async throws {
    let folder = try TemporaryFolder(), common = try TinyExperiment.write(in: folder, ("batch: 16", "bach: 16"))
    let tooMany = try await Invocation("reproduce", "--workers", "1000", "--threads", "2", "--dry-run")
    #expect(tooMany.code == 2 && tooMany.errors.contains("more than the"))
    let wrong = try await Invocation(["reproduce", "--dry-run"] + common)
    #expect(wrong.code == 2 && wrong.errors.contains("tiny.yaml:16: there is no key 'bach' here; did you mean 'batch'?"))
  }

  /// Nights have no launcher but this machine's.
  @Test func helpSpeaksOfSlurmWhereJobsMayBeIts() async throws {
    let reproduce = try await Invocation("reproduce", "--help"), nightly = try await Invocation("nightly", "--help")
    #expect(reproduce.output.contains("--workers is how many tasks of an array") && nightly.output.contains("--workers"))
    for word in ["Slurm", "of a task", "array"] { #expect(!nightly.output.contains(word), "\(word)") }
  }

  @Test func missingImagesEndWithFourButCanBePlannedFor() async throws {
    let declared = "{name: declared, set: Pictures, height: 8, width: 8, channels: 1, classes: 4, training: 240, test: 80}"
    let folder = try TemporaryFolder()
    let common = try TinyExperiment.write(
      in: folder, ("{name: synthetic, seed: 1, training: 240, test: 80, height: 8, width: 8, channels: 1, classes: 4}", declared))
    let run = try await Invocation(["reproduce"] + common)
    #expect(run.code == 4 && run.errors.contains("Pictures is missing"))
    let plan = try await Invocation(["reproduce", "--dry-run"] + common)
    #expect(plan.code == 0 && plan.output.contains("29 of 29 jobs to run") && plan.output.contains("Pictures is missing"))
    let unknown = try await Invocation("reproduce", "--profile", "tiniest", "--benchmarks", "\(Fixtures.root)/Benchmarks")
    #expect(unknown.code == 2 && unknown.errors.contains("has no profile 'tiniest'"), "\(unknown.errors)")
  }

  /// Nothing is trained: proxies of all nets against published accuracies, from the plan to a reference to compare with.
  @Test func anExperimentWithoutSupernetsIsRunAndReported() async throws {
    let folder = try TemporaryFolder(), text = TinyExperiment.text
    let start = try #require(text.firstRange(of: "supernets:")), end = try #require(text.firstRange(of: "evaluation:"))
    let scoring = "  policy: {name: recalibrated, images: 40}\n  blocks: 10\n  followed: 0\n"
    let common = try TinyExperiment.write(
      in: folder, (String(text[start.lowerBound..<end.lowerBound]), "supernets: none\n\(TinyExperiment.published)\n"),
      (scoring, "  proxies: {names: [naswot], batch: 8, seeds: [11, 12], batches: [5, 6]}\n"),
      ("first: FairNAS, second: SPOS", "first: NASWOT, second: MACs"), ("reference: SPOS", "reference: depth"))
    try Data(try SimulatedCensus.table(of: SimulatedCensus.small).utf8).write(to: URL(filePath: folder["made.json"]))
    let tables = ["CONCORD_TABLES": folder.path]
    let plan: JSON = try await Invocation(["reproduce", "--dry-run", "--json"] + common, environment: tables).json
    #expect(plan["experiments.0.jobs"]?.number == 2 && plan["experiments.0.learning_rates"] == nil)
    let run = try await Invocation(["reproduce"] + common, environment: tables)
    #expect(
      run.code == 0 && run.output.contains("n = 81 nets, S = 2 draws of weights and images, R = 3 published runs a net"), "\(run.errors)")
    #expect(!run.output.contains("supernet"), "\(run.output)")
    let page = try String(contentsOf: URL(filePath: folder["results/report/tiny.html"]), encoding: .utf8)
    for words in ["How truly nets are ranked before training", "What moves the tau of untrained nets", "with the images of the seeds 5, 6"]
    where !page.contains(words) { Issue.record("the page does not say '\(words)'") }
    let answer: JSON = try await Invocation(["reproduce", "--json"] + common, environment: tables).json
    #expect(answer["experiments.0.strategies"]?.array?.isEmpty == true && answer["experiments.0.claims.0.difference.value"]?.number != nil)
    let exported = try await Invocation(["report", "--export", folder["reference"]] + Array(common.dropLast(2)), environment: tables)
    #expect(exported.code == 0, "\(exported.errors)")
    let readMe = try String(contentsOf: URL(filePath: folder["reference/tiny/README.md"]), encoding: .utf8)
    #expect(readMe.contains("--x 'NASWOT draw 1' --y target"))
    let scores = try await Invocation("correlate", folder["reference/tiny/scores.csv"], "--x", "NASWOT draw 1", "--y", "target", "--json")
    #expect(scores.code == 0, "\(scores.errors)")
    let train = try await Invocation(
      ["train", "--experiment", "tiny", "--strategy", "SPOS", "--seed", "1"] + Array(common.dropLast(2)), environment: tables)
    #expect(train.code == 2 && train.errors.contains("SPOS"), "\(train.code) \(train.errors)")
  }

  /// The whole path of a published truth: planned without the table, refused without it, run with it.
  @Test func publishedAccuraciesAreATruth() async throws {
    let folder = try TemporaryFolder(), space = SimulatedCensus.small
    let common = try TinyExperiment.write(
      in: folder, (TinyExperiment.standAlone, TinyExperiment.published), ("{name: spos}}", "{name: spos}, rate: 1}"),
      ("gradients: sum}}", "gradients: sum}, rate: 0.5}"))
    let plan = try await Invocation(["reproduce", "--dry-run"] + common)
    #expect(plan.code == 0 && plan.output.contains("planned without the published table: the table made.json is missing"))
    let missing = try await Invocation(["reproduce"] + common)
    #expect(missing.code == 4 && missing.errors.contains("get it from somebody, and set CONCORD_TABLES to its folder"))

    try Data(try SimulatedCensus.table(of: space).utf8).write(to: URL(filePath: folder["made.json"]))
    let tables = ["CONCORD_TABLES": folder.path]
    let run = try await Invocation(["reproduce"] + common, environment: tables)
    #expect(run.code == 0 && run.output.contains("n = 81 nets, S = 2 supernets a strategy, R = 3 published runs a net"), "\(run.errors)")
    let page = try String(contentsOf: URL(filePath: folder["results/report/tiny.html"]), encoding: .utf8)
    for words in ["published mean of three", "somebody", "All nets of the space are in", "No net is trained alone", "set before the run"]
    where !page.contains(words) { Issue.record("the page does not say '\(words)'") }
    let answer: JSON = try await Invocation(["reproduce", "--json"] + common, environment: tables).json
    #expect(answer["experiments.0.nets"]?.number == 81 && answer["experiments.0.runs_per_net"]?.text == "3")
    let exported = try await Invocation(
      ["report", "--export", folder["reference"]] + Array(common.dropLast(2)), environment: tables)
    #expect(exported.code == 0 && exported.output.contains(folder["reference/tiny"]), "\(exported.errors)")
    // The page of all claims has this one, and each links to the other.
    let claims = try String(contentsOf: URL(filePath: folder["results/report/index.html"]), encoding: .utf8)
    #expect(claims.contains("<a href=\"tiny.html\">tiny</a>") && claims.contains("1 claims of 1 experiments"), "\(claims.prefix(3_000))")
    #expect(page.contains("<a href=\"index.html\">All claims of all experiments</a>"))
    let rows = try String(contentsOf: URL(filePath: folder["results/report/claims.csv"]), encoding: .utf8)
    #expect(try String(contentsOf: URL(filePath: folder["reference/claims.csv"]), encoding: .utf8) == rows)
    #expect(rows.split(separator: "\n").count == 2 && rows.contains("tau-b, FairNAS − SPOS"), "\(rows)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder["reference/tiny"])
    for name in ["README.md", "scores.csv", "strategies.csv", "provenance.csv", "experiment.json", "figures/one-shot-scatter.pdf"]
    where !files.contains(name) { Issue.record("\(name) was not exported") }
    for name in files where [".md", ".csv", ".json", ".svg"].contains(where: name.hasSuffix) {
      let text = try String(contentsOf: URL(filePath: folder["reference/tiny/\(name)"]), encoding: .utf8)
      #expect(!text.contains(folder.path), "\(name) names a folder of this machine")
    }
    let scores = try await Invocation("correlate", folder["reference/tiny/scores.csv"], "--x", "SPOS seed 1", "--y", "target", "--json")
    #expect(scores.code == 0, "\(scores.errors)")
    let alone81 = try await Invocation(
      ["stand-alone", "--experiment", "tiny", "--architecture", "0000", "--seed", "1"] + Array(common.dropLast(2)), environment: tables)
    #expect(alone81.code == 2 && alone81.errors.contains("whose accuracies are published"))
  }
}
