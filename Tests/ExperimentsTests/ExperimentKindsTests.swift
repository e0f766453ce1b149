import Datasets
import Digests
import Engine
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Reporting
import Store
import Testing
import ToyKinds

/// A kind of experiment that no list knows: what is said first decides what is said then.
private struct ToyExperiment: Experiment {
  static let key = "words"
  var name: String, title: String, words: [String]

  func validate() throws(ExperimentError) { if words.isEmpty { throw .value(field: "words", reason: "is empty, should have one") } }
  func reproduction(_ surroundings: Surroundings) -> any Reproduction { ToyReproduction(toy: self, surroundings: surroundings) }
}

private struct ToyReproduction: Reproduction {
  let toy: ToyExperiment, surroundings: Surroundings
  var experiment: any Experiment { toy }

  private func second(_ run: ToyRun?) throws -> Job { try ToyJob.job("after \(run?.word ?? "nothing")") }

  func plan() throws -> ExperimentPlan {
    let first = try toy.words.map { try ToyJob.job($0) }, run = try surroundings.results.run(of: ToyJob(toy.words[0]))
    return ExperimentPlan([ExperimentPlan.Round(first), ExperimentPlan.Round([try second(run)], isSupposed: run == nil)])
  }

  func report() throws -> any StudyReport {
    let first = try surroundings.results.run(JobReference(ToyJob(toy.words[0])))
    let second = try surroundings.results.run(JobReference<ToyJob>(try second(first).digest))
    return ToyReport(name: toy.name, study: [first.word, second.word])
  }
}

private struct ToyReport: StudyReport {
  let name: String, study: [String]
  let question = "What is said?", claims: [ClaimOutcome] = [], costs = CostSummary()
  var answer: JSONValue { .array(study.map { .text($0) }) }
  func figures() -> (drawn: [Figure], absent: [String]) { ([], []) }
  func summary() -> [Table] { [] }
  func page(_ illustrations: [HTMLReport.Illustration], absent: [String], in folder: ReportFolder) throws -> HTMLReport {
    let verdicts = try Table("said", title: "What was said", columns: [.text("word")], rows: study.map { Table.Row([.text($0)]) })
    return HTMLReport(
      title: name, question: "?", verdicts: HTMLReport.Sheet(verdicts), findings: study, sections: [], provenance: [], links: [])
  }
  func reference() -> ReferenceFolder { ReferenceFolder(readMe: name, tables: []) }
}

@Suite struct ExperimentKindsTests {
  private let kinds = ExperimentKinds(ExperimentKinds.house.all + [ToyExperiment.self])
  private let text = "name: toy\ntitle: What is said?\nwords: [one, two]\n"

  private func reproduction(_ folder: TemporaryFolder) throws -> any Reproduction {
    try kinds.experiment(reading: text, file: "toy.yaml").reproduction(
      Surroundings(results: Results(folder["results"], kinds: .withToys), environment: [:]))
  }

  private func worker(_ results: Results) -> Worker {
    let provenance = Provenance(
      commit: "x", dirty: false, compiler: "x", cpu: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x",
      expense: .none)
    return Worker(
      WorkerContext(
        results: results, threads: 1, level: .baseline, environment: [:], provenance: provenance,
        elapsed: ContinuousClock().stopwatch(), report: { _ in }, interruption: { nil }))
  }

  /// A kind that no list of the house names is read, planned, run round by round and reported.
  @Test func aKindOfATestsOwnIsAnExperimentLikeAnyOther() async throws {
    let folder = try TemporaryFolder(), reproduction = try reproduction(folder)
    #expect(try reproduction.plan().rounds.map(\.isSupposed) == [false, true])
    var launched: [[String]] = []
    let (plan, worked) = try reproduction.run(threads: 1) { graph, stale in
      launched.append(stale.map(\.label))
      for job in stale { try worker(reproduction.surroundings.results).run(job) }
    }
    #expect(worked && plan.isFinal && launched == [["one", "two"], ["after one"]])
    let report = try reproduction.report(), outcome = try await report.write(plots: folder["plots"], to: folder["report"])
    #expect(outcome.page.hasSuffix("toy.html") && report.answer == .array([.text("one"), .text("after one")]))
    try reproduction.note(report.file, of: plan, in: folder["report"])
    #expect(try reproduction.page(of: plan, in: folder["report"]) == "toy.html")
    let again = try self.reproduction(folder).run(threads: 1) { _, _ in Issue.record("all is done") }
    #expect(!again.worked)
  }

