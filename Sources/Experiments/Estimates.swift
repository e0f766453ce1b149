internal import Engine
public import Jobs
internal import Spaces
internal import Strategies
internal import Streams
internal import Training

/// What jobs are expected to take, before they run: an ETA's raw material, not a measurement.
///
/// The constants are means over 128 stand-alone nets and 11 supernets of the laptop profile and 53 jobs of the smoke profile, in
/// processor time of one thread of a server core with AVX-512 at the end of 2026, from the run files' provenance; there the laptop's
/// seconds come out within a third. Memory is held against the largest resident size in the same files. Graphs of cells: 64 nets, 40
/// evaluations and 10 searches of the laptop's searches and 2 of the nightly ones, all within a third.
public struct Estimates: Sendable {
  /// Multiply-adds a second of one thread in small nets, what a pass costs besides, and starting a worker and loading its images.
  static let rate = 3e10, passSeconds = 2e-4, startSeconds = 0.4
  /// Bytes a second that one thread takes through the arena of a graph: small cells wait for memory, not for arithmetic.
  static let arenaRate = 5.2e9
  /// Images of a chunk under inherited statistics, as `Evaluator` has it.
  static let inheritedChunk = 500
  /// Bytes of a process that has its images and no arena yet; of one that starts to read them, and for each byte of the data set.
  static let processBytes = 61 << 20, readerBytes = 34 << 20, bytesPerImageByte = 2.15

  /// - Parameters:
  ///   - supernet: whose an evaluation's supernet is; or, of cuts, `search`.
  /// - Throws: where the space cannot be trained.
  public static func estimate(
    _ job: JobSpec, supernet: SupernetSpec? = nil, search: RelaxationSpec? = nil, images: SplitSizes, imageBytes: Int
  )
    throws -> Job.Estimate
  {
    let reading = readerBytes + Int(bytesPerImageByte * Double(imageBytes))
    func memory(_ arenas: Int) -> Int { max(reading, processBytes + arenas) }
    switch job {
    case .supernet(let spec):
      let macs = meanMACs(spec.space), work = Double(spec.recipe.passes * spec.recipe.batch) * 3 * macs
      let chunk = spec.probes.policy.images ?? inheritedChunk
      let probes = Double((spec.snapshots.count + 1) * spec.probes.architectures.count) * Double(images.validation + chunk) * macs
      let relaxes = type(of: spec.strategy.strategy).relaxes
      let lowering = try Network(spec.space, relaxes: relaxes, batch: spec.recipe.batch), weights = 4 * lowering.parameters.count
      return Job.Estimate(
        seconds: (work + probes) / rate + passSeconds * Double(spec.recipe.passes) + startSeconds,
        memory: memory(
          try lowering.room(threads: 1, keepsSquares: spec.recipe.optimizer.keepsSquares).bytes
            + Evaluator.memory(spec.space, spec.probes.policy)
            + spec.snapshots.count * weights),
        disk: (spec.snapshots.count + 1) * weights + (1 << 16))
    case .standAlone(let spec):
      let alone = spec.space.restricted(to: try spec.space.architecture(spec.architecture)), macs = meanMACs(alone)
      let epochs = spec.recipe.passes * spec.recipe.batch / max(images.training, 1) + 1
      let seen = Double(spec.recipe.passes * spec.recipe.batch * 3 + images.test + (epochs + 1) * images.validation)
      let lowering = try Network(alone, relaxes: false, batch: spec.recipe.batch)
      let arena = try lowering.room(threads: 1, keepsSquares: spec.recipe.optimizer.keepsSquares).bytes
      // Half of the arena are gradients, which relaxed graphs hardly keep.
      let image = alone.isChain ? macs / rate : graphSeconds(macs, bytes: arena / 2, images: spec.recipe.batch)
      return Job.Estimate(
        seconds: seen * image + passSeconds * Double(spec.recipe.passes) + startSeconds,
        memory: memory(
          try arena
            + (alone.isChain ? Evaluator.memory(alone, .inherited) : GraphEvaluator.memory(alone, .inherited))),
        disk: 4 * lowering.parameters.count + (1 << 16))
    case .relaxation(let spec):
      // All candidates at once, in a bilevel step twice: for the mixture and for the weights.
      let macs = Double(CostTable(spec.space).cost(of: spec.space.whole).macs), drawn = spec.recipe.passes * spec.recipe.batch
      let scored = (2 * spec.random + 3) * images.validation / 3 + spec.followed * drawn / max(images.training, 1)
      let lowering = try Network(spec.space, relaxes: true, batch: spec.recipe.batch), weights = 4 * lowering.parameters.count
      let arena = try lowering.room(threads: 1, keepsSquares: spec.recipe.optimizer.keepsSquares).bytes
      return Job.Estimate(
        seconds: Double(drawn * 3 * passes(spec.strategy.strategy, spec.space) + scored)
          * graphSeconds(macs, bytes: arena, images: spec.recipe.batch) + startSeconds,
        memory: memory(
          try arena
            + GraphEvaluator.memory(spec.space, spec.policy)), disk: weights + (1 << 16))
    case .evaluation(let spec) where spec.weighting != nil:
      guard let search else { preconditionFailure("an evaluation is estimated with its search") }
      let table = CostTable(search.space), seen = seen(spec.policy, images)
      let macs = try spec.architectures.reduce(0) { $0 + Double(table.cost(of: try search.space.architecture($1)).macs) }
      // An architecture goes through its share of the arena.
      let whole = Double(table.cost(of: search.space.whole).macs), arena = try GraphEvaluator.memory(search.space, spec.policy)
      let image = graphSeconds(whole, bytes: arena, images: spec.policy.images ?? GraphEvaluator.chunk)
      return Job.Estimate(
        seconds: Double(seen) * image * macs / whole + startSeconds, memory: memory(arena),
        disk: spec.architectures.count * 512 + (1 << 16))
    case .evaluation(let spec):
      guard let supernet else { preconditionFailure("an evaluation is estimated with its supernet") }
      let paths = try spec.architectures.map { try supernet.space.architecture($0).path ?? [] }
      let work = Double(PathTree(supernet.space, paths, budget: Evaluator.budget).macs) * Double(seen(spec.policy, images))
      return Job.Estimate(
        seconds: work / rate + startSeconds, memory: memory(try Evaluator.memory(supernet.space, spec.policy)),
        disk: spec.architectures.count * 128 + (1 << 16))
    }
  }

  /// One image forward through a graph whose arena has so many bytes for so many images.
  private static func graphSeconds(_ macs: Double, bytes: Int, images: Int) -> Double {
    max(macs / rate, Double(bytes) / Double(images) / arenaRate)
  }

  /// Passes of a step once everything learns.
  private static func passes(_ method: some Strategy, _ space: Space) -> Int {
    var random = RandomStream(seed: 0, "passes"), state = method.start(space, &random)
    let now = Moment(epoch: 1_000_000, progress: 0.5, learningRate: 0.01)
    return method.step(now, space, &state, &random).count { if case .pass = $0 { true } else { false } }
  }

  /// Images that run through an architecture while it is scored.
  private static func seen(_ policy: NormalizationPolicy, _ images: SplitSizes) -> Int {
    guard case .recalibrated(let count) = policy else { return images.validation }
    return images.validation + count
  }

  /// Multiply-adds of an image in the average path.
  private static func meanMACs(_ space: Space) -> Double {
    let table = CostTable(space)
    return table.choices.reduce(Double(table.fixed.macs)) { $0 + Double($1.reduce(0) { $0 + $1.macs }) / Double($1.count) }
  }
}
