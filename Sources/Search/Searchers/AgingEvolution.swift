internal import Spaces
public import Streams

/// Aging evolution (Real et al. 2019): the best of a sample has a child that differs in one gene, and the oldest dies.
///
/// After a population of random codes each step draws `sample` members with replacement, changes one gene of the best of them, and puts the
/// child in the place of the oldest member, good or not. A child whose network is known is a member like others and costs no evaluation.
public struct AgingEvolution: Searcher, Hashable {
  public struct Options: Codable, Hashable, Sendable {
    public var population = 50, sample = 10

    public init() {}

    private enum CodingKeys: String, CodingKey { case population, sample }
  }

  private let options: Options
  /// The oldest first.
  private var population: [Evaluated] = []

  public init(_ options: Options = Options()) { self.options = options }

  public mutating func propose(_ problem: SearchProblem, _ history: History, _ random: inout RandomStream) -> [[Int]] {
    let missing = options.population - population.count
    if missing > 0 { return (0..<missing).map { _ in problem.draw(&random) } }
    let changeable = problem.space.candidates.indices.filter { problem.space.candidates[$0] > 1 }
    guard !changeable.isEmpty else { return [] }
    for _ in 0..<Self.mostTries {
      var best = population[random.below(population.count)]
      for _ in 1..<max(1, options.sample) {
        let other = population[random.below(population.count)]
        if other.score > best.score { best = other }
      }
      let choice = changeable[random.below(changeable.count)], other = random.below(problem.space.candidates[choice] - 1)
      var path = best.path
      path[choice] = other < path[choice] ? other : other + 1
      if problem.paths.isLegal(path) { return [path] }
    }
    return []
  }

  public mutating func learn(_ evaluated: [Evaluated], _ problem: SearchProblem) {
    population += evaluated
    population.removeFirst(max(0, population.count - options.population))
  }

  /// Children in a row that break a constraint before the search gives up.
  private static let mostTries = 10_000
}

extension AgingEvolution.Options {
  /// What is not said is the default.
  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: CodingKeys.self)
    population = try container.decode(.population, or: population)
    sample = try container.decode(.sample, or: sample)
  }
}