  /// The schema of a kind is made of its decoding, also of one that no list names.
  @Test func theSchemaHasTheKeysThatDecodingAsksFor() throws {
    guard case .object(let schema) = try ExperimentKinds([ToyExperiment.self]).schema(), case .object(let definitions)? = schema["$defs"],
      definitions.count == 1, case .object(let own)? = definitions.values.first, case .object(let properties)? = own["properties"]
    else { Issue.record("no schema of one type"); return }
    #expect(Set(properties.keys) == ["name", "title", "words"] && own["additionalProperties"] == .flag(false))
    #expect(own["required"] == .array([.text("name"), .text("title"), .text("words")]))
    #expect(properties["words"] == .object(["type": .text("array"), "items": .object(["type": .text("string")])]))
  }

  /// Jobs of a plan whose end is not known are reserved, as far as they can be told by nothing but that they see no images.
  @Test func whatMayFollowFromAnUnfinishedExperimentIsReserved() throws {
    let folder = try TemporaryFolder(), reproduction = try reproduction(folder), surroundings = reproduction.surroundings
    let first = try reproduction.plan().jobs[1], stray = try ToyJob.job("stray", [first])
    for job in [first, stray] { try worker(surroundings.results).run(job) }
    let results = surroundings.results, listing = try results.listing()
    // What ends while experiments are planned is nobody's leftover.
    try worker(results).run(try ToyJob.job("young", [first]))
    var named = NamedJobs()
    try named.add(reproduction.experiment, surroundings)
    let (leftovers, unknown, damaged) = results.leftovers(in: listing, besides: named.digests, summarizing: named.traits)
    #expect(leftovers.map(\.digest) == [stray.digest] && unknown.isEmpty && damaged.isEmpty && named.open.map(\.experiment) == ["toy"])
    #expect(named.reserved(among: leftovers) == [stray.digest])
    #expect(try results.remove(leftovers[0]) == nil)
    #expect(results.leftovers(in: listing, besides: named.digests, summarizing: named.traits).leftovers.isEmpty)
    #expect(try surroundings.results.staleness(of: first) == nil)
  }

  /// What a page is made of is the experiment too: with other claims the same jobs make another page.
  @Test func aPageIsOfItsExperimentsText() throws {
    let folder = try TemporaryFolder(), reproduction = try reproduction(folder), plan = try reproduction.plan()
    try FileManager.default.createDirectory(atPath: folder["report"], withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: folder["report/toy.html"]))
    try reproduction.note("toy.html", of: plan, in: folder["report"])
    let other = try kinds.experiment(reading: text.replacing("What is", with: "Who"), file: "toy.yaml").reproduction(
      reproduction.surroundings)
    #expect(try other.plan().jobs == plan.jobs && other.page(of: plan, in: folder["report"]) == nil)
  }

  @Test func aLauncherThatDoesNothingEndsInAnError() throws {
    let reproduction = try reproduction(try TemporaryFolder())
    let error = #expect(throws: JobsError.self) { try reproduction.run(threads: 1) { _, _ in } }
    #expect(error == .stillStale(job: "one", reason: "not run yet"))
  }

  @Test(arguments: [
    (
      "name: x\n",
      "says no kind of experiment: one of supernets, relaxation, tables, searchers, liveSearches, shrinking, words should stand in it"
    ),
    ("supernet: {}\n", "no key 'supernet' here; did you mean 'supernets'?"), ("words: [a]\ntables: {}\n", "an experiment is of one kind"),
    ("- a\n", "should be a list of 'key: value', is a list"), ("words: []\nname: a\ntitle: b\n", "words is empty, should have one"),
  ]) func aFileIsOfExactlyOneKind(text: String, said: String) {
    let error = #expect(throws: ExperimentError.self) { try kinds.experiment(reading: text, file: "a.yaml") }
    #expect(error?.description.contains(said) == true, "\(String(describing: error))")
  }
}
