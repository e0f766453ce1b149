internal import Datasets
internal import Proxies
internal import Spaces
public import Store

extension ProxySpec: JobKind {
  public func check() throws(WorkError) {
    try SpecCheck.atLeast(2, batch, "batch")
    for (field, count) in [
      ("architectures", architectures.count), ("initializations", initializations.count), ("batches", batches.count),
      ("proxies", proxies.count),
    ] where count == 0 { throw .spec(reason: "\(field): none is given") }
    for (field, seeds) in [("initializations", initializations), ("batches", batches)] {
      for seed in seeds { try SpecCheck.atLeast(0, seed, field) }
      guard Set(seeds).count == seeds.count else { throw .spec(reason: "\(field): a seed is given twice") }
    }
    guard Set(architectures).count == architectures.count else { throw .spec(reason: "architectures: one is given twice") }
    guard Set(proxies).count == proxies.count else { throw .spec(reason: "proxies: one is given twice") }
  }

  public func estimate(_ known: Known) throws -> Job.Estimate {
    let images = try known.images(data), nets = try architectures.map { try space.architecture($0) }, table = CostTable(space)
    let macs = nets.reduce(0.0) { $0 + Double(table.cost(of: $1).macs) } * Double(initializations.count * batches.count)
    let passes = Set(proxies.map(\.pass)).reduce(0) { $0 + $1.price(batch: batch) }
    let numbers = architectures.count * initializations.count * batches.count * proxies.count
    return Job.Estimate(
      seconds: macs * Double(batch) * passes / Estimates.rate + Estimates.startSeconds,
      memory: Estimates.memory(
        try ProxyScorer.memory(space, proxies, several: isSeveral(nets), batch: batch, threads: known.threads), images),
      disk: 8 * numbers + 32 * architectures.count + (1 << 16))
  }

  /// `count` nets, evenly spread over the rows, under all seeds.
  public func recompute(_ run: ProxyRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    let rows = Recomputation.spread(count, over: run.architectures.count)
    let images = try data.load(environment: context.environment).training
    var stored = rows.map { _ in [Double]() }, found = stored, scores = try ProxyScores(self, context)
    for (i, initialization) in initializations.enumerated() {
      for (b, batch) in batches.enumerated() {
        for (place, row) in rows.enumerated() {
          stored[place] += run.scores.map { $0[i][b][row] }
          found[place] += try scores.scores(of: row, initialization: initialization, batch: batch, images)
        }
      }
    }
    return rows.indices.map { Recomputation(name: run.architectures[rows[$0]], stored: stored[$0], found: found[$0]) }
  }
}
