internal import Spaces
public import Streams

/// SPOS's evolution (Guo et al. 2020) as its code was released: a top list, and each generation half mutants, half crossovers of it.
///
/// A generation is `mutants` children of one parent, each gene drawn anew with probability `mutation` (the same candidate may come up), and
/// `crossovers` children of two parents, each gene from either with equal chances; parents are uniform from the best `top` of all
/// generations, with replacement. Each kind tries at most `tries` times its number of children; random codes fill the rest. No network is
/// evaluated twice, and what breaks a constraint is no child.
public struct Evolution: Searcher, Hashable {
  public struct Options: Codable, Hashable, Sendable {
    public var population = 50, top = 10, mutants = 25, crossovers = 25
    public var mutation = 0.1
    /// For each child that is wanted.
    public var tries = 10
    /// Whether a network may stand in several generations, as mmrazor's re-implementation has it; there the younger of equals stands first.
    public var repeats = false
    /// Decimals that scores in per cent are rounded to before they are compared, 2 in mmrazor; nil compares them as they are.
    public var decimals: Int?

    /// As released.
    public init() {}

    private enum CodingKeys: String, CodingKey { case population, top, mutants, crossovers, mutation, tries, repeats, decimals }
  }

  private let options: Options
  /// Best first.
  private var top: [Evaluated] = []

  public init(_ options: Options = Options()) { self.options = options }

  public mutating func propose(_ problem: SearchProblem, _ history: History, _ random: inout RandomStream) -> [[Int]] {
    let allowsRepeats = options.repeats
    var seen = SeenNets(history), children: [[Int]] = []
    func breed(_ count: Int, _ child: () -> [Int]) {
      var born = 0, tries = options.tries * count
      while born < count && tries > 0 {
        tries -= 1
        let path = child()
        guard problem.isLegal(path), allowsRepeats || seen.note(path, in: problem.space) else { continue }
        children.append(path)
        born += 1
      }
    }
    if !top.isEmpty {
      breed(options.mutants) {
        var path = top[random.below(top.count)].path
        for choice in path.indices where random.unit() < options.mutation { path[choice] = problem.candidate(of: choice, &random) }
        return path
      }
      breed(options.crossovers) {
        let first = top[random.below(top.count)].path, second = top[random.below(top.count)].path
        return zip(first, second).map { random.below(2) == 0 ? $0 : $1 }
      }
    }
    let missing = max(0, options.population - children.count)
    if allowsRepeats { return children + (0..<missing).map { _ in problem.draw(&random) } }
    return children + problem.drawUnknown(missing, &seen, &random)
  }

  public mutating func learn(_ evaluated: [Evaluated], _ problem: SearchProblem) {
    // Swift's sort keeps the order of equals.
    top = Array((options.repeats ? evaluated + top : top + evaluated).sorted { rounded($0.score) > rounded($1.score) }.prefix(options.top))
  }

  private func rounded(_ score: Double) -> Double {
    guard let decimals = options.decimals else { return score }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (score * scale).rounded() / scale
  }
}

extension Evolution.Options {
  /// What is not said is the default.
  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: CodingKeys.self)
    population = try container.decode(.population, or: population)
    top = try container.decode(.top, or: top)
    mutants = try container.decode(.mutants, or: mutants)
    crossovers = try container.decode(.crossovers, or: crossovers)
    mutation = try container.decode(.mutation, or: mutation)
    tries = try container.decode(.tries, or: tries)
    repeats = try container.decode(.repeats, or: repeats)
    decimals = try container.decodeIfPresent(Int.self, forKey: .decimals)
  }
}
