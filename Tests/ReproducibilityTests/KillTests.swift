import Digests
import Engine
import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Search
import Spaces
import Store
import Strategies
import Streams
import Testing
import Training

/// Jobs killed with SIGKILL at random moments and taken up again, each time on another number of threads and another instruction set,
/// end with the bits of a job that nobody touched. CONCORD_SOAK=1 kills a hundred times as often.
@Suite(.serialized) struct KillTests {
  private static let soaks = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1"

  @Test(arguments: ["supernet", "shrinking", "stand-alone", "super-resolution", "relaxation"])
  func killedAtAnyMomentAJobEndsWithTheSameBits(name: String) throws {
    let spec =
      switch name {
      case "relaxation": try relaxation()
      case "shrinking": try shrinking()
      case "super-resolution": try Job(try TinyJobs.superResolution(passes: 600))
      default: try longer(name)
      }
    let digest = spec.digest, kind = spec.kind, whole = try TemporaryFolder()
    let began = ContinuousClock.now
    #expect(try sitting(spec, in: whole, number: 0).end() == 0)
    let seconds = began.duration(to: .now) / .seconds(1)
    let expected = try RunFile.read(JobFiles(results: whole.path, kind: kind, digest: digest).run).resultDigest

    var random = RandomStream(seed: 1, name), resumed = 0, killed = 0
    for _ in 0..<(Self.soaks ? 40 : 1) {
      let folder = try TemporaryFolder(), files = JobFiles(results: folder.path, kind: kind, digest: digest)
      for number in 1... {
        let goesOn = FileManager.default.fileExists(atPath: files.checkpoint), sitting = try sitting(spec, in: folder, number: number)
        // Five times, then it may end: at some moment of the whole job, or soon after it has kept something to go on from.
        if number <= 5 {
          let isLate = number % 2 == 0, kept = [files.checkpoint, files.run]
          if isLate { for _ in 0..<60_000 where !kept.contains(where: FileManager.default.fileExists(atPath:)) { usleep(1_000) } }
          usleep(UInt32(random.unit() * (isLate ? 0.1 : 0.6) * seconds * 1e6))
          sitting.kill()
        }
        let code = sitting.end()
        if code == 0 { break }
        try #require(code == -SIGKILL, "sitting \(number) ended with \(code)")
        killed += 1
        resumed += goesOn ? 1 : 0
      }
      #expect(try RunFile.read(files.run).resultDigest == expected)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder[kind]) == ["\(digest).h5"], "nothing else is left")
    }
    #expect(killed > 0 && resumed > 0, "killed \(killed) times, \(resumed) of them after a checkpoint: the job is too short")
  }

  /// The golden supernet's, in stages.
  private func shrinking() throws -> Job {
    guard var spec = try longer("supernet").spec as? SupernetSpec else { throw WorkError.spec(reason: "no supernet") }
    spec.strategy = .spos(UniformSampling())
    spec.shrinking = ShrinkingStages(
      by: .angle, first: 400, between: 200, replace: 3, Shrinking.Options(drop: 1, pool: 100, draws: 1_000, codes: 8))
    return try Job(spec)
  }

  /// The golden spec with so many passes that it lasts about a second.
  private func longer(_ kind: String) throws -> Job {
    switch try JobKinds.house.job(reading: String(decoding: try Fixtures.golden("jobs/\(kind).json"), as: UTF8.self)).spec {
    case var spec as SupernetSpec:
      spec.passes = 2_400
      return try Job(spec)
    case var spec as StandAloneSpec:
      spec.passes = 2_400
      return try Job(spec)
    case let other: throw WorkError.spec(reason: "\(other) is not trained longer")
    }
  }

  /// Second-order DARTS in a small space: α, Adam's moments and all streams go through the checkpoint.
  private func relaxation() throws -> Job {
    try Job(try TinyJobs.relaxation(.darts(DARTS(order: .second)), TinyJobs.cells(.s2), passes: 90))
  }

  private func sitting(_ spec: Job, in folder: TemporaryFolder, number: Int) throws -> Sitting {
    let file = folder["spec.json"], levels = KernelLevel.allCases.filter(\.isAvailable)
    try Data(spec.text.utf8).write(to: URL(filePath: file))
    return try Sitting([
      "run-job", file, "--results", folder.path, "--threads", "\(1 + number % 3)", "--kernels",
      levels[(levels.count - 1 + number) % levels.count].rawValue, "--checkpoint", "0.03",
    ])
  }
}
