import FoundationEssentials

import Search
import Spaces
import Streams

/// Searches as their tests run them.
enum Searches {
  /// Every algorithm, and options that change how its state looks.
  static let algorithms: [SearchAlgorithm] = {
    var small = Evolution.Options(), mmrazor = Evolution.Options(), aging = AgingEvolution.Options()
    (small.population, small.top, small.mutants, small.crossovers) = (10, 5, 5, 5)
    (mmrazor.repeats, mmrazor.decimals) = (true, 2)
    (aging.population, aging.sample) = (12, 3)
    return [
      .random, .evolution(Evolution.Options()), .evolution(small), .evolution(mmrazor), .agingEvolution(AgingEvolution.Options()),
      .agingEvolution(aging), .localSearch(LocalSearch.Options()), nsga2 { _ in }, nsga2 { $0.weighting = .crowding([0.7, 0.3]) },
      nsga2 { $0.weighting = .fitness([0.5, 0.5]) }, nsga2 { $0.weighting = .log([1, 0.1]) },
      nsga2 {
        ($0.population, $0.kinds) = (12, HierarchicalMutation(natural: 0.2, prior: 0.15, reinforced: 0.65))
        $0.policy = PolicyOptions(update: .ppo())
      },
      nsga2 {
        ($0.population, $0.mutation, $0.kinds) = (12, 0.5, HierarchicalMutation(natural: 0, prior: 0, reinforced: 1))
        $0.policy = PolicyOptions(.lstm(units: 8, embedding: 8))
      },
    ]
  }()

  static func nsga2(_ change: (inout NSGAII.Options) -> Void) -> SearchAlgorithm {
    var options = NSGAII.Options()
    change(&options)
    return .nsga2(options)
  }

  /// Goes on with a search to its end.
  static func run(_ search: inout SearchLoop, _ problem: SearchProblem, _ score: ([Int]) -> [Double]) {
    while let nets = search.propose(problem) { search.learn(nets.map(score), problem) }
  }

  /// Two scores of any net that follow from nothing but its code, of which a share is no number.
  static func scores(_ net: [Int], diverged share: Double = 0) -> [Double] {
    var random = net.reduce(RandomStream(seed: 3, "scores")) { $0.child($1) }
    return [random.unit() < share ? .nan : 50 + 40 * random.unit() + net.reduce(0.0) { $0 + Double($1) } / 4, 1 + random.unit()]
  }

  /// A checkpoint: numbers that are not finite stand in it as text.
  static func text(_ search: SearchLoop) throws -> String {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(search), as: UTF8.self)
  }

  static func read<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(T.self, from: Data(text.utf8))
  }

  /// What a checkpoint holds of a search under way, of a searcher whose state is `S`.
  struct State<S: Decodable>: Decodable {
    let searcher: S
    /// As the searcher proposed them.
    let proposed: [[Int]]
    let random: RandomStream
  }

  static func state<S: Decodable>(_ search: SearchLoop, _: S.Type) throws -> State<S> { try read(State<S>.self, try text(search)) }
}

/// How many genes differ.
func distance(_ a: [Int], _ b: [Int]) -> Int { zip(a, b).count { $0 != $1 } }

/// Pearson's χ² of counts against shares, less its degrees of freedom, in standard deviations √(2 df).
func excess(_ counts: [Int], _ shares: [Double]) -> Double {
  let total = Double(counts.reduce(0, +)), sum = shares.reduce(0, +), df = Double(counts.count - 1)
  let square = zip(counts, shares).reduce(0.0) { square, pair in
    let expected = total * pair.1 / sum
    return square + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
  }
  return (square - df) / (2 * df).squareRoot()
}
