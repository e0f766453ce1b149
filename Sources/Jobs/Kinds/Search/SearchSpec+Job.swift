internal import Search
internal import Spaces
public import Store
internal import Training

extension SearchSpec: JobKind {
  public var inputs: [JobInput] {
    aims.compactMap { aim in
      switch aim.source {
      case .table, .lookup, .counted, .training: nil
      case .evaluation(let reference): reference.input
      case .supernet(let reference, _, _): reference.input
      }
    }
  }

  public func check() throws(WorkError) {
    try SpecCheck.atLeast(1, aims.count, "aims")
    try SpecCheck.atLeast(1, evaluations, "evaluations")
    try SpecCheck.atLeast(1, searches, "searches")
    try SpecCheck.atLeast(0, seed, "seed")
    for (field, value, most) in [
      ("evaluations", evaluations, 1_000_000), ("searches", searches, 100_000), ("seed", seed, Self.greatestSeed),
    ]
    where value > most {
      throw .spec(reason: "\(field): \(value) is more than \(most)")
    }
    if let fault = algorithm.fault(objectives: aims.count) { throw .spec(reason: "algorithm.\(fault.field): \(fault.reason)") }
    if let left {
      let isPart =
        left.count == space.choices.count
        && zip(left, space.choices).allSatisfy { own, choice in
          !own.isEmpty && zip(own, own.dropFirst()).allSatisfy { $0 < $1 } && own.allSatisfy(choice.candidates.indices.contains)
        }
      guard isPart else { throw .spec(reason: "left: should name candidates of each choice of \(space.name), rising") }
    }
    do throws(SpaceError) { _ = try problem() } catch { throw .spec(reason: "constraints: \(error)") }
    for case .training(let own) in aims.map(\.source) { try SpecCheck.training(seed: own.seed, own.recipe, passes: own.passes) }
    for (place, aim) in aims.enumerated() {
      guard case .lookup(let table) = aim.source else { continue }
      do throws(SpaceError) { try table.check(fits: space) } catch { throw .spec(reason: "aims.\(place): \(error)") }
      let costs = CostTable(space)
      if space.isPadded, [costs.macs, costs.parameters].contains(table) {
        throw .spec(
          reason: "aims.\(place): \(table.name) of networks of \(space.name) are no sums over candidates: let them be counted")
      }
    }
  }

  public func estimate(_ known: Known) throws -> Job.Estimate {
    let count = Double(evaluations * searches), disk = 8 * evaluations * searches + 200 * min(evaluations * searches, 100_000)
    var seconds = count * algorithm.secondsEach + Estimates.startSeconds, memory = (64 << 20) + 4 * disk
    for case .supernet(let reference, _, let policy) in aims.map(\.source) {
      let spec = try known.spec(reference), images = try known.images(spec.data)
      seconds += count * Estimates.meanMACs(spec.space) * Double(Estimates.seen(policy, images)) / Estimates.rate
      memory = max(memory, Estimates.memory(try Scorer.memory(spec.space, spec.recipe.task, policy, threads: known.threads), images))
    }
    for case .training(let own) in aims.map(\.source) {
      let each = try own.estimate(in: space, known)
      seconds += count * each.seconds
      memory = max(memory, each.memory)
    }
    return Job.Estimate(seconds: seconds, memory: memory, disk: disk)
  }

  /// The first `count` searches again where they go by tables; `count` nets again where a supernet or a brief training scores them.
  public func recompute(_ run: SearchRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    let problem = try problem()
    var scores = try NetScores(self, problem, context) { try $0.load(environment: context.environment) }
    if aims.contains(where: \.source.isLive) {
      let rows = Recomputation.spread(count, over: run.architectures.count)
      let found = try scores.scores(try rows.map { try space.path(run.architectures[$0], "architectures") }, context) { _ in }
      return zip(rows, found).map { Recomputation(name: run.architectures[$0], stored: run.scores[$0], found: $1) }
    }
    let known = Dictionary(uniqueKeysWithValues: run.architectures.enumerated().map { ($1, $0) })
    return try run.seeds.indices.prefix(count).map { place in
      var search = SearchLoop(algorithm, evaluations: evaluations, seed: run.seeds[place], problem)
      while let nets = search.propose(problem) { search.learn(try scores.scores(nets, context) { _ in }, problem) }
      // Rows of the file and the values that stand there; a net that is not in it has none.
      let rows = search.history.nets.map { known[space.text(of: Architecture(path: $0))] ?? -1 }
      return Recomputation(
        name: "search \(run.seeds[place])",
        stored: run.orders[place].map(Double.init) + run.orders[place].flatMap { run.scores[$0] },
        found: rows.map(Double.init) + search.history.scores.flatMap(\.self))
    }
  }
}

extension SearchSpec.Source {
  /// Whether nets are scored as the search asks for them.
  fileprivate var isLive: Bool {
    switch self {
    case .supernet, .training: true
    case .table, .lookup, .counted, .evaluation: false
    }
  }
}

extension SearchAlgorithm {
  /// Seconds of processor time an evaluation besides its score: an ETA's raw material.
  fileprivate var secondsEach: Double {
    guard case .nsga2(let options) = self else { return 4e-6 }
    if case .lstm = options.policy?.form { return 2e-4 }
    return 1e-5
  }
}
