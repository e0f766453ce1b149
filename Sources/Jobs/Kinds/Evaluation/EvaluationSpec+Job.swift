internal import Networks
internal import Spaces
public import Store
internal import Training

extension EvaluationSpec: JobKind {
  public var inputs: [JobInput] {
    switch source {
    case .supernet(let supernet, _): [supernet.input]
    case .relaxation(let relaxation, _): [relaxation.input]
    }
  }

  public func check() throws(WorkError) {
    try SpecCheck.atLeast(1, blocks, "blocks")
    guard !architectures.isEmpty else { throw .spec(reason: "architectures: none is given") }
    if dropsMaps, weighting != nil { throw .spec(reason: "dropsMaps: is true, and a relaxation has no linear skips") }
  }

  public func estimate(_ known: Known) throws -> Job.Estimate {
    switch source {
    case .supernet(let supernet, _):
      let spec = try known.spec(supernet), images = try known.images(spec.data)
      let subnets = try architectures.map { Subnet(path: try spec.space.path($0, "architectures")) }
      let work = Double(try PrefixTree(of: subnets, in: spec.space).macs) * Double(Estimates.seen(policy, images))
      return Job.Estimate(
        seconds: work / Estimates.rate + Estimates.startSeconds,
        memory: Estimates.memory(try Scorer.memory(spec.space, spec.recipe.task, policy, threads: known.threads), images),
        disk: architectures.count * 128 + (1 << 16))
    case .relaxation(let relaxation, _):
      let spec = try known.spec(relaxation), images = try known.images(spec.data), table = CostTable(spec.space)
      let macs = try architectures.reduce(0) { $0 + Double(table.cost(of: try spec.space.architecture($1)).macs) }
      // An architecture goes through its share of the arena.
      let whole = Double(table.cost(of: spec.space.whole).macs),
        arena = try Scorer.memory(spec.space, spec.recipe.task, policy, several: true)
      let image = Estimates.graphSeconds(whole, bytes: arena, images: policy.images ?? Scorer.together)
      return Job.Estimate(
        seconds: Double(Estimates.seen(policy, images)) * image * macs / whole + Estimates.startSeconds,
        memory: Estimates.memory(
          try Scorer.memory(spec.space, spec.recipe.task, policy, several: true, threads: known.threads), images),
        disk: architectures.count * 512 + (1 << 16))
    }
  }

  /// `count` architectures, evenly spread over the rows.
  public func recompute(_ run: EvaluationRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    let rows = Recomputation.spread(count, over: run.architectures.count),
      scored = try ScoredSupernet(source, dropsMaps: dropsMaps, context)
    let data = try scored.data.load(environment: context.environment)
    var found: [Int: OneShotScore] = [:]
    try scored.scores(rows.map { ($0, run.architectures[$0]) }, policy, blocks: blocks, on: data, context, progress: { _ in }) {
      found[$0] = OneShotScore(row: $0, $1, scored.metric, images: run.scores[$0].images, .none)
    }
    return rows.compactMap { row in
      found[row].map {
        Recomputation(
          name: run.architectures[row], stored: run.scores[row].sums + [run.loss[row]], found: $0.sums + [$0.loss ?? .nan])
      }
    }
  }
}
