import Digests
import Fixtures
import FoundationEssentials
import Jobs
import Spaces
import Store
import Strategies
import Testing

@Suite struct CutEvaluationTests {
  /// A results folder with a search, its run, and an evaluation of what the search itself scored.
  private func searched(
    _ weighting: EvaluationSpec.Weighting = .one, by search: RelaxationSpec? = nil
  ) throws -> (folder: TemporaryFolder, run: RelaxationRun, spec: EvaluationSpec) {
    let folder = try TemporaryFolder(), search = try search ?? Samples.relaxation()
    let run = try RelaxationRun(reading: Samples.worker(folder.path).run(search))
    let spec = EvaluationSpec(
      .relaxation(JobReference(run.header.specDigest), weighting), policy: search.policy, population: "uniform",
      architectures: ([run.chosen] + run.random).map(\.architecture), inclusion: [1, 1, 1], blocks: 3)
    return (folder, run, spec)
  }

  /// The search scored the same genotypes with the weights in its memory.
  @Test(arguments: EvaluationSpec.Weighting.allCases) func scoresAreThoseOfTheSearchItself(weighting: EvaluationSpec.Weighting) throws {
    let (folder, run, spec) = try searched(weighting), worker = Samples.worker(folder.path), path = try worker.run(spec)
    let found = try EvaluationRun(reading: path), cuts = [run.chosen] + run.random
    #expect(found.tallies.map(\.accuracy) == cuts.map { weighting == .one ? $0.one : $0.keep })
    #expect(found.weighting == weighting.rawValue && found.strategy == "DARTS" && found.seed == 3 && found.space == run.space)
    #expect(found.architectures == spec.architectures && found.tallies.allSatisfy { $0.images == [20, 20, 20] })
    let again = try worker.recompute(path, count: 2)
    #expect(again.map(\.name) == [spec.architectures[0], spec.architectures[1]] && again.allSatisfy(\.agrees))
  }

  /// What passes by an edge is multiplied with the edge's gain, which the run's weights hold in their sums.
  @Test(arguments: EvaluationSpec.Weighting.allCases) func edgesKeepTheirGains(weighting: EvaluationSpec.Weighting) throws {
    var search = try Samples.relaxation(.pcDARTS(PCDARTS(warmup: 0, spread: 1)))
    search.space = .partialDARTS(divisor: 2, channels: 4, cells: 3, input: search.space.input, classes: search.space.classes)
    let (folder, run, spec) = try searched(weighting, by: search)
    let found = try EvaluationRun(reading: Samples.worker(folder.path).run(spec)), cuts = [run.chosen] + run.random
    #expect(found.tallies.map(\.accuracy) == cuts.map { weighting == .one ? $0.one : $0.keep })
  }

  @Test func bothWaysDiffer() throws {
    let (folder, _, spec) = try searched(.mixture), worker = Samples.worker(folder.path)
    var other = spec
    other.source = .relaxation(JobReference(spec.inputs[0].digest), .one)
    let runs = try [spec, other].map { try EvaluationRun(reading: worker.run($0)) }
    #expect(runs[0].loss != runs[1].loss && runs[0].header.specDigest != runs[1].header.specDigest)
  }

  /// The three genotypes share a prefix and run together: a look behind each recalibration, then behind each on each of three parts of
  /// the images, the last of which gives the scores.
  @Test(arguments: [10, 11]) func stoppedWithinAScoreItGoesOnFromItsJournal(look: Int) throws {
    let (folder, _, spec) = try searched(), files = JobFiles(results: folder.path, kind: "evaluation", digest: try digest(spec))
    let whole = try RunFile.read(try Samples.worker(folder.path).run(spec))
    try FileManager.default.removeItem(atPath: files.run)
    #expect(throws: WorkError.interrupted(signal: 2, checkpoint: files.journal)) {
      try Samples.worker(folder.path, Countdown(look), LeapingClock()).run(spec)
    }
    #expect(try String(contentsOfFile: files.journal, encoding: .utf8).split(separator: "\n").count == look - 9)
    let (file, stops) = try Samples.finish(spec, in: folder.path, stoppingEvery: 3 * (12 - look) + 1, LeapingClock())
    #expect(stops > 0 && file.resultDigest == whole.resultDigest)
  }

  @Test func whatCannotBeScoredIsNamed() throws {
    var (folder, _, spec) = try searched()
    spec.blocks = 7
    #expect(throws: WorkError.spec(reason: "blocks: 60 images do not make 7 equal blocks")) { try Samples.worker(folder.path).run(spec) }
    let nothing = Digest(of: "nothing".utf8)
    (spec.blocks, spec.source) = (1, .relaxation(JobReference(nothing), .one))
    #expect(throws: StoreError.notFound(path: JobFiles(results: folder.path, kind: RelaxationSpec.key, digest: nothing).run)) {
      try Samples.worker(folder.path).run(spec)
    }
  }

  /// One key says what kind of job left the weights.
  @Test func theSourceIsWrittenUnderItsKind() throws {
    let (_, _, spec) = try searched(), text = try Job(spec).text
    #expect(text.contains(#""weighting":"one""#) && text.contains(#""relaxation":""#) && !text.contains("passes"))
    #expect(try JobKinds.house.job(reading: text).spec as? EvaluationSpec == spec)
    #expect(try !Job(try Samples.evaluation(of: Samples.supernet())).text.contains("weighting"))
  }

  private func digest(_ spec: EvaluationSpec) throws -> Digest { try Job(spec).digest }
}
