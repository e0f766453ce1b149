import Digests
import Fixtures
import FoundationEssentials
import Jobs
import Store
import Testing

@Suite struct EvaluationWorkerTests {
  /// A results folder with a trained supernet.
  private func trained() throws -> (folder: TemporaryFolder, supernet: SupernetSpec) {
    let folder = try TemporaryFolder(), supernet = try Samples.supernet()
    try Samples.worker(folder.path).run(supernet)
    return (folder, supernet)
  }

  @Test func theRunFileHasAScoreForEachArchitectureInTheSpecsOrder() throws {
    let (folder, supernet) = try trained(), spec = try Samples.evaluation(of: supernet)
    let run = try EvaluationRun(reading: try Samples.worker(folder.path).run(spec))
    #expect(run.architectures == Samples.population && run.policy == "recalibrated(40)")
    #expect(
      run.supernet == spec.inputs[0].digest && run.passes == 90 && run.strategy == "strict-fairness" && run.seed == 3)
    #expect(run.scores.allSatisfy { $0.images == [20, 20, 20, 20] } && run.loss.allSatisfy { $0 > 0 })
    // The supernet's own probe under the same policy.
    let probe = try SupernetRun(reading: JobFiles(results: folder.path, kind: "supernet", digest: spec.inputs[0].digest).run).snapshots[2]
      .probes[0]
    #expect(run.scores[4].mean == probe)
    #expect(Set(run.scores).count > 1, "all scores are the same")
  }

  /// A net's score comes with its last run; a stop before that repeats its group, never a net that is in the journal.
  @Test func stoppedAnywhereItGoesOnFromItsJournalToTheSameScores() throws {
    let (folder, supernet) = try trained(), spec = try Samples.evaluation(of: supernet)
    let whole = try RunFile.read(try Samples.worker(folder.path).run(spec)),
      files = JobFiles(
        results: folder.path, kind: "evaluation", digest: whole.header.specDigest)
    func journal() throws -> [Substring] { try String(contentsOfFile: files.journal, encoding: .utf8).split(separator: "\n") }
    var counts: [Int] = []
    for looks in [1, 14, 16, 17] {
      try FileManager.default.removeItem(atPath: files.run)
      #expect(throws: WorkError.interrupted(signal: 2, checkpoint: files.journal)) {
        try Samples.worker(folder.path, Countdown(looks), LeapingClock()).run(spec)
      }
      let before = try journal()
      counts.append(before.count)
      #expect(throws: WorkError.interrupted(signal: 2, checkpoint: files.journal)) {
        try Samples.worker(folder.path, Countdown(1), LeapingClock(), threads: 2).run(spec)
      }
      #expect(try journal().prefix(before.count) == before[...])
      let (file, _) = try Samples.finish(spec, in: folder.path, stoppingEvery: 16, LeapingClock())
      #expect(file.resultDigest == whole.resultDigest)
      #expect(!FileManager.default.fileExists(atPath: files.journal))
    }
    #expect(counts.first == 0 && counts == counts.sorted() && Set(counts).count > 2, "\(counts)")
  }

  @Test func weightsThatAreAbsentAreNamed() throws {
    let (folder, supernet) = try trained(), spec = try Samples.evaluation(of: supernet, passes: 44)
    let path = JobFiles(results: folder.path, kind: "supernet", digest: spec.inputs[0].digest).run
    #expect(throws: WorkError.noSnapshot(run: path, passes: 44, found: [0, 45, 90])) {
      try Samples.worker(folder.path).run(spec)
    }
    let empty = try TemporaryFolder()
    #expect(throws: StoreError.notFound(path: JobFiles(results: empty.path, kind: "supernet", digest: spec.inputs[0].digest).run)) {
      try Samples.worker(empty.path).run(spec)
    }
  }

  @Test func aSupernetsFileThatHoldsAnotherJobIsNamed() throws {
    let folder = try TemporaryFolder(), text = try Job(try Samples.standAlone()).text
    try FileManager.default.createDirectory(atPath: folder["supernet"], withIntermediateDirectories: true)
    let digest = Digest(of: text.utf8), path = folder["supernet/\(digest).h5"]
    try SupernetRun(
      header: RunHeader(spec: text, provenance: Samples.provenance), space: SpaceLabel(name: "x", digest: digest), strategy: "x", seed: 1,
      history: [], probes: [], snapshots: []
    ).write(to: path)
    var spec = try Samples.evaluation(of: try Samples.supernet())
    spec.source = .supernet(JobReference(digest), passes: 90)
    #expect(throws: WorkError.input(path: path, found: "stand-alone", expected: "supernet")) {
      try Samples.worker(folder.path).run(spec)
    }
  }

  @Test func scoresTakenAgainAgreeAndAChangedOneDoesNot() throws {
    let (folder, supernet) = try trained(), worker = Samples.worker(folder.path, threads: 2)
    let spec = try Samples.evaluation(of: supernet), path = try worker.run(spec)
    let again = try worker.recompute(path, count: 3)
    #expect(again.map(\.name) == ["222222", "012012", "111111"] && again.allSatisfy(\.agrees))
    #expect(again[0].stored.count == 5, "four blocks and a loss")
    let net = try worker.run(try Samples.standAlone()),
      own = JobFiles(
        results: folder.path, kind: "supernet", digest: try Job(supernet).digest
      ).run
    #expect(try worker.recompute(net, count: 1).map(\.name) == ["validation", "test"])
    #expect(try (worker.recompute(net, count: 1) + worker.recompute(own, count: 9)).allSatisfy(\.agrees))

    let run = try EvaluationRun(reading: path)
    try EvaluationRun(
      header: run.header, space: run.space, strategy: run.strategy, seed: run.seed, supernet: run.supernet, passes: run.passes,
      policy: run.policy, architectures: run.architectures, scores: run.scores,
      loss: run.loss.enumerated().map { $0 == 2 ? $1.nextUp : $1 }
    ).write(to: path)
    #expect(try worker.recompute(path, count: 3).map(\.agrees) == [true, false, true])
  }
}
