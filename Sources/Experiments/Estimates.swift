internal import Engine
public import Jobs
internal import Spaces
internal import Strategies
internal import Training

/// What jobs are expected to take, before they run: an ETA's raw material, not a measurement.
///
/// The constants are means over 128 stand-alone nets and 11 supernets of the laptop profile and 53 jobs of the smoke profile, in
/// processor time of one thread of a server core with AVX-512 at the end of 2026, from the run files' provenance; there the laptop's
/// seconds come out within a third. Memory is held against the largest resident size in the same files.
public struct Estimates: Sendable {
  /// Multiply-adds a second of one thread in small nets, what a pass costs besides, and starting a worker and loading its images.
  static let rate = 3e10, passSeconds = 2e-4, startSeconds = 0.4
  /// Images of a chunk under inherited statistics, as `Evaluator` has it.
  static let inheritedChunk = 500
  /// Bytes of a process that has its images and no arena yet; of one that starts to read them, and for each byte of the data set.
  static let processBytes = 61 << 20, readerBytes = 34 << 20, bytesPerImageByte = 2.15

  /// - Parameters:
  ///   - supernet: whose an evaluation's supernet is; or, of cuts, `search`.
  /// - Throws: where the space cannot be trained.
  public static func estimate(_ job: JobSpec, supernet: SupernetSpec? = nil, search: SearchSpec? = nil, images: SplitSizes, imageBytes: Int)
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
      let work =
        Double(spec.recipe.passes * spec.recipe.batch) * 3 * macs + Double(images.test + (epochs + 1) * images.validation) * macs
      let lowering = try Network(alone, relaxes: false, batch: spec.recipe.batch)
      return Job.Estimate(
        seconds: work / rate + passSeconds * Double(spec.recipe.passes) + startSeconds,
        memory: memory(
          try lowering.room(threads: 1, keepsSquares: spec.recipe.optimizer.keepsSquares).bytes
            + (alone.isChain ? Evaluator.memory(alone, .inherited) : GraphEvaluator.memory(alone, .inherited))),
        disk: 4 * lowering.parameters.count + (1 << 16))
    case .search(let spec):
      // All candidates at once, twice a step: for the mixture and for the weights.
      let macs = Double(CostTable(spec.space).cost(of: spec.space.whole).macs)
      let scored = Double((2 * spec.random + 3) * images.validation) / 3 + Double(spec.followed) * 30
      let lowering = try Network(spec.space, relaxes: true, batch: spec.recipe.batch), weights = 4 * lowering.parameters.count
      return Job.Estimate(
        seconds: (Double(spec.recipe.passes * spec.recipe.batch) * 6 + scored) * macs / rate + startSeconds,
        memory: memory(
          try lowering.room(threads: 1, keepsSquares: spec.recipe.optimizer.keepsSquares).bytes
            + GraphEvaluator.memory(spec.space, spec.policy)), disk: weights + (1 << 16))
    case .evaluation(let spec) where spec.weighting != nil:
      guard let search else { preconditionFailure("an evaluation is estimated with its search") }
      let table = CostTable(search.space), seen = seen(spec.policy, images)
      let macs = try spec.architectures.reduce(0) { $0 + table.cost(of: try search.space.architecture($1)).macs }
      return Job.Estimate(
        seconds: Double(macs) * Double(seen) / rate + startSeconds, memory: memory(try GraphEvaluator.memory(search.space, spec.policy)),
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
