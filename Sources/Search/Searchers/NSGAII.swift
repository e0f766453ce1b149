internal import Spaces
public import Streams

/// NSGA-II (Deb et al. 2002) over codes, with the options that MoGA's, MoreMNAS's and FairNAS's pipelines add to it.
///
/// A child is the single-point crossover of two parents with probability `crossover`, else its first parent, and each gene then mutates with
/// probability `mutation`. Parents win binary tournaments by the front they are in, then by the room around them. The best of parents and
/// children survive: whole fronts, and of the last those with most room. No network is evaluated twice.
public struct NSGAII: Searcher {
  public struct Options: Codable, Hashable, Sendable {
    public var population = 40
    public var crossover = 0.9
    /// Of a gene; nil: one gene a child in the mean.
    public var mutation: Double?
    public var weighting = Weighting.plain
    /// What the first objective must reach: at least so much of what is to be large, at most of what is to be small. Networks that do not are
    /// kept only where too few do, the nearest first.
    public var limit: Double?
    /// Of what mutates: natural unless said.
    public var kinds = HierarchicalMutation()
    /// What draws reinforced genes.
    public var policy: PolicyOptions?

    public init() {}

    private enum CodingKeys: String, CodingKey { case population, crossover, mutation, weighting, limit, kinds, policy }
  }

  private let options: Options
  private let roulette: [[Double]]
  private var population: [Evaluated] = []
  /// What tournaments go by, of `population`.
  private var order = Weighting.Order(ranks: [], spread: [])
  private var policy: LearntPolicy?
  /// Of the children that wait for their scores, which genes the policy drew.
  private var drawn: [[Bool]] = []
  /// Mean and standard deviation of the first objective over the first population: a reward is a score in these units.
  private var scale: Scale?

  private struct Scale: Codable { var mean: Double, deviation: Double }

  init(_ options: Options, _ problem: SearchProblem, _ random: inout RandomStream) {
    self.options = options
    roulette = options.kinds.roulette(problem)
    policy = options.policy?.policy(candidates: problem.space.candidates, &random)
  }

  public mutating func propose(_ problem: SearchProblem, _ history: History, _ random: inout RandomStream) -> [[Int]] {
    var seen = SeenNets(history)
    drawn = []
    guard !population.isEmpty else {
      let first = problem.drawUnknown(options.population, &seen, &random)
      drawn = first.map { $0.map { _ in false } }
      return first
    }
    let probability = options.mutation ?? 1 / Double(problem.space.candidates.count)
    var children: [[Int]] = []
    for _ in 0..<Self.mostTries * options.population where children.count < options.population {
      let first = parent(&random), second = parent(&random)
      var child = first
      if first.count > 1 && random.unit() < options.crossover {
        let point = 1 + random.below(first.count - 1)
        child.replaceSubrange(point..., with: second[point...])
      }
      let own = options.kinds.mutate(&child, probability: probability, roulette, policy, &random)
      guard problem.isLegal(child), seen.note(child, in: problem.space) else { continue }
      children.append(child)
      drawn.append(own)
    }
    return children
  }

  public mutating func learn(_ evaluated: [Evaluated], _ problem: SearchProblem) {
    reinforce(evaluated)
    let all = population + evaluated
    let limit = options.limit.map { $0 * problem.signs[0] }
    population = options.weighting.survivors(options.population, of: all.map(\.scores), signs: problem.signs, limit: limit).map { all[$0] }
    order = options.weighting.order(population.map(\.scores), signs: problem.signs, limit: limit).order
  }

  /// The winner of a binary tournament; the first of equals.
  private func parent(_ random: inout RandomStream) -> [Int] {
    let first = random.below(population.count), second = random.below(population.count)
    return population[order.prefers(first, second) ? first : second].path
  }

  /// One update of the policy a generation. Nets that diverged teach nothing.
  private mutating func reinforce(_ evaluated: [Evaluated]) {
    guard policy != nil else { return }
    let finite = zip(evaluated, drawn).filter { $0.0.score.isFinite }
    if scale == nil, finite.count > 1 {
      let scores = finite.map(\.0.score), mean = scores.reduce(0, +) / Double(scores.count)
      let variance = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(scores.count - 1)
      scale = Scale(mean: mean, deviation: variance > 0 ? variance.squareRoot() : 1)
    }
    guard let scale else { return }
    policy?.learn(
      finite.compactMap { own, drawn in
        // Scores near the ends of a Double have no distance that it holds.
        let reward = (own.score - scale.mean) / scale.deviation
        return reward.isFinite ? Episode(path: own.path, drawn: drawn, reward: reward) : nil
      })
  }

  /// For each child that is wanted.
  private static let mostTries = 50
}

extension NSGAII.Options {
  /// What is not said is the default.
  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: CodingKeys.self)
    population = try container.decode(.population, or: population)
    crossover = try container.decode(.crossover, or: crossover)
    mutation = try container.decodeIfPresent(Double.self, forKey: .mutation)
    weighting = try container.decode(.weighting, or: weighting)
    limit = try container.decodeIfPresent(Double.self, forKey: .limit)
    kinds = try container.decode(.kinds, or: kinds)
    policy = try container.decodeIfPresent(PolicyOptions.self, forKey: .policy)
  }
}
