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
    try FileManager.default.removeItem(atPath: folder["results/verified.tsv"])
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

  /// Stamps of many are compared on several threads: what differs is found wherever it stands, in its order, and all else stays unopened.
  @Test func ofManyFilesThoseThatChangedAreStale() throws {
    let folder = try TemporaryFolder(), jobs = try (1...1_300).map { try ToyJob.job("word \($0)") }
    try FileManager.default.createDirectory(atPath: folder["toy"], withIntermediateDirectories: true)
    var lines = ""
    for job in jobs {
      let name = "toy/\(job.digest).h5"
      try Data("sound".utf8).write(to: URL(filePath: folder[name]))
      let stamp = try #require(FileStamp(folder[name]))
      lines += "\(name)\t1\t\(stamp.size)\t\(stamp.modified)\t\(stamp.changed)\t\(stamp.inode)\n"
    }
    try Data(lines.utf8).write(to: URL(filePath: folder["verified.tsv"]))
    func results() -> Results { Results(folder.path, kinds: .withToys) { FileStamp.now() + 60_000_000_000 } }
    let before = results()
    #expect(try before.stale(jobs).isEmpty && before.reads == (0, 0))
    try Data("other".utf8).write(to: URL(filePath: folder["toy/\(jobs[5].digest).h5"]))
    try FileManager.default.removeItem(atPath: folder["toy/\(jobs[1_290].digest).h5"])
    let after = results(), stale = try after.stale(jobs)
    #expect(stale.map(\.job) == [jobs[5], jobs[1_290]] && stale.last?.reason == "not run yet" && after.reads == (1, 1), "\(stale)")
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
    let text = try String(contentsOfFile: folder["results/verified.tsv"], encoding: .utf8)
    try Data(text.replacing(".h5\t1\t", with: ".h5\t0\t").utf8).write(to: URL(filePath: folder["results/verified.tsv"]))
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

  /// What a folder of many files costs is counted: nothing is opened that is known, and the others once.
  @Test func costsAreCountsOfFilesThatAreOpened() throws {
    let folder = try TemporaryFolder(), jobs = try (1...300).map { try ToyJob.job("word \($0)") }, half = Array(jobs.prefix(150))
    try FileManager.default.createDirectory(atPath: folder["toy"], withIntermediateDirectories: true)
    for job in jobs {
      try ToyRun(header: RunHeader(spec: job.text, provenance: Samples.provenance), word: "word").write(to: folder["toy/\(job.digest).h5"])
    }
    func results() -> Results { Results(folder.path, kinds: .withToys) { FileStamp.now() + 60_000_000_000 } }
    let cold = results()
    #expect(try cold.stale(half).isEmpty && cold.outdated(besides: half).isEmpty && cold.reads == (150, 300), "each once")
    try cold.save()
    let warm = results()
    #expect(try warm.stale(half).isEmpty && warm.reads == (0, 0))
    #expect(try warm.outdated(besides: half).isEmpty && warm.reads == (0, 150), "those that were never hashed")
    #expect(try warm.stale(jobs).isEmpty && warm.reads == (150, 300))
    try warm.save()
    let known = results()
    #expect(try known.stale(jobs).isEmpty && known.outdated(besides: half).isEmpty && known.reads == (0, 0))
    // What no experiment names is opened once each, what one names not at all.
    let found = try known.leftovers(in: known.listing(), besides: Set(half.map(\.digest)), summarizing: { $0?.kind })
    #expect(found.leftovers.count == 150 && found.unknown.isEmpty && known.reads == (0, 150))
    #expect(found.leftovers.allSatisfy { $0.summary == "toy" })
    // Runs are read once, specs alone without the rest.
    for job in half { for _ in 1...2 { _ = try known.run(JobReference<ToyJob>(job.digest)) } }
    #expect(known.reads == (0, 300))
    #expect(try known.spec(JobReference<ToyJob>(half[0].digest)).word == "word 1" && known.reads == (0, 301))
  }

  /// Bytes that this process has read so far.
  private static func bytesRead() throws -> Int {
    let lines = String(decoding: try #require(FileManager.default.contents(atPath: "/proc/self/io")), as: UTF8.self).split(separator: "\n")
    return try #require(lines.first { $0.hasPrefix("rchar: ") }.flatMap { Int($0.dropFirst(7)) })
  }

  /// Of a run with weights of 64 MB a report takes some KB from the disk.
  @Test func bytesOfWeightsAreNotRead() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder(), spec = try Samples.standAlone(passes: 2), job = try Job(spec)
      let weights = NamedArray("stem/weight", .floats([Float](repeating: 1, count: 1 << 24)))
      let scores = BlockScores(correct: [1], images: [2])
      let run = StandAloneRun(
        header: RunHeader(spec: job.text, provenance: Samples.provenance), space: SpaceLabel(name: "x", digest: job.digest),
        architecture: "1",
        seed: 1, history: [], validation: scores, test: scores, diverged: false, parameters: [weights], statistics: [])
      try FileManager.default.createDirectory(atPath: folder["stand-alone"], withIntermediateDirectories: true)
      try run.write(to: folder["stand-alone/\(job.digest).h5"])
      let first = Results(folder.path) { FileStamp.now() + 60_000_000_000 }, start = try Self.bytesRead()
      #expect(try first.staleness(of: job) == nil)
      let hashed = try Self.bytesRead() - start
      try first.save()
      let second = Results(folder.path), before = try Self.bytesRead()
      #expect(try second.staleness(of: job) == nil && second.run(JobReference<StandAloneSpec>(job.digest)).test == scores)
      #expect(try second.header(of: job).specDigest == job.digest && second.spec(JobReference<StandAloneSpec>(job.digest)) == spec)
      let read = try Self.bytesRead() - before
      #expect(hashed > 64 << 20 && read < 256 << 10, "\(hashed) bytes to hash, \(read) to report")
    }
  }

  /// A clock that was set back makes stamps of the future: they prove nothing, for they may come again.
  @Test func aStampOfTheFutureIsNotKept() throws {
    let early = results(later: -3_600)
    #expect(try early.stale(jobs).isEmpty && early.reads == (5, 5))
    try early.save()
    let second = results()
    #expect(try second.stale(jobs).isEmpty && second.reads == (5, 5))
    // What was kept by a right clock holds whatever the clock says now, and a file whose times were set back has another stamp.
    try second.save()
    let path = folder["results/toy/\(jobs[0].digest).h5"]
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: path)
    let third = results(later: -3_600)
    #expect(try third.stale(jobs).isEmpty && third.reads == (1, 1))
  }

  /// Names of folders beyond ASCII, and ones that end in a slash, have a cache as all others.
  @Test(arguments: ["größe/結果", "plain/", "./a/../a"]) func anyFolderHasACache(name: String) throws {
    try FileManager.default.createDirectory(atPath: folder["\(name)/toy"], withIntermediateDirectories: true)
    if name.hasPrefix(".") { try FileManager.default.createDirectory(atPath: folder["a/toy"], withIntermediateDirectories: true) }
    for job in jobs {
      try FileManager.default.copyItem(atPath: folder["results/toy/\(job.digest).h5"], toPath: folder["\(name)/toy/\(job.digest).h5"])
    }
    func results() -> Results { Results(folder[name], kinds: .withToys) { FileStamp.now() + 60_000_000_000 } }
    let first = results()
    #expect(try first.stale(jobs).isEmpty && first.reads == (5, 5))
    try first.save()
    let second = results()
    #expect(try second.stale(jobs).isEmpty && second.reads == (0, 0))
  }

  /// The cache is what somebody wrote: lines that are none are passed over, whatever the file is.
  @Test func aCacheThatIsNoneIsNotBelieved() throws {
    let path = folder["results/verified.tsv"], digest = jobs[0].digest
    for text in ["{}", "\t\t\t\t\t\n", "toy/\(digest).h5\t1\t1\t1\t1\t-1\n", "toy/\(digest).h5\t99999999999999999999\t1\t1\t1\t1\n\u{0}"] {
      try Data(text.utf8).write(to: URL(filePath: path))
      let own = results()
      #expect(try own.stale(jobs).isEmpty && own.reads == (5, 5))
    }
    for (make, kind) in [({ mkfifo(path, 0o600) }, "pipe"), ({ symlink("/dev/zero", path) }, "device"), ({ mkdir(path, 0o700) }, "folder")]
    {
      try FileManager.default.removeItem(atPath: path)
      try #require(make() == 0)
      let own = results()
      #expect(try own.stale(jobs).isEmpty && own.reads == (5, 5), "\(kind)")
    }
  }
}
