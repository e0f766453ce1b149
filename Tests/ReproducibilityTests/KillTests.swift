import Digests
import Engine
import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Store
import Streams
import Testing

/// Jobs of every kind killed with SIGKILL at random moments and taken up again, each time on another number of threads and another
/// instruction set, end with the bits of a job that nobody touched, and with nothing else in the folder. CONCORD_SOAK=1 kills each of them a
/// hundred times, a thousand in all, else twice; CONCORD_SEED draws other moments.
@Suite(.serialized) struct KillTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let kills = environment["CONCORD_SOAK"] == "1" ? 100 : 2
  private static let seed = environment["CONCORD_SEED"].flatMap { UInt64($0) } ?? 1

  /// Kinds are a list of the house: one that nothing here kills is a kind whose results may be lost.
  @Test func jobsOfEveryKindAreKilled() throws {
    #expect(Set(try KilledJobs.all.values.map { try $0().job.kind }) == Set(JobKinds.house.all.map { $0.key }))
    #expect(100 * KilledJobs.all.count >= 1_000)
  }

  @Test(arguments: KilledJobs.all.keys.sorted())
  func killedAtAnyMomentAJobEndsWithTheSameBits(name: String) throws {
    let make = try #require(KilledJobs.all[name]), own = try make(), job = own.job, whole = try TemporaryFolder()
    for input in own.inputs { try #require(try Self.sitting(input, in: whole, number: 0).end() == 0) }
    let began = ContinuousClock.now
    #expect(try Self.sitting(job, in: whole, number: 0).end() == 0)
    let seconds = began.duration(to: .now) / .seconds(1)
    let expected = try RunFile.read(JobFiles(results: whole.path, kind: job.kind, digest: job.digest).run).resultDigest

    var random = RandomStream(seed: Self.seed, name), resumed = 0, killed = 0, jobs = 0
    while killed < Self.kills {
      let folder = try TemporaryFolder(), files = JobFiles(results: folder.path, kind: job.kind, digest: job.digest)
      for input in own.inputs {
        try FileManager.default.createDirectory(atPath: folder[input.kind], withIntermediateDirectories: true)
        let path = "\(input.kind)/\(input.digest).h5"
        try FileManager.default.copyItem(atPath: whole[path], toPath: folder[path])
      }
      let inputs = try Self.runs(in: folder)
      var killedHere = 0
      for number in 1... {
        let kept = [files.checkpoint, files.journal].filter(FileManager.default.fileExists(atPath:))
        let sitting = try Self.sitting(job, in: folder, number: number)
        // Five times, then it may end: soon after it has kept something to go on from, or at some moment of the whole job.
        if killedHere < 5, killed < Self.kills {
          let isLate = number % 2 == 1 && own.keeps, wanted = [files.checkpoint, files.journal, files.run]
          if isLate { for _ in 0..<60_000 where !wanted.contains(where: FileManager.default.fileExists(atPath:)) { usleep(1_000) } }
          usleep(UInt32(random.unit() * (isLate ? 0.1 : 0.6) * seconds * 1e6))
          sitting.kill()
        }
        let code = sitting.end()
        resumed += kept.isEmpty ? 0 : 1
        if code == 0 { break }
        try #require(code == -SIGKILL, "seed \(Self.seed), job \(jobs), sitting \(number) ended with \(code)")
        killed += 1
        killedHere += 1
      }
      jobs += 1
      #expect(try RunFile.read(files.run).resultDigest == expected, "seed \(Self.seed), job \(jobs)")
      #expect(try Self.names(in: folder) == Set(["\(job.kind)/\(job.digest).h5", "spec.json"] + inputs.keys), "nothing else is left")
      for (path, stamp) in inputs { #expect(FileStamp(folder[path]) == stamp, "\(path) was made again") }
      try #require(jobs < 20 * Self.kills, "\(killed) kills in \(jobs) jobs: it is too short")
    }
    print("\(name): \(killed) kills of \(jobs) jobs, which went on from what they had kept \(resumed) times")
    #expect(resumed > 0 || !own.keeps, "killed \(killed) times, and nothing was ever kept: the job is too short")
  }

  /// Run files with their stamps, by path.
  private static func runs(in folder: TemporaryFolder) throws -> [String: FileStamp] {
    let names = try names(in: folder).filter { $0.hasSuffix(".h5") }
    return Dictionary(uniqueKeysWithValues: try names.map { ($0, try #require(FileStamp(folder[$0]))) })
  }

  /// All files below the folder.
  private static func names(in folder: TemporaryFolder) throws -> Set<String> {
    Set(
      try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
        var isFolder = false
        return FileManager.default.fileExists(atPath: folder[path], isDirectory: &isFolder) && !isFolder
      })
  }

  private static func sitting(_ job: Job, in folder: TemporaryFolder, number: Int) throws -> Sitting {
    let file = folder["spec.json"], levels = KernelLevel.allCases.filter(\.isAvailable)
    try Data(job.text.utf8).write(to: URL(filePath: file))
    return try Sitting([
      "run-job", file, "--results", folder.path, "--threads", "\(1 + number % 3)", "--kernels",
      levels[(levels.count - 1 + number) % levels.count].rawValue, "--checkpoint", "0.03",
    ])
  }
}
