import Digests
import Engine
import Fixtures
import FoundationEssentials
import Jobs
import Store
import Testing
import ToyKinds

@Suite struct JobKindsTests {
  private static func all() throws -> [any JobKind] {
    let supernet = try Samples.supernet()
    return [
      supernet, try Samples.evaluation(of: supernet), try Samples.standAlone(), try Samples.relaxation(), try Samples.search(of: supernet),
      AngleSpec(try JobReference(supernet), passes: 90), try Samples.proxies(),
    ]
  }

  private static func job(_ spec: some JobKind) throws -> Job { try Job(spec) }

  @Test func whatIsWrittenIsReadBackAsItsOwnKind() throws {
    for spec in try Self.all() {
      let job = try Self.job(spec), again = try JobKinds.house.job(reading: job.text)
      #expect(again == job && again.kind == type(of: spec).key && again.text == job.text)
      #expect(type(of: again.spec) == type(of: spec))
    }
  }

  /// A spec's text is the name of its results: where this fails, all results of that kind would be computed anew. Change the files in
  /// Tests/Golden/jobs only with a spec that means something else.
  @Test func textsAndSoDigestsStayWhatTheyWere() throws {
    for spec in try Self.all() {
      let job = try Self.job(spec)
      let golden = String(decoding: try Fixtures.golden("jobs/\(job.kind).json"), as: UTF8.self)
      #expect(job.text + "\n" == golden)
    }
  }

  /// A kind that no list of the house names is read, run, kept and scored again.
  @Test func aKindOfATestsOwnIsAJobLikeAnyOther() throws {
    let folder = try TemporaryFolder(), first = try ToyJob.job("one"), second = try ToyJob.job("two", [first])
    let results = Results(folder.path, kinds: .withToys)
    let worker = Worker(
      WorkerContext(
        results: results, threads: 1, level: .baseline, environment: [:], provenance: Samples.provenance,
        elapsed: ContinuousClock().stopwatch(), report: { _ in }, interruption: { nil }))
    let graph = try JobGraph([second, first], in: results).estimated(in: results, images: [:], threads: 1)
    #expect(graph.jobs == [first, second] && graph.estimate(of: second).disk == 10)
    for job in graph.jobs { try worker.run(job) }
    #expect(try results.stale(graph.jobs).isEmpty && results.run(JobReference<ToyJob>(second.digest)).word == "one two")
    #expect(try JobKinds.withToys.job(reading: first.text).spec as? ToyJob == ToyJob("one"))
    #expect(throws: WorkError.self) { try JobKinds.house.job(reading: first.text) }
    let path = results.files(of: first).run
    #expect(try RunFile.verify(path, kinds: JobKinds.withToys.runs).kind == "toy")
    #expect(throws: StoreError.self) { try RunFile.verify(path, kinds: JobKinds.house.runs) }
    #expect(try worker.recompute(path, count: 1).allSatisfy(\.agrees))
    #expect(throws: WorkError.spec(reason: "word: is empty")) { try worker.run(try ToyJob.job("")) }
  }

  @Test func aFieldThatIsMissingOrWrongIsNamed() throws {
    let text = try Job(try Samples.standAlone()).text
    for (old, new, said) in [
      ("\"seed\":1,\"space\"", "\"space\"", "stand-alone.seed: is missing"),
      ("\"batch\":16", "\"batch\":\"x\"", "stand-alone.recipe.batch: "),
    ] {
      try #require(text.contains(old))
      let error = #expect(throws: WorkError.self) { try JobKinds.house.job(reading: text.replacing(old, with: new)) }
      #expect(error?.description.contains(said) == true, "\(String(describing: error))")
    }
  }

  @Test func whatIsNoSpecIsNamed() {
    for text in ["", "{}", "[1]", "{\"supernet\":{}}", "{\"searches\":{}}", "{\"evaluation\":{},\"supernet\":{}}"] {
      let error = #expect(throws: WorkError.self) { try JobKinds.house.job(reading: text) }
      guard case .spec = error else { Issue.record("\(text): \(String(describing: error))"); return }
    }
  }
}
