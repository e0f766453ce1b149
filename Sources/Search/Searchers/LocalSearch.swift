internal import Spaces
public import Streams

/// Local search (White et al. 2021): all neighbours of the best net so far, until none is better; then anew from a random net.
///
/// A neighbour differs in one gene. All neighbours are evaluated, in random order, and the best is gone to if it is better. The first
/// climb starts from the best of `initial` random networks, later ones from one that is new.
public struct LocalSearch: Searcher, Hashable {
  public struct Options: Codable, Hashable, Sendable {
    public var initial = 10

    public init() {}

    private enum CodingKeys: String, CodingKey { case initial }
  }

  private let options: Options
  /// Where the climb stands; nil before it has begun.
  private var current: Evaluated?

  public init(_ options: Options = Options()) { self.options = options }

  public mutating func propose(_ problem: SearchProblem, _ history: History, _ random: inout RandomStream) -> [[Int]] {
    guard let current else {
      var seen = SeenNets(history)
      return problem.drawUnknown(history.count == 0 ? options.initial : 1, &seen, &random)
    }
    var neighbours: [[Int]] = []
    for (choice, candidates) in problem.left.enumerated() {
      for candidate in candidates where candidate != current.path[choice] {
        var path = current.path
        path[choice] = candidate
        if problem.isLegal(path) { neighbours.append(path) }
      }
    }
    random.shuffle(&neighbours)
    if neighbours.isEmpty {
      self.current = nil
      return propose(problem, history, &random)
    }
    return neighbours
  }

  public mutating func learn(_ evaluated: [Evaluated], _ problem: SearchProblem) {
    guard var best = evaluated.first else { return }
    for own in evaluated where own.score > best.score { best = own }
    // A climb that has no better neighbour is at its end.
    current = current.map { best.score > $0.score ? best : nil } ?? best
  }
}

extension LocalSearch.Options {
  /// What is not said is the default.
  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: CodingKeys.self)
    initial = try container.decode(.initial, or: initial)
  }
}
