public import Jobs
public import Spaces
internal import Networks
internal import Training

/// What the evaluations of a plan save by computing common prefixes of their subnets once.
///
/// A remark of dry runs; no job reads it.
public struct SharedPrefixes: Hashable, Sendable, CustomStringConvertible {
  /// Scores of all evaluations together; the same subnet in two of them counts twice.
  public let subnets: Int
  /// Multiply-adds of one image through each: with shared prefixes, and one by one.
  public let macs, alone: Int

  /// Throws where an evaluation's architectures are none of the space. Jobs of other kinds are passed over.
  public init(_ jobs: [Job], in space: Space) throws {
    var subnets = 0, macs = 0, alone = 0
    for job in jobs {
      guard let spec = job.spec as? EvaluationSpec else { continue }
      let tree = try PrefixTree(of: try spec.architectures.map { Subnet(try space.architecture($0)) }, in: space)
      subnets += tree.count
      macs += tree.macs
      alone += tree.alone
    }
    (self.subnets, self.macs, self.alone) = (subnets, macs, alone)
  }

  /// How many times fewer multiply-adds are done than one by one.
  public var saving: Double { macs == 0 ? 1 : Double(alone) / Double(macs) }

  /// "6384 subnets share prefixes: 1.9 x less MACs than one by one".
  public var description: String { PrefixTree.sentence(subnets: subnets, saving: saving) }
}
