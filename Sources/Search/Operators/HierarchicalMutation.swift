internal import Spaces
package import Streams

/// What a gene that mutates becomes: natural, by a prior, or by a policy that learns (MoreMNAS, Chu et al. 2019; FairNAS, Chu et al. 2021).
///
/// Each mutating gene is of one kind, drawn with these shares:
/// - natural: a candidate with equal chances, as in NSGA-II;
/// - prior: roulette, a candidate's weight 1/(1 + c/scale), c its multiply-adds above the cheapest of its choice: cheap nets need no learning;
/// - reinforced: a policy's candidate for the choice, given the child's earlier ones.
public struct HierarchicalMutation: Codable, Hashable, Sendable {
  /// The hierarchical mode that is declared here has .2, .15 and .65; reinforced genes need a policy.
  public var natural = 1.0, prior = 0.0, reinforced = 0.0
  /// Multiply-adds at which a candidate's weight has halved.
  public var scale = 1e7

  /// Natural mutation alone.
  public init() {}

  public init(natural: Double, prior: Double, reinforced: Double) {
    (self.natural, self.prior, self.reinforced) = (natural, prior, reinforced)
  }

  private enum CodingKeys: String, CodingKey { case natural, prior, reinforced, scale }

  /// A child's genes one after the other, and which of them the policy drew.
  ///
  /// - Parameter probability: that a gene mutates.
  package func mutate(
    _ path: inout [Int], probability: Double, _ roulette: [[Double]], _ policy: LearntPolicy?, _ random: inout RandomStream
  ) -> [Bool] {
    var drawn = [Bool](repeating: false, count: path.count), reading = policy?.reading(), read = 0
    for choice in path.indices where random.unit() < probability {
      switch kind(&random) {
      case 0: path[choice] = random.index(above: roulette[choice])
      case 1: path[choice] = random.index(weights: roulette[choice])
      default:
        // Earlier choices are read once, and only where a policy is asked behind them.
        while read < choice {
          reading?.next(path[read])
          read += 1
        }
        guard let candidate = reading?.draw(&random) else { continue }
        path[choice] = candidate
        drawn[choice] = true
      }
    }
    return drawn
  }

  /// Weights of the prior, for each choice and candidate; 0 of those that are not left.
  package func roulette(_ problem: SearchProblem) -> [[Double]] {
    zip(problem.macs.entries, problem.left).map { row, left in
      let least = left.reduce(.infinity) { min($0, row[$1]) }
      return row.indices.map { left.contains($0) ? 1 / (1 + (row[$0] - least) / scale) : 0 }
    }
  }

  /// No number is drawn where there is one kind.
  private func kind(_ random: inout RandomStream) -> Int {
    let shares = [natural, prior, reinforced]
    return shares.count { $0 > 0 } == 1 ? shares.firstIndex { $0 > 0 } ?? 0 : random.index(weights: shares)
  }
}

extension RandomStream {
  /// A position of those with a weight above 0, each equally likely.
  mutating func index(above weights: [Double]) -> Int {
    var left = below(weights.count { $0 > 0 })
    for (index, weight) in weights.enumerated() where weight > 0 {
      if left == 0 { return index }
      left -= 1
    }
    return 0
  }

  /// A position with chances in proportion to its weight: roulette.
  mutating func index(weights: [Double]) -> Int {
    var left = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}

extension HierarchicalMutation {
  /// What is not said is the default.
  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: CodingKeys.self)
    natural = try container.decode(.natural, or: natural)
    prior = try container.decode(.prior, or: prior)
    reinforced = try container.decode(.reinforced, or: reinforced)
    scale = try container.decode(.scale, or: scale)
  }
}
