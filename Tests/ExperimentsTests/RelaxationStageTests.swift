import Analysis
import Datasets
import Digests
import Engine
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Spaces
import Store
import Strategies
import Testing
import Training

@Suite struct RelaxationStageTests {
  private func experiment(_ change: (inout RelaxationExperiment) -> Void = { _ in }) throws -> RelaxationExperiment {
    let text = try String(contentsOfFile: "\(Fixtures.root)/Benchmarks/smoke/relaxation.yaml", encoding: .utf8)
    var experiment = try #require(
      try ExperimentKinds.house.experiment(reading: text, file: "relaxation.yaml") as? RelaxationExperiment)
    experiment.data.source = .synthetic(.init(seed: 1, training: 800, test: 100, height: 28, width: 28, channels: 1, classes: 10))
    change(&experiment)
    return experiment
  }

  private func growing(_ experiment: inout RelaxationExperiment) {
    experiment.space.operations = "all"
    experiment.relaxation.methods[0].label = "P-DARTS"
    experiment.relaxation.methods[0].rule = .skipLimit(2)
    experiment.relaxation.methods[0].stages = [
      .init(epochs: 1, cells: 3, dropout: 0, kept: 5), .init(epochs: 1, cells: 4, dropout: 0.4, kept: 3),
      .init(epochs: 2, cells: 5, dropout: 0.7),
    ]
    experiment.primary.more = "P-DARTS"
  }

  private func inFolder<T>(_ body: (String) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stages-\(UUID().uuidString)").path()
    defer { do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) } }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try body(folder)
  }

  @Test func aSearchWithoutStagesIsWhatItWas() throws {
    try inFolder { folder in
      let plain = try RelaxationReproduction(try experiment(), Surroundings(results: Results(folder), environment: [:]))
      #expect(try plain.tracks().map { $0.stages[0] }.allSatisfy { $0.space == plain.space && $0.passes == 2 * (320 / 32) })
      #expect(try plain.plan().rounds.count == 2)
    }
  }

  /// What rules make of a search, how many random genotypes are scored beside, and what tables call it decide none of its bits.
  @Test func twoRulesOnOneSearchTrainNothingTwice() throws {
    try inFolder { folder in
      func relaxations(_ change: @escaping (inout RelaxationExperiment) -> Void) throws -> [Job] {
        let reproduction = try RelaxationReproduction(try experiment(change), Surroundings(results: Results(folder), environment: [:]))
        return try reproduction.plan().jobs.filter { $0.kind == "relaxation" }
      }
      let plain = try relaxations { _ in }
      let changed = try relaxations {
        ($0.relaxation.methods[0].rule, $0.relaxation.random) = (.skipLimit(1), 4)
        ($0.relaxation.methods[0].label, $0.primary.more) = ("other", "other")
      }
      #expect(plain == changed && !plain.isEmpty)
      // Both rules in one study: the searches are jobs once, each method has its own evaluations and nets.
      let both = try relaxations { experiment in
        var second = experiment.relaxation.methods[0]
        (second.label, second.rule) = ("second rule", .skipLimit(1))
        experiment.relaxation.methods.append(second)
      }
      #expect(both == plain)
    }
  }

  @Test func partialChannelsAreTheSpacesOwn() throws {
    try inFolder { folder in
      let partial = try RelaxationReproduction(
        try experiment { $0.relaxation.methods[0].divisor = 2 }, Surroundings(results: Results(folder), environment: [:]))
      let space = try #require(partial.tracks().first).stages[0].space
      #expect(space.name == "\(partial.space.name)-over-2" && space.choices == partial.space.choices)
      #expect(
        space
          == .darts(
            name: space.name, channels: 4, cells: 3, input: partial.space.input, classes: 10, divisor: 2
          ) { edge in
            partial.space.choices.first { $0.name == edge.name }?.candidates.compactMap { Primitive(rawValue: $0.name) } ?? []
          })
    }
  }

  /// Stages run one after the other, each known once the one before it is done, and end in genotypes of every stage.
  @Test func stagesGrowAndKeepWhatWeighsMost() throws {
    try inFolder { folder in
      let grown = try RelaxationReproduction(try experiment(growing), Surroundings(results: Results(folder), environment: [:]))
      let plan = try grown.plan(), seeds = grown.declared.relaxation.methods[0].seeds.count
      #expect(!plan.isFinal && plan.rounds.count == 4)
      #expect(plan.rounds[1].jobs.count == seeds && plan.rounds[2].jobs.count == seeds)
      let track = try #require(try grown.tracks().first)
      #expect(track.stages.map(\.space.name) == (1...3).map { "darts-stage-\($0)" } && track.runs.isEmpty)
      #expect(track.stages.map { Set($0.space.choices.map(\.candidates.count)) } == [[8], [5], [3]])
      #expect(track.stages.map(\.passes) == [10, 10, 20])
      for (spec, rate) in zip(track.stages, [0, 0.4, 0.7]) {
        guard case .darts(let darts) = spec.strategy else { throw CocoaError(.featureUnsupported) }
        #expect(darts.skips == .dropout(SkipDropout(rate: rate, warmup: 0, epochs: spec.passes / 10)))
      }
      // Nobody ranks in stages: their spaces lose operations.
      #expect(!plan.rounds[0].jobs.contains { $0.label.contains("genotypes in P-DARTS") })
    }
  }

  /// Runs what is stale of an experiment in this process; with `rounds` it is stopped behind so many.
  private struct Stopped: Error {}

  @discardableResult
  private func run(
    _ experiment: RelaxationExperiment, in folder: String, stopping rounds: Int? = nil, launched: ([Job]) -> Void = { _ in }
  ) throws -> (reproduction: RelaxationReproduction, plan: ExperimentPlan) {
    let reproduction = try RelaxationReproduction(experiment, Surroundings(results: Results(folder), environment: [:]))
    let provenance = Provenance(
      commit: "x", dirty: false, compiler: "x", cpu: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x",
      expense: .none)
    let worker = Worker(
      WorkerContext(
        results: reproduction.surroundings.results, threads: 2, level: .best, environment: [:], provenance: provenance,
        elapsed: ContinuousClock().stopwatch(), report: { _ in }, interruption: { nil }))
    var round = 0
    let plan = try reproduction.run(threads: 1) { _, stale in
      if round == rounds { throw Stopped() }
      launched(stale)
      for job in stale { try worker.run(job) }
      round += 1
    }.plan
    return (reproduction, plan)
  }

  private func short(_ experiment: inout RelaxationExperiment) {
    for number in 0..<2 { experiment.relaxation.methods[number].seeds = [1] }
    (experiment.ranking, experiment.baselines) = (nil, nil)
    (experiment.relaxation.random, experiment.retraining.random, experiment.retraining.epochs) = (1, 0, 1)
  }

  /// A stage's space follows from the weights that the run file of the one before holds, whoever reads it.
  @Test func stoppedBetweenStagesItGoesOnToTheSameBits() throws {
    let experiment = try experiment {
      growing(&$0)
      short(&$0)
    }
    func results(in folder: String) throws -> [String: String] {
      let (reproduction, plan) = try run(experiment, in: folder)
      #expect(plan.isFinal)
      return try Dictionary(
        uniqueKeysWithValues: plan.jobs.map {
          ($0.label, try RunFile.read(reproduction.surroundings.results.files(of: $0).run).resultDigest.hex)
        })
    }
    try inFolder { whole in
      try inFolder { stopped in
        let expected = try results(in: whole)
        for _ in 0..<2 { #expect(throws: Stopped.self) { try run(experiment, in: stopped, stopping: 1) } }
        #expect(try results(in: stopped) == expected && expected.count > 8)
      }
    }
  }

  /// The study's accuracies are those of the evaluations, row by row; another rule adds evaluations and nets, and no search.
  @Test func aSecondRuleIsScoredInTheSameSupernets() throws {
    let first = try experiment {
      short(&$0)
      $0.relaxation.followed = $0.data.split.validation
    }
    var second = first
    second.relaxation.methods[0].rule = .skipLimit(0)
    try inFolder { folder in
      let reproduction = try run(first, in: folder).reproduction, study = try reproduction.study()
      let (track, stages) = try reproduction.searches()[0], stage = try #require(stages.last)
      let row = study.groups[0].rows[0], results = reproduction.surroundings.results
      let weighted = try results.run(JobReference(stage.weighted)), unweighted = try results.run(JobReference(stage.unweighted))
      // The whole mixture first, as it was followed while it was trained on all these images; then the best operation of every edge.
      #expect(row.mixture == track.runs[0].history.last?.validationScore)
      #expect(try stage.spec.space.architecture(weighted.architectures[1]).kept.allSatisfy { $0.count == 1 })
      let accuracies = (weighted.scores + unweighted.scores).map(\.mean)
      let found = [row.mixture, row.operations, row.chosen.weighted] + row.random.map(\.weighted)
      #expect(found + [row.chosen.unweighted] + row.random.map(\.unweighted) == accuracies && accuracies.count == 6)
      #expect(weighted.architectures.dropFirst(2) == unweighted.architectures[...])
      #expect(row.chosen.genotype == stage.chosen.description && row.genotype == row.chosen.genotype)

      var launched: [Job] = []
      let other = try run(second, in: folder) { launched += $0 }.reproduction
      #expect(Set(launched.map(\.kind)) == ["evaluation", "stand-alone"] && launched.count == 3)
      #expect(try other.study().groups[0].rows[0].genotype != row.genotype)
    }
  }

  @Test func whatDoesNotFitIsNamed() throws {
    typealias Method = RelaxationExperiment.Method
    func check(_ field: String, of number: Int = 0, _ change: (inout Method) -> Void) throws {
      let broken = try experiment { change(&$0.relaxation.methods[number]) }
      do {
        try broken.validate()
        Issue.record("\(field) was taken")
      } catch { #expect("\(error)".contains("methods.\(number).\(field)"), "\(error)") }
    }
    // Before anything is trained, for the rule is applied to what a search leaves.
    let chains = try experiment { $0.relaxation.methods[0].rule = .argmax },
      surroundings = Surroundings(results: Results("x"), environment: [:])
    let error = #expect(throws: ExperimentError.self) { try RelaxationReproduction(chains, surroundings) }
    guard case .value("relaxation.methods.0.rule", _) = error else { Issue.record("\(String(describing: error))"); return }
    try check("divisor") { $0.divisor = 3 }
    try check("divisor") { $0.divisor = 4 }
    try check("stages") { $0.stages = [] }
    try check("stages.0.cells") { $0.stages = [.init(epochs: 1, cells: 0)] }
    try check("stages.0.epochs") { $0.stages = [.init(epochs: 0, cells: 3)] }
    try check("stages.0.dropout") { $0.stages = [.init(epochs: 1, cells: 3, dropout: 1)] }
    try check("stages.0.dropout", of: 1) { $0.stages = [.init(epochs: 1, cells: 3, dropout: 0.1)] }
    try check("stages.0.kept") { $0.stages = [.init(epochs: 1, cells: 3, kept: 1)] }
  }
}
