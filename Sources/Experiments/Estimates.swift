internal import Engine
public import Jobs
internal import Spaces
internal import Training

/// What jobs are expected to take, before they run: an ETA's raw material, not a measurement.
public struct Estimates: Sendable {
  /// Multiply-adds a second of one thread in small nets, and what a pass costs besides.
  static let rate = 6e9, passSeconds = 0.0008
  /// Images that are scored at once under inherited statistics, as `Evaluator` has it.
  static let inheritedChunk = 500
  /// What a process holds before its arena: code, libraries, decoded images.
  static let processBytes = 160 << 20

  /// Throws where the space cannot be trained.
  public static func estimate(_ job: JobSpec, supernet: SupernetSpec? = nil, images: SplitSizes) throws -> Job.Estimate {
    switch job {
    case .supernet(let spec):
      let macs = meanMACs(spec.space), work = Double(spec.recipe.passes * spec.recipe.batch) * 3 * macs
      let probes = Double((spec.snapshots.count + 1) * spec.probes.architectures.count) * Double(images.validation + 1_000) * macs
      let lowering = try Lowering(spec.space, batch: spec.recipe.batch), weights = 4 * lowering.parameters.count
      return Job.Estimate(
        seconds: (work + probes) / rate + passSeconds * Double(spec.recipe.passes) + 1,
        memory: processBytes + (try lowering.room(threads: 1).bytes), disk: (spec.snapshots.count + 1) * weights + (1 << 16))
    case .standAlone(let spec):
      let alone = spec.space.restricted(to: try spec.space.architecture(spec.architecture)), macs = meanMACs(alone)
      let work = Double(spec.recipe.passes * spec.recipe.batch) * 3 * macs + Double(images.test + 5 * images.validation) * macs
      let lowering = try Lowering(alone, batch: spec.recipe.batch)
      return Job.Estimate(
        seconds: work / rate + passSeconds * Double(spec.recipe.passes) + 1, memory: processBytes + (try lowering.room(threads: 1).bytes),
        disk: 4 * lowering.parameters.count + (1 << 16))
    case .evaluation(let spec):
      guard let supernet else { preconditionFailure("an evaluation is estimated with its supernet") }
      let macs = meanMACs(supernet.space), chunk = spec.policy.images ?? 500
      let work = Double(spec.architectures.count * (images.validation + chunk)) * macs * 0.7
      return Job.Estimate(
        seconds: work / rate + 1, memory: processBytes + (try Lowering(supernet.space, batch: chunk).room(threads: 1).bytes) / 2,
        disk: spec.architectures.count * 128 + (1 << 16))
    }
  }

  /// Multiply-adds of an image in the average path.
  private static func meanMACs(_ space: Space) -> Double {
    let table = CostTable(space)
    return table.choices.reduce(Double(table.fixed.macs)) { $0 + Double($1.reduce(0) { $0 + $1.macs }) / Double($1.count) }
  }
}
