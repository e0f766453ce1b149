public import Search
public import Spaces
public import Training

/// Search a space by one algorithm, once for each seed.
///
/// All that decides what is evaluated stands in it: tables lie in the spec number by number, and no file has to be found again.
public struct SearchSpec: Codable, Hashable, Sendable {
  /// What is wanted, and where its values come from.
  public struct Aim: Codable, Hashable, Sendable {
    public var objective: Objective, source: Source

    public init(_ objective: Objective, _ source: Source) { (self.objective, self.source) = (objective, source) }
  }

  public var space: Space
  /// At least one; searchers of one objective go by the first, and the others are noted.
  public var aims: [Aim]
  public var constraints: [PathConstraint]
  /// Of each choice the candidates that are left, rising, as a supernet whose space shrank leaves them; all where nil.
  public var left: [[Int]]?
  public var algorithm: SearchAlgorithm
  /// Different networks that each search may evaluate.
  public var evaluations: Int
  /// The first seed, and how many searches there are: seeds follow one another.
  public var seed: Int, searches: Int
  public var numerics: Int

  /// No seed is larger: those of several searches and supernets are added to it.
  public static let greatestSeed = 1 << 48

  public init(
    space: Space, aims: [Aim], constraints: [PathConstraint] = [], left: [[Int]]? = nil, algorithm: SearchAlgorithm, evaluations: Int,
    seed: Int = 0, searches: Int = 1, numerics: Int = Job.numerics
  ) {
    (self.space, self.aims, self.constraints, self.left, self.algorithm) = (space, aims, constraints, left, algorithm)
    (self.evaluations, self.seed, self.searches, self.numerics) = (evaluations, seed, searches, numerics)
  }

  /// What is searched. Throws `SpaceError` where no code meets the constraints.
  func problem() throws(SpaceError) -> SearchProblem {
    try SearchProblem(space, objectives: aims.map(\.objective), constraints: constraints, left: left)
  }
}

extension SearchSpec {
  /// Where an objective's values come from.
  public enum Source: Hashable, Sendable {
    /// A number for each network, by canonical text: published accuracies, any column of a file.
    case table(NetTable)
    /// A sum over candidates: multiply-adds, parameters, a latency look-up table.
    case lookup(LookupTable)
    /// What is counted of a network layer by layer, where costs are no sums over candidates.
    case counted(Count)
    /// One-shot accuracies (%) in an evaluation's run file.
    case evaluation(JobReference<EvaluationSpec>)
    /// One-shot accuracies (%) under a supernet's weights, scored as the search asks for them.
    case supernet(JobReference<SupernetSpec>, passes: Int, policy: NormalizationPolicy)
    /// Scores of nets that are trained for it alone, briefly, as the search asks for them.
    case training(BriefTraining)
  }

  /// What may be counted.
  public enum Count: String, Codable, CaseIterable, Hashable, Sendable {
    case macs, parameters
  }

  /// A number for each of many networks.
  public struct NetTable: Codable, Hashable, Sendable {
    /// Canonical texts, and their values in the same order.
    public var nets: [String], values: [Double]

    /// As many of one as of the other.
    public init(nets: [String], values: [Double]) {
      precondition(nets.count == values.count, "a value for each net")
      (self.nets, self.values) = (nets, values)
    }
  }
}

/// A source by its one key: `{"lookup": {…}}`, `{"supernet": "…", "passes": 90, "policy": {…}}`.
extension SearchSpec.Source: Codable {
  private enum Key: String, CodingKey { case table, lookup, counted, evaluation, supernet, passes, policy, training }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if container.contains(.table) {
      self = .table(try container.decode(SearchSpec.NetTable.self, forKey: .table))
    } else if container.contains(.lookup) {
      self = .lookup(try container.decode(LookupTable.self, forKey: .lookup))
    } else if container.contains(.counted) {
      self = .counted(try container.decode(SearchSpec.Count.self, forKey: .counted))
    } else if container.contains(.evaluation) {
      self = .evaluation(try container.decode(JobReference<EvaluationSpec>.self, forKey: .evaluation))
    } else if container.contains(.training) {
      self = .training(try container.decode(BriefTraining.self, forKey: .training))
    } else {
      self = .supernet(
        try container.decode(JobReference<SupernetSpec>.self, forKey: .supernet), passes: try container.decode(Int.self, forKey: .passes),
        policy: try container.decode(NormalizationPolicy.self, forKey: .policy))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .table(let table): try container.encode(table, forKey: .table)
    case .lookup(let table): try container.encode(table, forKey: .lookup)
    case .counted(let measure): try container.encode(measure, forKey: .counted)
    case .evaluation(let reference): try container.encode(reference, forKey: .evaluation)
    case .supernet(let reference, let passes, let policy):
      try container.encode(reference, forKey: .supernet)
      try container.encode(passes, forKey: .passes)
      try container.encode(policy, forKey: .policy)
    case .training(let training): try container.encode(training, forKey: .training)
    }
  }
}
