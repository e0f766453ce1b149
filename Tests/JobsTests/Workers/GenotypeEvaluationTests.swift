import Digests
import Fixtures
import FoundationEssentials
import Jobs
import Spaces
import Store
import Strategies
import Streams
import Testing

@Suite struct GenotypeEvaluationTests {
  /// A results folder with a relaxation, its run, and an evaluation of all candidates, or of a genotype and two random ones.
  private func relaxed(
    _ weighting: EvaluationSpec.Weighting = .one, whole: Bool = false, by relaxation: RelaxationSpec? = nil
  ) throws -> (folder: TemporaryFolder, run: RelaxationRun, spec: EvaluationSpec) {
    let folder = try TemporaryFolder(), relaxation = try relaxation ?? Samples.relaxation(), space = relaxation.space
    let run = try RelaxationRun(reading: Samples.worker(folder.path).run(relaxation))
    var random = RandomStream(seed: 3, "random genotypes")
    let genotype = try space.architecture(Discretisation.topTwo.genotype(weights: run.weights[run.weights.count - 1], of: space))
    let scored = whole ? [space.whole] : [genotype, space.randomCells(&random), space.randomCells(&random)]
    let spec = EvaluationSpec(
      .relaxation(JobReference(run.header.specDigest), weighting), policy: relaxation.followed.policy,
      architectures: scored.map { space.text(of: $0) }, blocks: 3)
    return (folder, run, spec)
  }

  @Test(arguments: EvaluationSpec.Weighting.allCases) func scoresSayWhatWasScored(weighting: EvaluationSpec.Weighting) throws {
    let (folder, run, spec) = try relaxed(weighting), worker = Samples.worker(folder.path), path = try worker.run(spec)
    let found = try EvaluationRun(reading: path)
    #expect(found.weighting == weighting.rawValue && found.strategy == "darts" && found.seed == 3 && found.space == run.space)
    #expect(found.architectures == spec.architectures && found.scores.allSatisfy { $0.images == [20, 20, 20] })
    let again = try worker.recompute(path, count: 2)
    #expect(again.map(\.name) == [spec.architectures[0], spec.architectures[1]] && again.allSatisfy(\.agrees))
  }

  /// The whole mixture out of the file scores as it did in the trainer's memory after the last epoch. What passes by an edge is multiplied
  /// with the edge's gain, which PC-DARTS's files keep apart.
  @Test(arguments: [StrategySpec.darts(DARTS()), .pcDARTS(PCDARTS(warmup: 0, spread: 1))])
  func theStoredMixtureIsTheTrainers(strategy: StrategySpec) throws {
    var relaxation = try Samples.relaxation(strategy)
    relaxation.followed.images = 60
    if case .pcDARTS = strategy {
      relaxation.space = .partialDARTS(
        divisor: 2, channels: 4, cells: 3, input: relaxation.space.input, classes: relaxation.space.classes)
    }
    let (folder, run, spec) = try relaxed(.mixture, whole: true, by: relaxation)
    let found = try EvaluationRun(reading: Samples.worker(folder.path).run(spec))
    #expect(found.scores[0].mean == run.history.last?.validationScore)
    for (row, gains) in zip(run.weights, run.gains) {
      #expect(row.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 }, "shares of a choice, whatever its gain")
      #expect(strategy == .darts(DARTS()) ? gains.allSatisfy { $0 == 1 } : gains.contains { $0 < 0.9 })
    }
  }

  @Test func bothWaysDiffer() throws {
    let (folder, _, spec) = try relaxed(.mixture), worker = Samples.worker(folder.path)
    var other = spec
    other.source = .relaxation(JobReference(spec.inputs[0].digest), .one)
    let runs = try [spec, other].map { try EvaluationRun(reading: worker.run($0)) }
    #expect(runs[0].loss != runs[1].loss && runs[0].header.specDigest != runs[1].header.specDigest)
  }

  /// The three genotypes share a prefix and run together: a look behind each recalibration, then behind each on each of three parts of
  /// the images, the last of which gives the scores.
  @Test(arguments: [10, 11]) func stoppedWithinAScoreItGoesOnFromItsJournal(look: Int) throws {
    let (folder, _, spec) = try relaxed(), files = JobFiles(results: folder.path, kind: "evaluation", digest: try digest(spec))
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
    var (folder, _, spec) = try relaxed()
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
    let (_, _, spec) = try relaxed(), text = try Job(spec).text
    #expect(text.contains(#""weighting":"one""#) && text.contains(#""relaxation":""#) && !text.contains("passes"))
    #expect(try JobKinds.house.job(reading: text).spec as? EvaluationSpec == spec)
    #expect(try !Job(try Samples.evaluation(of: Samples.supernet())).text.contains("weighting"))
  }

  private func digest(_ spec: EvaluationSpec) throws -> Digest { try Job(spec).digest }
}
