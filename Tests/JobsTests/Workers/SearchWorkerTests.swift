import Fixtures
import FoundationEssentials
import Jobs
import Search
import Spaces
import Store
import Testing
import Training

@Suite struct SearchWorkerTests {
  private static func algorithms() -> [SearchAlgorithm] {
    var evolution = Evolution.Options(), reinforced = NSGAII.Options()
    (evolution.population, evolution.top, evolution.mutants, evolution.crossovers) = (8, 4, 4, 4)
    reinforced.population = 8
    reinforced.kinds = HierarchicalMutation(natural: 0.2, prior: 0.15, reinforced: 0.65)
    reinforced.policy = PolicyOptions(.lstm(units: 8, embedding: 8))
    return [.random, .evolution(evolution), .localSearch(LocalSearch.Options()), .nsga2(reinforced)]
  }

  /// A number for each net that nothing else knows.
  private static func table() throws -> SearchSpec.NetTable {
    let nets = try PathIndex(Samples.space).paths.map { Samples.space.text(of: Architecture(path: $0)) }
    return SearchSpec.NetTable(nets: nets, values: nets.indices.map { Double($0 * 7919 % 1000) / 10 })
  }

  private static func tabular(_ algorithm: SearchAlgorithm = algorithms()[1], searches: Int = 3) throws -> SearchSpec {
    let macs = SearchSpec.Aim(Objective("MACs", .minimize), .lookup(CostTable(Samples.space).macs))
    return SearchSpec(
      space: Samples.space,
      aims: [SearchSpec.Aim(Objective("accuracy", unit: "%", .maximize), .table(try table()))] + (algorithm.isMultiObjective ? [macs] : []),
      algorithm: algorithm, evaluations: 40, searches: searches)
  }

  @Test func theRunFileHasEveryEvaluationInOrderWithItsScore() throws {
    let folder = try TemporaryFolder(), spec = try Self.tabular(), table = try Self.table()
    let run = try SearchRun(reading: try Samples.worker(folder.path).run(spec))
    #expect(run.seeds == [0, 1, 2] && run.orders.allSatisfy { $0.count == 40 && Set($0).count == 40 } && run.evaluations == 40)
    let values = Dictionary(uniqueKeysWithValues: zip(table.nets, table.values))
    #expect(zip(run.architectures, run.scores).allSatisfy { values[$0] == $1[0] })
    #expect(Set(run.architectures).count == run.architectures.count && run.objectives.map(\.name) == ["accuracy"])
    #expect(run.best(1).map { values[$0] } == run.orders[1].map { run.scores[$0][0] }.max())
    // Other seeds, other searches.
    #expect(Set(run.orders).count == 3)
  }

  @Test(arguments: algorithms()) func stoppedAnywhereItGoesOnToTheSameBits(algorithm: SearchAlgorithm) throws {
    let spec = try Self.tabular(algorithm, searches: 2), folder = try TemporaryFolder()
    let whole = try RunFile.read(try Samples.worker(folder.path).run(spec))
    let (file, stops) = try Samples.finish(spec, in: try TemporaryFolder().path, stoppingEvery: 2, LeapingClock())
    #expect(stops > 0 && file.resultDigest == whole.resultDigest, "\(stops) stops")
  }

