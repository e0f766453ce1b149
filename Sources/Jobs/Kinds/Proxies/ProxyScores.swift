internal import Datasets
internal import Networks
internal import Proxies
internal import Spaces
internal import Store
internal import Training

/// A spec's nets under its proxies, one at a time; weights and images change where another seed is asked for.
struct ProxyScores: ~Copyable {
  private let nets: [Architecture]
  private var scorer: ProxyScorer
  private let space: Space
  private var seeds: (initialization: Int?, batch: Int?)

  /// A line of the job's journal: what a run of nets has under one seed of weights and one of images.
  ///
  ///     {"batch":0,"expense":{…},"first":64,"initialization":2,"scores":[[1712.3,…],…]}
  struct Line: JournalLine {
    /// Places in the spec's lists of seeds, and the first net's in the order of texts.
    var initialization: Int, batch: Int, first: Int
    /// [nets][proxies]; nil where a score is no number.
    var scores: [[Double?]]
    var expense: Expense
  }

  /// Throws where an architecture is none of the space's, and what scorers throw.
  init(_ spec: ProxySpec, _ context: WorkerContext) throws {
    let nets = try spec.architectures.map { try spec.space.architecture($0) }
    let scorer = try ProxyScorer(
      spec.space, spec.proxies, several: spec.isSeveral(nets), batch: spec.batch, threads: context.threads, level: context.level)
    self.nets = nets
    self.scorer = scorer
    space = spec.space
    seeds = (nil, nil)
  }

  /// A number a proxy for the net of this row; NaN where it has none.
  mutating func scores(of row: Int, initialization: Int, batch: Int, _ images: PreparedImages) throws -> [Double] {
    if seeds.initialization != initialization { scorer.initialize(seed: UInt64(initialization)) }
    if seeds.batch != batch {
      try space.accept(images, for: Classification())
      try scorer.load(images, seed: UInt64(batch))
    }
    seeds = (initialization, batch)
    return try scorer.score(nets[row]).map { $0.isFinite ? $0 : .nan }
  }
}
