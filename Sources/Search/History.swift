/// Evaluated networks in the order of their evaluation, each once.
public struct History: Hashable, Sendable {
  /// Canonical codes.
  public private(set) var nets: [[Int]] = []
  /// Of each net, its objectives' values as they were given.
  public private(set) var scores: [[Double]] = []
  /// Where a network's number stands in them.
  private(set) var rows: [UInt128: Int] = [:]
  private let candidates: [Int]

  /// Nothing yet.
  public init(_ space: CodedSpace) { candidates = space.candidates }

  public var count: Int { nets.count }

  /// A code with its network's scores as searchers compare them; nil where the network is not in the history.
  ///
  /// A network that diverged, so that one of its values is no number, is the worst in all objectives.
  func evaluated(_ path: [Int], _ problem: SearchProblem) -> Evaluated? {
    guard let row = rows[problem.space.network(of: path)] else { return nil }
    var own = scores[row]
    let diverged = own.contains(where: \.isNaN)
    for objective in own.indices { own[objective] = diverged ? -.infinity : own[objective] * problem.signs[objective] }
    return Evaluated(path: path, scores: own)
  }

  /// A code's first score, as `evaluated` gives it.
  func score(_ path: [Int], _ problem: SearchProblem) -> Double? {
    guard let row = rows[problem.space.network(of: path)] else { return nil }
    return scores[row].contains(where: \.isNaN) ? -.infinity : scores[row][0] * problem.signs[0]
  }

  mutating func add(_ net: [Int], _ scores: [Double]) {
    rows[CodedSpace.number(of: net, candidates)] = nets.count
    nets.append(net)
    self.scores.append(scores)
  }
}

extension History: Codable {
  private enum Key: String, CodingKey { case candidates, nets, scores }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    candidates = try container.decode([Int].self, forKey: .candidates)
    let nets = try container.decode([[Int]].self, forKey: .nets), scores = try container.decode([[Double]].self, forKey: .scores)
    guard nets.count == scores.count else {
      throw DecodingError.dataCorruptedError(forKey: .scores, in: container, debugDescription: "\(scores.count) for \(nets.count) nets")
    }
    for (net, own) in zip(nets, scores) { add(net, own) }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(candidates, forKey: .candidates)
    try container.encode(nets, forKey: .nets)
    try container.encode(scores, forKey: .scores)
  }
}
