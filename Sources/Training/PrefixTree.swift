internal import Engine
public import Networks
public import Spaces

/// Subnets in an order in which they share prefixes, cut into groups that are scored one after another.
///
/// A subnet starts where its plan parts from that of the one before it; only the first of a group starts at the images. Plans are
/// compared, not choices: where nodes are left out, a later choice decides whether an earlier one is computed. Small groups give scores
/// early and need few coefficients at once; where they are cut, the common prefix runs once more. So a group ends where that repeats
/// less than `repetition` of the group's work, or where it would hold more coefficients than fit the budget: what does not fit is
/// computed again. Scores do not depend on the cut.
public struct PrefixTree: Sendable, CustomStringConvertible {
  /// A subnet by its number in the list, and the instruction that it starts with: 0 at the beginning of a group.
  public struct Stop: Hashable, Sendable {
    public let subnet: Int, start: Int
  }

  public let groups: [[Stop]]
  /// Multiply-adds of one image through all subnets: as they are grouped here, and one by one.
  public let macs, alone: Int

  /// The part of a group's work that its end may repeat.
  static let repetition = 0.03

  /// - Parameters:
  ///   - network: made for scoring.
  ///   - budget: bytes of coefficients of normalisation that a group holds at most, [2][channels] floats for each that is new on a subnet.
  ///
  /// Throws what the network's plans throw.
  public init(_ network: Network, _ subnets: [Subnet], budget: Int) throws(NetworkError) {
    precondition(!network.occupancy.trains, "prefixes are shared where nothing flows back")
    let order = subnets.indices.sorted { subnets[$0].precedes(subnets[$1]) || (subnets[$0] == subnets[$1] && $0 < $1) }
    var groups: [[Stop]] = [], group: [Stop] = [], macs = 0, alone = 0, held = 0, work = 0, last: (plan: Plan, subnet: Subnet)?
    for number in order {
      let subnet = subnets[number], plan = try network.plan(subnet)
      // Weights are set before a subnet runs: what was computed under others is not shared.
      let shared = last.map { $0.subnet.mixture == subnet.mixture ? plan.shared(with: $0.plan) : 0 } ?? 0
      let repeated = plan.macs[..<shared].reduce(0, +), whole = repeated + plan.macs[shared...].reduce(0, +)
      let bytes = plan.coefficientBytes(from: shared)
      if last == nil || shared == 0 || held + bytes > budget || Double(repeated) <= Self.repetition * Double(work) {
        if !group.isEmpty { groups.append(group) }
        group = [Stop(subnet: number, start: 0)]
        work = whole
        held = plan.coefficientBytes(from: 0)
        macs += whole
      } else {
        group.append(Stop(subnet: number, start: shared))
        work += whole - repeated
        held += bytes
        macs += whole - repeated
      }
      alone += whole
      last = (plan, subnet)
    }
    if !group.isEmpty { groups.append(group) }
    (self.groups, self.macs, self.alone) = (groups, macs, alone)
  }

  /// The tree of single-path subnets before anything is made, as scoring takes them.
  public init(of subnets: [Subnet], in space: Space, budget: Int = Scorer.budget) throws(NetworkError) {
    try self.init(try Network(space, space.task, batch: 1, .scoring(several: false)), subnets, budget: budget)
  }

  public var count: Int { groups.reduce(0) { $0 + $1.count } }

  /// How many times fewer multiply-adds are done than one by one.
  public var saving: Double { macs == 0 ? 1 : Double(alone) / Double(macs) }

  /// "3969 subnets share prefixes: 3.8 x less MACs than one by one".
  public var description: String { Self.sentence(subnets: count, saving: saving) }

  /// How plans and workers say it.
  public static func sentence(subnets: Int, saving: Double) -> String {
    subnets == 1
      ? "1 subnet has no prefix to share"
      : "\(subnets) subnets share prefixes: \((saving * 10).rounded() / 10) x less MACs than one by one"
  }
}

extension Subnet {
  /// Choice by choice, each by the candidates it keeps.
  fileprivate func precedes(_ other: Subnet) -> Bool {
    for (own, others) in zip(kept, other.kept) where own != others { return own.lexicographicallyPrecedes(others) }
    return false
  }
}

extension Plan {
  /// Of the normalisations that the instructions from this one on settle.
  fileprivate func coefficientBytes(from first: Int) -> Int {
    instructions[first...].reduce(0) { $0 + ($1.normalization.map { 2 * $0.channels * MemoryLayout<Float>.stride } ?? 0) }
  }
}
