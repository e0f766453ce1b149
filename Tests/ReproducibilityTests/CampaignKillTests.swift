import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Store
import Streams
import Testing

/// A whole reproduction (pilots, stand-alone nets, supernets, evaluations, report) killed at random moments with SIGKILL (the command, one
/// of its workers, or all of them at once) and begun again. CONCORD_SOAK=1 kills 50 times, else 4; CONCORD_SEED draws other moments.
@Suite(.serialized) struct CampaignKillTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let soaks = environment["CONCORD_SOAK"] == "1"
  private static let seed = environment["CONCORD_SEED"].flatMap { UInt64($0) } ?? 1

  @Test func killedAtAnyMomentItEndsWithTheSameResultsAndDoesNoJobTwice() throws {
    let whole = try TemporaryFolder(), folder = try TemporaryFolder(), kills = Self.soaks ? 50 : 4
    // Jobs of some tenths of a second, so that most kills hit one.
    let longer = ("passes: 12", "passes: \(Self.soaks ? 1_200 : 240)")
    let began = ContinuousClock.now
    try #require(Sitting(["reproduce"] + TinyExperiment.write(in: whole, longer)).end() == 0)
    let seconds = began.duration(to: .now) / .seconds(1), expected = try ResultsState(whole["results"]).runs.mapValues(\.digest)
    #expect(expected.count == TinyExperiment.jobs)

    let arguments = try ["reproduce"] + TinyExperiment.write(in: folder, longer)
    var random = RandomStream(seed: Self.seed, "campaign"), hits: [String: Int] = [:], finished: [String: UInt] = [:], patience = 0.1
    // A soaking run goes on until kills have hit every kind and the report: where the machine has much else to do, that takes more of them.
    func isMissed(_ kind: String) -> Bool { hits[kind] == nil }
    for number in 1...5 * kills where number <= kills || Self.soaks && (ResultsState.kinds + ["report"]).contains(where: isMissed) {
      let sitting = try Sitting(arguments, leads: true)
      // So short that the last kills come to the report, so long that jobs are finished in between: on a busy machine that is longer.
      usleep(UInt32((patience + random.unit() * 1.6 * seconds / Double(kills)) * 1e6))
      let way = random.below(3), before = try ResultsState(folder["results"])
      switch way {
      case 0: sitting.kill()
      case 1: sitting.killWorker(random.below(2))
      default: sitting.killGroup()
      }
      if way == 1 { usleep(UInt32(random.unit() * 0.3 * 1e6)) }
      sitting.killGroup()
      _ = sitting.end()
      for kind in before.running { hits[kind, default: 0] += 1 }
      if before.runs.count == TinyExperiment.jobs { hits["report", default: 0] += 1 }
      let state = try ResultsState(folder["results"])
      for (name, inode) in finished {
        #expect(state.runs[name]?.inode == inode, "seed \(Self.seed), kill \(number): \(name) was made again")
      }
      patience = state.runs.count > finished.count ? 0.1 : patience * 1.4
      finished = state.runs.mapValues(\.inode)
    }
    #expect(try Sitting(arguments).end() == 0)
    let state = try ResultsState(folder["results"])
    #expect(state.runs.mapValues(\.digest) == expected, "seed \(Self.seed)")
    for (name, inode) in finished { #expect(state.runs[name]?.inode == inode, "seed \(Self.seed): \(name) was made again") }
    #expect(state.others.isEmpty, "seed \(Self.seed): \(state.others) are left")
    for file in ["how-truly-supernets-rank.csv", "claims.csv"] {
      let path = "report/tiny/\(file)"
      guard let table = FileManager.default.contents(atPath: whole["results/\(path)"]) else { continue }
      #expect(FileManager.default.contents(atPath: folder["results/\(path)"]) == table, "seed \(Self.seed): \(file)")
    }
    print("kills hit running jobs of \(hits.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))")
    if Self.soaks { for kind in ResultsState.kinds + ["report"] { #expect(!isMissed(kind), "no kill hit \(kind)") } }
  }
}
