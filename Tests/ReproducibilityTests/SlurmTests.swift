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
  private func local(_ changes: (String, String)...) throws -> [String: String] { try local(changes) }

  private func local(_ changes: [(String, String)]) throws -> [String: String] {
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

  @Test(.enabled(if: SlurmTests.soaks, "takes a minute: set CONCORD_SOAK=1")) func twoNodesShareTheWorkAndGiveTheSameBits() throws {
    let slurm = try RealSlurm(nodes: 2), folder = try TemporaryFolder(), same = ("passes: 12", "passes: 12")
    let arguments = try ["reproduce", "--launcher", "slurm"] + TinyExperiment.write(in: folder, same)
    #expect(try Sitting(arguments, environment: slurm.environment).end() == 0)
    let state = try ResultsState(folder["results"]), ended = slurm.ended
    #expect(try state.runs.mapValues(\.digest) == local(same) && state.others.isEmpty, "\(state.others)")
    #expect(ended.count == TinyExperiment.jobs && ended.allSatisfy { $0.state == "COMPLETED" }, "\(ended)")
    #expect(Set(ended.map(\.node)).count == 2)
    print("tasks by node: \(Dictionary(ended.map { ($0.node, 1) }, uniquingKeysWith: +))")
  }

  @Test(.enabled(if: SlurmTests.soaks, "kills for minutes: set CONCORD_SOAK=1")) func killedAtAnyMomentItEndsWithTheSameBits() throws {
    let slurm = try RealSlurm(), folder = try TemporaryFolder(), longer = ("passes: 12", "passes: 2400"), expected = try local(longer)
    let arguments = try ["reproduce", "--launcher", "slurm"] + TinyExperiment.write(in: folder, longer)
    var random = RandomStream(seed: 1, "slurm"), finished: [String: UInt] = [:], hits: [String: Int] = [:]
    for number in 1...24 {
      let sitting = try Sitting(arguments, leads: true, environment: slurm.environment)
      usleep(UInt32((0.5 + random.unit() * 3) * 1e6))
      let way = ["parent", "slurmd", "slurmctld", "task"][number % 4], isHit: Bool
      switch way {
      case "parent":
        isHit = !sitting.hasEnded
        sitting.killGroup()
      // A pattern that the shell's own line, which has it, does not match.
      // What a killed controller forgot is looked for for a minute before it is submitted again.
      case "task":
        func kill() -> Bool { system("pkill -KILL -f '[r]un-job \(folder["results"])' 2>/dev/null") == 0 }
        var isKilled = kill(), seconds = 0
        while !isKilled, !sitting.hasEnded, seconds < 100 {
          sleep(1)
          (isKilled, seconds) = (kill(), seconds + 1)
        }
        isHit = isKilled
      default: isHit = slurm.kill(way)
      }
      usleep(UInt32(random.unit() * 1e6))
      sitting.killGroup()
      _ = sitting.end()
      if isHit { hits[way, default: 0] += 1 }
      let state = try ResultsState(folder["results"])
      for (name, inode) in finished { #expect(state.runs[name]?.inode == inode, "kill \(number) of \(way): \(name) was made again") }
      finished = state.runs.mapValues(\.inode)
    }
    #expect(["parent", "slurmd", "slurmctld", "task"].allSatisfy { hits[$0, default: 0] > 0 }, "\(hits): the jobs are too short")
    // Tasks that were killed while nobody watched may have their second try behind them.
    var codes: [Int32] = []
    while codes.last != 0, codes.count < 4 { codes.append(try Sitting(arguments, environment: slurm.environment).end()) }
    #expect(codes.last == 0, "\(codes)")
    let state = try ResultsState(folder["results"])
    #expect(state.runs.mapValues(\.digest) == expected && state.others.isEmpty, "\(state.others)")
    for (name, inode) in finished { #expect(state.runs[name]?.inode == inode, "\(name) was made again") }
    print("kills: \(hits.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")); codes at the end \(codes)")
  }

  /// A limit of one minute: Slurm's warning comes before, the job keeps its state, is queued again alone and goes on.
  @Test(.enabled(if: SlurmTests.soaks, "takes minutes: set CONCORD_SOAK=1")) func aTaskThatComesToItsTimeLimitGoesOn() throws {
    let slurm = try RealSlurm(), folder = try TemporaryFolder(),
      changes = [
        ("{label: SPOS, strategy: {name: spos}}", "{label: SPOS, strategy: {name: spos}, passes: 300000}"),
        ("rates: [1, 0.5]", "rates: [1]"),
      ]
    let arguments = try ["reproduce", "--launcher", "slurm", "--time", "1"] + TinyExperiment.write(in: folder, changes)
    let sitting = try Sitting(arguments, leads: true, environment: slurm.environment), clock = ContinuousClock(), began = clock.now
    // How often each task said that it is queued again; logs go when all is done.
    var again: [String: Int] = [:], starts: [String: Int] = [:]
    while !sitting.hasEnded {
      sleep(1)
      guard began.duration(to: clock.now) < .seconds(1_200) else {
        sitting.killGroup()
        Issue.record("it has not ended: \(slurm.ask("squeue"))")
        break
      }
      // Folders go while one looks.
      let logs = (try? FileManager.default.subpathsOfDirectory(atPath: folder["results"]))?.filter { $0.hasSuffix(".log") } ?? []
      for log in logs {
        guard let text = FileManager.default.contents(atPath: folder["results/\(log)"]).map({ String(decoding: $0, as: UTF8.self) }) else {
          continue
        }
        again[log] = text.ranges(of: "is queued again").count
        starts[log] = text.ranges(of: "starts on").count
      }
    }
    #expect(sitting.end() == 0)
    let times = again.values.reduce(0, +)
    #expect(times > 0, "no task came to its limit: the jobs are too short")
    // The last look may have been before the last start.
    for (log, count) in starts {
      #expect((0...1).contains(count - again[log, default: 0]), "\(log) was started for another reason")
    }
    print(
      "\(again.values.count { $0 > 0 }) of \(starts.count) tasks came to the limit, \(times) times in all; \(began.duration(to: clock.now)); states \(Dictionary(slurm.ended.map { ($0.state, 1) }, uniquingKeysWith: +))"
    )
    let state = try ResultsState(folder["results"])
    #expect(try state.runs.mapValues(\.digest) == local(changes) && state.others.isEmpty, "\(state.others)")
  }
}
