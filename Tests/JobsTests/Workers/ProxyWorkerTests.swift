import Digests
import Fixtures
import FoundationEssentials
import Jobs
import Proxies
import Spaces
import Store
import Testing

@Suite struct ProxyWorkerTests {
  @Test func theRunFileHasAScoreForEachProxySeedAndNet() throws {
    let folder = try TemporaryFolder(), spec = try Samples.proxies()
    let run = try ProxyRun(reading: try Samples.worker(folder.path).run(spec))
    #expect(run.architectures == spec.architectures && run.proxies == ["naswot", "synflow", "snip"] && run.batch == 8)
    #expect(run.initializations == [1, 2] && run.batches == [1, 7])
    for own in run.scores.joined().joined() { #expect(own.allSatisfy(\.isFinite) && Set(own).count == own.count) }
    // Another minibatch is another score, but for synflow, which sees none.
    #expect(run.scores.map { $0[0][0] == $0[0][1] } == [false, true, false])
    #expect(run.scores.allSatisfy { $0[0][0] != $0[1][0] })
  }

  /// A line of the journal holds 32 nets under one pair of seeds; what it holds is not computed again.
  @Test func stoppedAnywhereItGoesOnFromItsJournalToTheSameScores() throws {
    let folder = try TemporaryFolder(), spec = try Samples.proxies()
    let whole = try RunFile.read(try Samples.worker(folder.path).run(spec))
    let files = JobFiles(results: folder.path, kind: "proxies", digest: whole.header.specDigest)
    for looks in [1, 20, 50] {
      try FileManager.default.removeItem(atPath: files.run)
      #expect(throws: WorkError.interrupted(signal: 2, checkpoint: files.journal)) {
        try Samples.worker(folder.path, Countdown(looks), LeapingClock()).run(spec)
      }
      let kept = try String(contentsOfFile: files.journal, encoding: .utf8).split(separator: "\n")
      #expect((kept.count > 0) == (looks > 40), "\(kept.count) lines after \(looks) looks")
      let (file, stops) = try Samples.finish(spec, in: folder.path, stoppingEvery: 45, LeapingClock())
      #expect(stops > 0 && file.resultDigest == whole.resultDigest && !FileManager.default.fileExists(atPath: files.journal))
    }
  }

  @Test func storedScoresAreFoundAgainAndOthersAreNot() throws {
    let folder = try TemporaryFolder(), spec = try Samples.proxies(), worker = Samples.worker(folder.path, threads: 2)
    let path = try worker.run(spec), again = try worker.recompute(path, count: 3)
    #expect(again.count == 3 && again.allSatisfy { $0.agrees && $0.stored.count == 12 })
    var scores = try ProxyRun(reading: path).scores
    scores[1][1][0][0] += 1
    let run = try ProxyRun(reading: path)
    try ProxyRun(
      header: run.header, space: run.space, batch: run.batch, proxies: run.proxies, initializations: run.initializations,
      batches: run.batches, architectures: run.architectures, scores: scores
    ).write(to: path)
    #expect(try worker.recompute(path, count: 1).map(\.agrees) == [false])
  }

  @Test func whatNoWorkerCouldScoreIsNamed() throws {
    let whole = try Samples.proxies()
    func reason(_ change: (inout ProxySpec) -> Void) -> String {
      var spec = whole
      change(&spec)
      do {
        try Samples.worker(try TemporaryFolder().path).run(spec)
        return "let pass"
      } catch { return "\(error)" }
    }
    #expect(reason { $0.batch = 1 }.contains("batch:"))
    #expect(reason { $0.architectures = [] }.contains("architectures:"))
    #expect(reason { $0.architectures.append($0.architectures[0]) }.contains("architectures:"))
    #expect(reason { $0.architectures = ["9"] } != "let pass")
    #expect(reason { $0.initializations = [1, 1] }.contains("initializations:"))
    #expect(reason { $0.batches = [] }.contains("batches:"))
    #expect(reason { $0.batches = [-1] }.contains("batches:"))
    #expect(reason { $0.proxies = [.snip, .snip] }.contains("proxies:"))
    #expect(reason { $0.batch = 401 }.contains("batch"))
    #expect(reason { $0.space = .nasBenchMacro() } != "let pass")
  }
}
