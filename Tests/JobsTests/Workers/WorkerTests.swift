import Digests
import Fixtures
import FoundationEssentials
import Jobs
import Store
import Testing

@Suite struct WorkerTests {
  private let spec: Job
  private let folder: TemporaryFolder
  private let files: JobFiles

  init() throws {
    spec = try Job(try Samples.standAlone(passes: 20))
    folder = try TemporaryFolder()
    files = JobFiles(results: folder.path, kind: spec.kind, digest: spec.digest)
  }

  @Test func aJobWithAValidRunFileIsNotDoneAgain() throws {
    #expect(try Samples.worker(folder.path).run(spec) == files.run)
    let before = try Data(contentsOf: URL(filePath: files.run))
    try Data("left by a worker that was killed".utf8).write(to: URL(filePath: files.journal))
    // Asked to stop at its first step, it takes none.
    try Samples.worker(folder.path, stop: 1).run(spec)
    #expect(try Data(contentsOf: URL(filePath: files.run)) == before)
    #expect(!FileManager.default.fileExists(atPath: files.journal))
  }

  @Test func aDamagedRunFileIsMadeAgain() throws {
    try Samples.worker(folder.path).run(spec)
    let digest = try RunFile.read(files.run).resultDigest
    try Data(contentsOf: URL(filePath: files.run)).dropLast(100).write(to: URL(filePath: files.run))
    try Samples.worker(folder.path).run(spec)
    #expect(try RunFile.read(files.run).resultDigest == digest)
  }

  @Test func whatKilledWritersLeftGoesWithTheNextWorker() throws {
    try FileManager.default.createDirectory(atPath: folder["stand-alone"], withIntermediateDirectories: true)
    let name = files.run.split(separator: "/").last ?? ""
    try Data().write(to: URL(filePath: folder["stand-alone/.\(name).1-1.partial"]))
    try Samples.worker(folder.path).run(spec)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["stand-alone"]) == [String(name)])
  }

  @Test func aJobThatAnotherDoesIsLeftAlone() throws {
    let lock = try files.lock(), error = #expect(throws: StoreError.self) { try Samples.worker(folder.path).run(spec) }
    guard case .locked = error else { Issue.record("\(String(describing: error))"); return }
    _ = consume lock
    try Samples.worker(folder.path).run(spec)
  }

  @Test func expensesOfAllSessionsAreAdded() throws {
    #expect(throws: WorkError.interrupted(signal: 2, checkpoint: files.checkpoint)) { try Samples.worker(folder.path, stop: 10).run(spec) }
    let first = try Checkpoint(reading: files.checkpoint).header.provenance.expense
    try Samples.worker(folder.path).run(spec)
    let all = try RunFile.read(files.run).header.provenance.expense
    #expect(first.wallSeconds > 0 && all.wallSeconds > first.wallSeconds)
  }

  /// Probes, validation images and genotypes take minutes where nets are large: a job that is asked to stop meanwhile does not finish them
  /// first, and what was due then is made up for by the next session.
  @Test(arguments: ["supernet", "stand-alone", "relaxation"]) func stoppedWhileItScoresAJobEndsWithTheSameBits(kind: String) throws {
    let job =
      switch kind {
      case "supernet": try Job(try Samples.supernet())
      case "relaxation": try Job(try Samples.relaxation(passes: 12))
      default: try Job(try Samples.standAlone(passes: 8))
      }
    let whole = try RunFile.read(try Samples.worker(try TemporaryFolder().path).run(job)).resultDigest
    func looks(_ clock: some Clock<Duration>) throws -> Int {
      let looks = Countdown(1_000_000)
      try Samples.worker(try TemporaryFolder().path, looks, clock, interval: .seconds(1_000_000)).run(job)
      return looks.asked(of: 1_000_000)
    }
    let steps = try looks(ContinuousClock()), all = try looks(LeapingClock())
    #expect(all > steps + 5, "it looks while it scores")
    for stop in stride(from: 1, through: all, by: all / 6) {
      let folder = try TemporaryFolder()
      #expect(throws: WorkError.self, "look \(stop)") {
        try Samples.worker(folder.path, Countdown(stop), LeapingClock(), interval: .seconds(1_000_000)).run(job)
      }
      #expect(try RunFile.read(try Samples.worker(folder.path).run(job)).resultDigest == whole, "look \(stop) of \(all)")
    }
  }

  /// A checkpoint that the disk has spoilt costs the time until it, and nothing else.
  @Test(arguments: [0, 1, 2]) func aDamagedCheckpointIsNone(damage: Int) throws {
    #expect(throws: WorkError.self) { try Samples.worker(folder.path, stop: 10).run(spec) }
    var bytes = try Data(contentsOf: URL(filePath: files.checkpoint))
    switch damage {
    case 0: bytes.removeLast(bytes.count / 2)
    case 1: bytes[bytes.count / 2] ^= 1
    default: bytes = Data("x".utf8)
    }
    try bytes.write(to: URL(filePath: files.checkpoint))
    try Samples.worker(folder.path).run(spec)
    let whole = try TemporaryFolder()
    try #expect(RunFile.read(files.run).resultDigest == RunFile.read(Samples.worker(whole.path).run(spec)).resultDigest)
    #expect(!FileManager.default.fileExists(atPath: files.checkpoint))
  }

  @Test func aCheckpointThatIsNotTheJobsIsNamed() throws {
    try FileManager.default.createDirectory(atPath: folder["stand-alone"], withIntermediateDirectories: true)
    try Checkpoint(header: RunHeader(spec: spec.text, provenance: Samples.provenance), state: "{}", content: []).write(
      to: files.checkpoint)
    let error = #expect(throws: WorkError.self) { try Samples.worker(folder.path).run(spec) }
    guard case .checkpoint(files.checkpoint, _) = error else { Issue.record("\(String(describing: error))"); return }
  }

  @Test func otherImagesThanPlannedAreRefused() throws {
    var other = try Samples.standAlone()
    let found = other.data.digest, planned = Digest(of: "other images".utf8)
    other.data.digest = planned
    #expect(throws: WorkError.data(name: "synthetic", found: found, expected: planned)) {
      try Samples.worker(folder.path).run(other)
    }
  }
}
