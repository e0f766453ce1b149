internal import Streams

/// A search algorithm by name with its options, as experiments and jobs write it.
///
///     {name: random}   {name: evolution, population: 10, top: 5, mutants: 5, crossovers: 5}   {name: nsga2, weighting: {name: plain}}
///
/// What is not said is the default that `docs/methods.md` gives.
public enum SearchAlgorithm: Hashable, Sendable {
  case random
  case evolution(Evolution.Options)
  case agingEvolution(AgingEvolution.Options)
  case localSearch(LocalSearch.Options)
  case nsga2(NSGAII.Options)

  /// Its searcher before the first question.
  ///
  /// - Parameter random: of what is random before anything is proposed: a policy's initial weights.
  func searcher(_ problem: SearchProblem, _ random: inout RandomStream) -> any Searcher {
    switch self {
    case .random: RandomSearch()
    case .evolution(let options): Evolution(options)
    case .agingEvolution(let options): AgingEvolution(options)
    case .localSearch(let options): LocalSearch(options)
    case .nsga2(let options): NSGAII(options, problem, &random)
    }
  }

  /// The type of its state.
  var state: any Searcher.Type {
    switch self {
    case .random: RandomSearch.self
    case .evolution: Evolution.self
    case .agingEvolution: AgingEvolution.self
    case .localSearch: LocalSearch.self
    case .nsga2: NSGAII.self
    }
  }

  /// Whether it looks at more than the first objective.
  public var isMultiObjective: Bool { if case .nsga2 = self { true } else { false } }
}

extension SearchAlgorithm: Codable {
  private enum Key: String, CodingKey { case name }

  /// The words of experiments and job specs; a renamed one would change digests.
  public enum Name: String, Codable, CaseIterable, Sendable {
    case random, evolution
    case agingEvolution = "aging-evolution"
    case localSearch = "local-search"
    case nsga2
  }

  public var name: Name {
    switch self {
    case .random: .random
    case .evolution: .evolution
    case .agingEvolution: .agingEvolution
    case .localSearch: .localSearch
    case .nsga2: .nsga2
    }
  }

  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Name.self, forKey: .name) {
    case .random: self = .random
    case .evolution: self = .evolution(try Evolution.Options(from: decoder))
    case .agingEvolution: self = .agingEvolution(try AgingEvolution.Options(from: decoder))
    case .localSearch: self = .localSearch(try LocalSearch.Options(from: decoder))
    case .nsga2: self = .nsga2(try NSGAII.Options(from: decoder))
    }
  }

  /// All options, also those at their default: a default that changes changes no digest.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    switch self {
    case .random: break
    case .evolution(let options): try options.encode(to: encoder)
    case .agingEvolution(let options): try options.encode(to: encoder)
    case .localSearch(let options): try options.encode(to: encoder)
    case .nsga2(let options): try options.encode(to: encoder)
    }
  }
}
