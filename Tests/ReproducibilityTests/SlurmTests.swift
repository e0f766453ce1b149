import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Store
import Streams
import Testing

/// Whole reproductions by a real Slurm of one node: the bits of this machine's own workers, whoever is killed. CONCORD_SOAK=1 kills, lets
/// time limits pass and takes minutes.
@Suite(.serialized, .enabled(if: RealSlurm.isInstalled, "Slurm is not installed: apt-get install slurm-wlm")) struct SlurmTests {
  private static let soaks = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1"

  /// The digests that this machine's own workers come to.
  private func local(_ changes: (String, String)) throws -> [String: String] {
    let folder = try TemporaryFolder()
    try #require(Sitting(["reproduce"] + TinyExperiment.write(in: folder, changes)).end() == 0)
    return try ResultsState(folder["results"]).runs.mapValues(\.digest)
  }

  @Test func aClusterGivesTheBitsOfThisMachineAndStartsEachJobOnce() throws {
    let slurm = try RealSlurm(), folder = try TemporaryFolder(), same = ("passes: 12", "passes: 12")
    let arguments = try ["reproduce", "--launcher", "slurm"] + TinyExperiment.write(in: folder, same)
    // Two at once: the second waits and has nothing to do.
    let first = try Sitting(arguments, environment: slurm.environment), second = try Sitting(arguments, environment: slurm.environment)
    #expect(first.end() == 0 && second.end() == 0)
    let state = try ResultsState(folder["results"]), ended = slurm.ended
    #expect(try state.runs.mapValues(\.digest) == local(same) && state.others.isEmpty, "\(state.others)")
    #expect(ended.count == TinyExperiment.jobs && ended.allSatisfy { $0.state == "COMPLETED" }, "\(ended)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["results/slurm"]).isEmpty)
  }

  @Test(.enabled(if: SlurmTests.soaks, "kills for minutes: set CONCORD_SOAK=1")) func killedAtAnyMomentItEndsWithTheSameBits() throws {
    let slurm = try RealSlurm(), folder = try TemporaryFolder(), longer = ("passes: 12", "passes: 2400"), expected = try local(longer)
    let arguments = try ["reproduce", "--launcher", "slurm"] + TinyExperiment.write(in: folder, longer)
    var random = RandomStream(seed: 1, "slurm"), finished: [String: UInt] = [:], hits: [String: Int] = [:]
    for number in 1...24 {
      let sitting = try Sitting(arguments, leads: true, environment: slurm.environment)
      usleep(UInt32((0.5 + random.unit() * 3) * 1e6))
      let way = ["parent", "slurmd", "slurmctld", "task"][number % 4]
      switch way {
      case "parent": sitting.killGroup()
      case "task": _ = system("pkill -KILL -f 'run-job \(folder["results"])' 2>/dev/null")
      default: slurm.kill(way)
      }
      usleep(UInt32(random.unit() * 1e6))
      sitting.killGroup()
      _ = sitting.end()
      hits[way, default: 0] += 1
      let state = try ResultsState(folder["results"])
      for (name, inode) in finished { #expect(state.runs[name]?.inode == inode, "kill \(number) of \(way): \(name) was made again") }
      finished = state.runs.mapValues(\.inode)
    }
    // Tasks that were killed while nobody watched may have their second try behind them.
    var codes: [Int32] = []
    while codes.last != 0, codes.count < 4 { codes.append(try Sitting(arguments, environment: slurm.environment).end()) }
    #expect(codes.last == 0, "\(codes)")
    let state = try ResultsState(folder["results"])
    #expect(state.runs.mapValues(\.digest) == expected && state.others.isEmpty, "\(state.others)")
    for (name, inode) in finished { #expect(state.runs[name]?.inode == inode, "\(name) was made again") }
    print("kills: \(hits.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")); codes at the end \(codes)")
  }

  /// A limit of one minute: Slurm's warning comes some seconds before, the job keeps its state, is queued again and goes on.
  @Test(.enabled(if: SlurmTests.soaks, "takes minutes: set CONCORD_SOAK=1")) func aTaskThatComesToItsTimeLimitGoesOn() throws {
    let slurm = try RealSlurm(), folder = try TemporaryFolder(), longer = ("passes: 12", "passes: 150000")
    let arguments = try ["reproduce", "--launcher", "slurm", "--time", "1"] + TinyExperiment.write(in: folder, longer)
    let sitting = try Sitting(arguments, environment: slurm.environment)
    var again = 0
    for _ in 0..<600 where again == 0 {
      sleep(1)
      let logs = try FileManager.default.subpathsOfDirectory(atPath: folder["results"]).filter { $0.hasSuffix(".log") }
      again = logs.count { path in
        FileManager.default.contents(atPath: folder["results/\(path)"]).map {
          String(decoding: $0, as: UTF8.self).contains("is queued again")
        } ?? false
      }
    }
    #expect(again > 0, "no task came to its limit: the jobs are too short")
    #expect(sitting.end() == 0)
    let state = try ResultsState(folder["results"])
    #expect(try state.runs.mapValues(\.digest) == local(longer) && state.others.isEmpty, "\(state.others)")
  }
}
