internal import Streams

/// A search under way: ask it for nets, tell it their scores, until its budget is spent.
///
///     var search = SearchLoop(.evolution(Evolution.Options()), evaluations: 1_000, seed: 1, problem)
///     while let nets = search.propose(problem) { search.learn(try nets.map(score), problem) }
///     search.history.nets                      // every evaluation in order
///
/// Its JSON is a checkpoint: read again it goes on to the same bits, also between asking and telling.
public struct SearchLoop: Sendable {
  public let algorithm: SearchAlgorithm
  /// How many different networks it may evaluate.
  public let evaluations: Int
  public let seed: Int
  public private(set) var history: History
  private var searcher: any Searcher
  private var random: RandomStream
  /// What the searcher proposed and has not been told; of these the networks that wait for scores.
  private var proposed: [[Int]] = [], waiting: [[Int]] = []
  private var isExhausted = false

  public init(_ algorithm: SearchAlgorithm, evaluations: Int, seed: Int, _ problem: SearchProblem) {
    (self.algorithm, self.evaluations, self.seed) = (algorithm, evaluations, seed)
    history = History(problem.space)
    random = RandomStream(seed: UInt64(seed), "search")
    var initial = random.child("initial")
    searcher = algorithm.searcher(problem, &initial)
  }

  /// Different networks that are to be scored next, as canonical codes; nil where the search is over: its budget is spent or nothing new is
  /// found. Asked again before it is told, it says the same.
  public mutating func propose(_ problem: SearchProblem) -> [[Int]]? {
    if !waiting.isEmpty { return waiting }
    var rounds = 0
    while history.count < evaluations && !isExhausted {
      proposed = searcher.propose(problem, history, &random)
      var seen = SeenNets(history)
      for path in proposed where waiting.count < evaluations - history.count && seen.note(path, in: problem.space) {
        waiting.append(problem.space.canonical(path))
      }
      if !waiting.isEmpty { return waiting }
      rounds += 1
      isExhausted = proposed.isEmpty || rounds >= Self.mostRounds
      tell(problem)
    }
    return nil
  }

  /// The objectives' values of the nets that were asked for, in their order.
  public mutating func learn(_ scores: [[Double]], _ problem: SearchProblem) {
    precondition(scores.count == waiting.count, "\(waiting.count) nets wait for scores, \(scores.count) came")
    for (net, own) in zip(waiting, scores) { history.add(net, own) }
    waiting = []
    if history.count < evaluations { tell(problem) }
  }

  private mutating func tell(_ problem: SearchProblem) {
    searcher.learn(proposed.compactMap { history.evaluated($0, problem) }, problem)
    proposed = []
  }

  /// Rounds in a row in which all that is proposed is known before a search counts as at its end.
  static let mostRounds = 1_000
}

extension SearchLoop: Codable {
  private enum Key: String, CodingKey { case algorithm, evaluations, seed, history, searcher, random, proposed, waiting, isExhausted }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    algorithm = try container.decode(SearchAlgorithm.self, forKey: .algorithm)
    evaluations = try container.decode(Int.self, forKey: .evaluations)
    seed = try container.decode(Int.self, forKey: .seed)
    history = try container.decode(History.self, forKey: .history)
    searcher = try container.decode(algorithm.state, forKey: .searcher)
    random = try container.decode(RandomStream.self, forKey: .random)
    proposed = try container.decode([[Int]].self, forKey: .proposed)
    waiting = try container.decode([[Int]].self, forKey: .waiting)
    isExhausted = try container.decode(Bool.self, forKey: .isExhausted)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(algorithm, forKey: .algorithm)
    try container.encode(evaluations, forKey: .evaluations)
    try container.encode(seed, forKey: .seed)
    try container.encode(history, forKey: .history)
    try container.encode(searcher, forKey: .searcher)
    try container.encode(random, forKey: .random)
    try container.encode(proposed, forKey: .proposed)
    try container.encode(waiting, forKey: .waiting)
    try container.encode(isExhausted, forKey: .isExhausted)
  }
}
