import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Store
import Testing
import ToyKinds

@Suite struct ResultsTests {
  private let folder: TemporaryFolder, jobs: [Job]

  /// Five run files of toys.
  init() throws {
    folder = try TemporaryFolder()
    jobs = try (1...5).map { try ToyJob.job("word \($0)") }
    try FileManager.default.createDirectory(atPath: folder["results/toy"], withIntermediateDirectories: true)
    for job in jobs { try write(job) }
  }

  private func write(_ job: Job, _ word: String = "word") throws {
    try ToyRun(header: RunHeader(spec: job.text, provenance: Samples.provenance), word: word).write(
      to: folder["results/toy/\(job.digest).h5"])
  }

  /// A process of its own, a minute later: no stamp is too young.
  private func results(later seconds: Int = 60) -> Results {
    Results(folder["results"], kinds: .withToys) { FileStamp.now() + seconds * 1_000_000_000 }
  }

  @Test func whatWasVerifiedIsHashedNoMoreNeitherHereNorInTheNextProcess() throws {
    let first = results()
    #expect(try first.stale(jobs).isEmpty && first.reads == (5, 5))
    #expect(try first.stale(jobs).isEmpty && first.reads == (5, 5))
    try first.save()
    let second = results()
    #expect(try second.stale(jobs).isEmpty && second.reads == (0, 0))
    // Its run is read once, without hashing, and without its weights.
    for _ in 1...3 { #expect(try second.run(JobReference<ToyJob>(jobs[0].digest)).word == "word") }
    #expect(second.reads == (0, 1))
    try FileManager.default.removeItem(atPath: folder["results/verified.json"])
    let third = results()
    #expect(try third.stale(jobs).isEmpty && third.reads == (5, 5), "the cache may be deleted")
  }

  @Test func aFileThatChangedIsHashedAndADamagedOneIsStale() throws {
    let first = results()
    _ = try first.stale(jobs)
    try first.save()
    // The same bytes written again are another file; a changed byte of the same length has another time.
    try write(jobs[1])
    let path = folder["results/toy/\(jobs[2].digest).h5"], bytes = try Data(contentsOf: URL(filePath: path))
    let word = try #require(bytes.firstRange(of: Data("word".utf8)))
    let file = open(path, O_WRONLY)
    #expect(pwrite(file, "W", 1, off_t(word.lowerBound)) == 1 && close(file) == 0)
    let second = results(), stale = try second.stale(jobs)
    #expect(stale.map(\.job) == [jobs[2]] && stale[0].reason.contains("is damaged"), "\(stale)")
    #expect(second.reads == (2, 2))
  }

  @Test func aStampThatIsTooYoungProvesNothing() throws {
    let first = results(later: 0)
    for job in jobs { try write(job) }
    #expect(try first.stale(jobs).isEmpty)
    try first.save()
    let second = results()
    #expect(try second.stale(jobs).isEmpty && second.reads.hashed > 0)
  }

  /// Weights are read where they are asked for, and only there.
  @Test func aRunIsReadWithoutItsWeightsUnlessTheyAreAskedFor() throws {
    let folder = try TemporaryFolder(), spec = try Samples.standAlone(passes: 2), path = try Samples.worker(folder.path).run(spec)
    let results = Results(folder.path), reference = try JobReference(spec)
    #expect(try results.run(reference).parameters.isEmpty && results.run(reference).test == StandAloneRun(reading: path).test)
    #expect(try results.whole(reference) == StandAloneRun(reading: path))
    #expect(try results.spec(reference) == spec && results.run(of: spec) != nil)
    #expect(try results.run(of: Samples.standAlone(passes: 3)) == nil)
  }

  @Test func aSchemaOfBeforeIsNotTakenForSound() throws {
    let first = results()
    _ = try first.stale(jobs)
    try first.save()
    let text = try String(contentsOfFile: folder["results/verified.json"], encoding: .utf8)
    try Data(text.replacing("\"schema\":1", with: "\"schema\":0").utf8).write(to: URL(filePath: folder["results/verified.json"]))
    let second = results()
    #expect(try second.stale(jobs).isEmpty && second.reads.hashed == 5)
  }

  /// Kinds and schemas of before are listed and stay.
  @Test func runFilesOfBeforeAreListed() throws {
    try FileManager.default.createDirectory(atPath: folder["results/former"], withIntermediateDirectories: true)
    let header = RunHeader(spec: "{}", provenance: Samples.provenance)
    try RunFile(kind: "former", schema: 1, header: header, arrays: []).write(to: folder["results/former/old.h5"])
    try RunFile(kind: "toy", schema: 0, header: header, arrays: []).write(to: folder["results/toy/old.h5"])
    let outdated = try results().outdated(besides: jobs)
    #expect(outdated.map(\.path) == [folder["results/former/old.h5"], folder["results/toy/old.h5"]])
    #expect(outdated[0].reason.contains("kind 'former'") && outdated[1].reason == "schema 0, this concord has 1")
    #expect(try Results("/nowhere").outdated(besides: []).isEmpty)
  }
}
