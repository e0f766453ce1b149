internal import Statistics
internal import Streams

/// How objectives are weighted in NSGA-II. MoGA (Chu et al. 2020) weights them and does not publish how: the four declared forms.
///
///     {name: plain}   {name: crowding, weights: [0.4, 0.4, 0.2]}   {name: log, weights: [1, 0.07, 0.07]}
public enum Weighting: Hashable, Sendable {
  /// All objectives alike: NSGA-II as published.
  case plain
  /// Weights in the crowding distance.
  case crowding([Double])
  /// In a front the weighted sum of objectives, each from 0 to 1 over the population, in the place of the crowding distance.
  case fitness([Double])
  /// One objective, Σ ± w log f: + of what is to be large, − of what is to be small.
  case log([Double])

  var weights: [Double]? {
    switch self {
    case .plain: nil
    case .crowding(let weights), .fitness(let weights), .log(let weights): weights
    }
  }

  private var crowdingWeights: [Double]? { if case .crowding(let weights) = self { weights } else { nil } }

  /// A population in the order in which its members are preferred: the front of each, and what decides within it, larger first.
  package struct Order: Codable, Hashable {
    package var ranks: [Int], spread: [Double]

    /// Whether a is at least as good as b.
    package func prefers(_ a: Int, _ b: Int) -> Bool { ranks[a] != ranks[b] ? ranks[a] < ranks[b] : spread[a] >= spread[b] }
  }

  /// - Parameters:
  ///   - scores: one row a member, larger is better; −∞ where a net diverged.
  ///   - signs: of the objectives, −1 where a score is the negative of what is to be small.
  ///   - limit: the least first score of what meets the constraint. Whoever does not comes behind all who do, those who lack less in front
  ///     (constrained domination, Deb et al. 2002).
  package func order(_ scores: [[Double]], signs: [Double], limit: Double? = nil) -> (fronts: [[Int]], order: Order) {
    let compared = if case .log(let weights) = self { scores.map { [Self.logarithm($0, signs, weights)] } } else { scores }
    let fronts = limit.map { Self.fronts(compared, scores.map { $0[0] }, reaching: $0) } ?? Self.fronts(compared)
    var order = Order(ranks: [Int](repeating: 0, count: scores.count), spread: [Double](repeating: 0, count: scores.count))
    let sums = if case .fitness(let weights) = self { Self.sums(scores, weights) } else { [Double]() }
    for (rank, front) in fronts.enumerated() {
      let spread = sums.isEmpty ? CrowdingDistance.distances(front, compared, weights: crowdingWeights) : front.map { sums[$0] }
      for (member, own) in zip(front, spread) { (order.ranks[member], order.spread[member]) = (rank, own) }
    }
    return (fronts, order)
  }

  /// Positions of the members that survive, the best first: whole fronts, of the last those of largest spread.
  package func survivors(_ count: Int, of scores: [[Double]], signs: [Double], limit: Double? = nil) -> [Int] {
    let (fronts, order) = order(scores, signs: signs, limit: limit)
    var survivors: [Int] = []
    for front in fronts where survivors.count < count {
      let left = count - survivors.count
      survivors += front.count <= left ? front : Array(front.sorted { order.spread[$0] > order.spread[$1] }.prefix(left))
    }
    return survivors
  }

  private static func fronts(_ scores: [[Double]]) -> [[Int]] {
    guard !scores.isEmpty else { return [] }
    do throws(StatisticsError) { return try NonDominatedSort(scores).fronts } catch {
      preconditionFailure("scores of one length: \(error)")
    }
  }

  /// Those of the members that reach a limit in their first scores, then a front for each amount that others lack: of two that lack differently
  /// the lesser dominates, whatever else they have.
  private static func fronts(_ scores: [[Double]], _ firsts: [Double], reaching limit: Double) -> [[Int]] {
    let members = firsts.indices.filter { firsts[$0] >= limit }, others = firsts.indices.filter { !(firsts[$0] >= limit) }
    return fronts(members.map { scores[$0] }).map { $0.map { members[$0] } }
      + Dictionary(grouping: others) { firsts[$0] }.sorted { $0.key > $1.key }.map(\.value)
  }

  private static func logarithm(_ scores: [Double], _ signs: [Double], _ weights: [Double]) -> Double {
    var sum = 0.0
    for (objective, score) in scores.enumerated() {
      guard score.isFinite else { return -.infinity }
      guard weights[objective] > 0 else { continue }
      guard signs[objective] * score > 0 else { return -.infinity }
      sum += signs[objective] * weights[objective] * Elementary.log(signs[objective] * score)
    }
    return sum.isNaN ? -.infinity : sum
  }

  private static func sums(_ scores: [[Double]], _ weights: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: scores.count)
    for objective in weights.indices {
      let finite = scores.lazy.map { $0[objective] }.filter(\.isFinite)
      guard let low = finite.min(), let high = finite.max() else { continue }
      for (member, row) in scores.enumerated() {
        sums[member] += row[objective].isFinite ? weights[objective] * (high > low ? (row[objective] - low) / (high - low) : 1) : -.infinity
      }
    }
    return sums
  }
}

extension Weighting: Codable {
  private enum Key: String, CodingKey { case name, weights }
  private enum Name: String, Codable, CaseIterable { case plain, crowding, fitness, log }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .plain: self = .plain
    case .crowding: self = .crowding(try container.decode([Double].self, forKey: .weights))
    case .fitness: self = .fitness(try container.decode([Double].self, forKey: .weights))
    case .log: self = .log(try container.decode([Double].self, forKey: .weights))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let name: Name =
      switch self {
      case .plain: .plain
      case .crowding: .crowding
      case .fitness: .fitness
      case .log: .log
      }
    try container.encode(name, forKey: .name)
    try container.encodeIfPresent(weights, forKey: .weights)
  }
}
