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
  /// The members' codes and scores, the oldest first.
  private var paths: [[Int]] = [], scores: [Double] = []

  public init(_ options: Options = Options()) { self.options = options }

  public mutating func propose(_ problem: SearchProblem, _ history: History, _ random: inout RandomStream) -> [[Int]] {
    let missing = options.population - paths.count
    if missing > 0 { return (0..<missing).map { _ in problem.draw(&random) } }
    let changeable = problem.left.indices.filter { problem.left[$0].count > 1 }
    guard !changeable.isEmpty else { return [] }
    // A population that has converged has ten known children for a new one: they become members here, without a round of the loop each.
    for _ in 0..<SearchLoop.mostRounds {
      guard let child = child(changeable, problem, &random) else { return [] }
      guard let score = history.score(child, problem) else { return [child] }
      add(child, score)
    }
    return []
  }

  /// The best of a sample with one gene changed; nil where none was found that is allowed.
  private func child(_ changeable: [Int], _ problem: SearchProblem, _ random: inout RandomStream) -> [Int]? {
    for _ in 0..<Self.mostTries {
      var best = random.below(scores.count)
      for _ in 1..<max(1, options.sample) {
        let other = random.below(scores.count)
        if scores[other] > scores[best] { best = other }
      }
      var path = paths[best]
      let choice = changeable[random.below(changeable.count)], others = problem.left[choice].filter { $0 != path[choice] }
      path[choice] = others[random.below(others.count)]
      if problem.isLegal(path) { return path }
    }
    return nil
  }

  public mutating func learn(_ evaluated: [Evaluated], _ problem: SearchProblem) {
    for own in evaluated { add(own.path, own.score) }
  }

  private mutating func add(_ path: [Int], _ score: Double) {
    paths.append(path)
    scores.append(score)
    if paths.count > options.population {
      paths.removeFirst()
      scores.removeFirst()
    }
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