  @Test func aTableThatLacksANetIsRefusedBeforeAnythingRuns() throws {
    var spec = try Self.tabular(), table = try Self.table()
    (table.nets, table.values) = (Array(table.nets.dropLast()), Array(table.values.dropLast()))
    spec.aims[0].source = .table(table)
    let error = #expect(throws: WorkError.self) { try Samples.worker(try TemporaryFolder().path).run(spec) }
    #expect(
      error?.description.contains("\(table.nets.count) of the \(table.nets.count + 1) networks of small") == true,
      "\(String(describing: error))")
  }

  @Test func whatNoSearchCanDoIsNamed() throws {
    func said(_ change: (inout SearchSpec) -> Void) throws -> String {
      var spec = try Self.tabular()
      change(&spec)
      let error = #expect(throws: WorkError.self) { try Samples.worker(try TemporaryFolder().path).run(spec) }
      return error?.description ?? ""
    }
    #expect(try said { $0.aims = [] }.contains("aims: 0 is less than 1"))
    #expect(try said { $0.evaluations = 0 }.contains("evaluations: 0 is less than 1"))
    #expect(try said { $0.constraints = [PathConstraint(CostTable($0.space).macs, atMost: 1)] }.contains("constraints: "))
    var wrong = Evolution.Options()
    wrong.top = 0
    #expect(try said { $0.algorithm = .evolution(wrong) }.contains("algorithm.top: is 0"))
    let other = CostTable(.nasBenchMacro()).macs
    #expect(try said { $0.aims.append(SearchSpec.Aim(Objective("ms", .minimize), .lookup(other))) }.contains("aims.1: "))
  }

  @Test func aConstraintHoldsInEveryEvaluation() throws {
    var spec = try Self.tabular(Self.algorithms()[3])
    let costs = CostTable(Samples.space), bound = (costs.macs.least + costs.macs.greatest) / 2
    spec.constraints = [PathConstraint(costs.macs, atMost: bound)]
    let run = try SearchRun(reading: try Samples.worker(try TemporaryFolder().path).run(spec))
    #expect(try run.architectures.allSatisfy { Double(costs.cost(of: try Samples.space.architecture($0)).macs) <= bound })
  }

  /// The same net has the same right answers, whoever asks: a search in its order or an evaluation of a list.
  @Test func scoresOfALiveSupernetAreThoseOfAnEvaluation() throws {
    let folder = try TemporaryFolder(), supernet = try Samples.supernet()
    try Samples.worker(folder.path).run(supernet)
    let spec = try Self.live(supernet), run = try SearchRun(reading: try Samples.worker(folder.path, threads: 2).run(spec))
    #expect(run.architectures.count == 20)
    let evaluation = EvaluationSpec(
      .supernet(try JobReference(supernet), passes: 90), policy: .recalibrated(images: 40), architectures: run.architectures, blocks: 1)
    let scored = try EvaluationRun(reading: try Samples.worker(folder.path).run(evaluation))
    #expect(scored.scores.map { 100 * $0.mean } == run.scores.map { $0[0] } && Set(run.scores).count > 1)

    // Read from the evaluation's file, a search of its nets alone: of all of them it is refused.
    var stored = spec
    stored.aims[0].source = .evaluation(try JobReference(evaluation))
    let error = #expect(throws: WorkError.self) { try Samples.worker(folder.path).run(stored) }
    #expect(error?.description.contains("20 of the") == true)

    let again = try Samples.worker(folder.path).recompute(Results(folder.path).files(of: try Job(spec)).run, count: 3)
    #expect(again.count == 3 && again.allSatisfy(\.agrees))
  }

  /// What an evaluation of all nets says and what the supernet says when it is asked are one: so are the searches.
  @Test func aSearchOfStoredScoresIsTheLiveOne() throws {
    let folder = try TemporaryFolder(), supernet = try Samples.supernet(), live = try Self.live(supernet)
    try Samples.worker(folder.path).run(supernet)
    let all = try PathIndex(Samples.space).paths.map { Samples.space.text(of: Architecture(path: $0)) }
    let evaluation = EvaluationSpec(
      .supernet(try JobReference(supernet), passes: 90), policy: .recalibrated(images: 40), architectures: all, blocks: 1)
    try Samples.worker(folder.path).run(evaluation)
    var stored = live
    stored.aims[0].source = .evaluation(try JobReference(evaluation))
    let runs = try [live, stored].map { try SearchRun(reading: try Samples.worker(folder.path).run($0)) }
    #expect(runs[0].architectures == runs[1].architectures && runs[0].scores == runs[1].scores && runs[0].orders == runs[1].orders)
  }

  @Test func aLiveSearchStoppedInAGenerationKeepsItsScores() throws {
    let folder = try TemporaryFolder(), supernet = try Samples.supernet()
    try Samples.worker(folder.path).run(supernet)
    let spec = try Self.live(supernet), whole = try RunFile.read(try Samples.worker(folder.path).run(spec))
    try FileManager.default.removeItem(atPath: Results(folder.path).files(of: try Job(spec)).run)
    let (file, stops) = try Samples.finish(spec, in: folder.path, stoppingEvery: 14, LeapingClock())
    #expect(stops > 0 && file.resultDigest == whole.resultDigest, "\(stops) stops")
  }

  /// With FALSR's edges, whose nets run whole, and without, whose nets are paths: the score is what a longer training has at the mark.
  @Test(arguments: [true, false]) func netsThatAreTrainedBrieflyScoreAsTrainingsAloneDoAtTheMark(edges: Bool) throws {
    let folder = try TemporaryFolder(), spec = try Self.brief(edges: edges)
    let run = try SearchRun(reading: try Samples.worker(folder.path, threads: 2).run(spec))
    #expect(run.architectures.count == 6 && Set(run.scores.map { $0[0] }).count == 6)
    for (net, score) in zip(run.architectures, run.scores) {
      guard case .training(let own) = spec.aims[0].source else { throw CancellationError() }
      let alone = StandAloneSpec(
        space: spec.space, architecture: net, recipe: own.recipe, passes: 9, data: own.data, seed: own.seed, blocks: 1, marks: [6])
      let trained = try StandAloneRun(reading: try Samples.worker(folder.path).run(alone))
      #expect(trained.marks.map(\.validation.mean) == [score[0]])
      #expect(score[1] == Double(CostTable(spec.space).cost(of: try spec.space.architecture(net)).macs))
    }
    let again = try Samples.worker(folder.path).recompute(Results(folder.path).files(of: try Job(spec)).run, count: 2)
    #expect(again.count == 2 && again.allSatisfy(\.agrees))
  }

  @Test func aSearchByBriefTrainingStoppedInAGenerationKeepsItsScores() throws {
    let spec = try Self.brief(edges: false), whole = try RunFile.read(try Samples.worker(try TemporaryFolder().path).run(spec))
    let (file, stops) = try Samples.finish(spec, in: try TemporaryFolder().path, stoppingEvery: 10, LeapingClock())
    #expect(stops > 0 && file.resultDigest == whole.resultDigest, "\(stops) stops")
  }

  /// A net whose loss ceases to be a number has the least score that there is, and the search goes on.
  @Test func aNetThatDivergesScoresTheLeast() throws {
    let run = try SearchRun(reading: try Samples.worker(try TemporaryFolder().path).run(try Self.brief(edges: false, rate: 1e30)))
    #expect(run.architectures.count == 6 && run.scores.contains { $0[0] == -100 })
  }

  private static func brief(edges: Bool, rate: Double = 0.05) throws -> SearchSpec {
    let enlarging = try Samples.enlarging(rate: rate)
    let space = Space.smallSuperResolution(input: enlarging.space.input, edges: edges)
    return SearchSpec(
      space: space,
      aims: [
        SearchSpec.Aim(
          Objective("PSNR", unit: "dB", .maximize),
          .training(BriefTraining(recipe: enlarging.recipe, passes: 6, data: enlarging.data, seed: 2))),
        SearchSpec.Aim(Objective("MACs", .minimize), .cost(.macs, of: space)),
      ], algorithm: .random, evaluations: 6, seed: 5)
  }

  @Test func searchesOfATableAreFoundAgainAndAChangedOneIsNot() throws {
    let folder = try TemporaryFolder(), spec = try Self.tabular(), worker = Samples.worker(folder.path), path = try worker.run(spec)
    #expect(try worker.recompute(path, count: 2).map(\.agrees) == [true, true])
    let run = try SearchRun(reading: path)
    var orders = run.orders
    orders[1].swapAt(3, 4)
    try SearchRun(
      header: run.header, space: run.space, algorithm: run.algorithm, objectives: run.objectives, architectures: run.architectures,
      scores: run.scores, seeds: run.seeds, orders: orders, evaluations: run.evaluations
    ).write(to: path)
    #expect(try worker.recompute(path, count: 3).map(\.agrees) == [true, false, true])
  }

  private static func live(_ supernet: SupernetSpec) throws -> SearchSpec {
    SearchSpec(
      space: supernet.space,
      aims: [
        SearchSpec.Aim(
          Objective("accuracy", unit: "%", .maximize),
          .supernet(try JobReference(supernet), passes: 90, policy: .recalibrated(images: 40)))
      ], algorithm: algorithms()[1], evaluations: 20, seed: 5)
  }
}
