/// How the weights of a relaxed search become one architecture: a rule with its numbers, kept beside what it gave.
///
/// Weights are given after their gate (softmax, sigmoid; for PC-DARTS the product of both softmaxes), a row a choice, a column a
/// candidate. `none` is never kept by a rule for cells. Each rule breaks ties as its released code does.
public enum Discretisation: Hashable, Sendable {
  /// DARTS, PC-DARTS: into each sum the two edges whose largest weight is largest, on each the operation with that weight.
  case topTwo
  /// All operations of at least this weight.
  case threshold(Double)
  /// FairDARTS: as `topTwo`, then without edges whose largest weight is below this; 0.85 there.
  case thresholdSparse(Double)
  /// FairDARTS's variant: on each edge the two largest weights, those of at least this.
  case thresholdEdge(Double)
  /// P-DARTS: as `topTwo`, then at most so many skips in the normal cell: the one of least weight is struck out and all is
  /// chosen again, until they are few enough. 2 is recommended.
  case skipLimit(Int)
  /// One-shot spaces: the largest weight of each choice.
  case argmax

  public enum Ties: String, Codable, Hashable, Sendable { case first, last }

  /// Which of equal weights, or of edges of equal strength, wins.
  public var ties: Ties {
    switch self {
    case .topTwo, .threshold, .thresholdSparse, .argmax: .first
    case .thresholdEdge, .skipLimit: .last
    }
  }

  /// The least weight that is kept; nil for rules by order alone.
  public var threshold: Double? {
    switch self {
    case .threshold(let least), .thresholdSparse(let least), .thresholdEdge(let least): least
    case .topTwo, .skipLimit, .argmax: nil
    }
  }

  /// The genotype that a rule for cells gives. Throws where the space has no cells, a weight is no number or missing, the rule is
  /// `argmax`, or fewer skips cannot be had.
  public func genotype(weights: [[Double]], of space: Space) throws(SpaceError) -> Genotype {
    let table = try WeightTable(weights, space)
    switch self {
    case .topTwo: return try Genotype(style: .pairs) { kind in table.sums(kind).flatMap { table.twoStrongest($0).map(\.best) } }
    case .thresholdSparse(let least):
      return try Genotype(style: .triples) { kind in
        table.sums(kind).flatMap { table.twoStrongest($0).filter { $0.strength >= least }.map(\.best) }
      }
    case .threshold(let least):
      return try Genotype(style: .triples) { kind in
        table.sums(kind).joined().flatMap { edge in edge.weights.filter { $0.weight >= least }.map { edge.entry($0.operation) } }
      }
    case .thresholdEdge(let least):
      return try Genotype(style: .triples) { kind in
        table.sums(kind).joined().flatMap { edge in
          edge.rising.suffix(2).filter { $0.weight >= least }.map { edge.entry($0.operation) }
        }
      }
    case .skipLimit(let limit):
      let normal = try table.limitingSkips(to: limit)
      return try Genotype(style: .pairs) { kind in kind == .normal ? normal : table.reselected(kind, without: []).map(\.entry) }
    case .argmax: throw .genotype(place: "the rule", reason: "'argmax' is one for chains; choose one for cells")
    }
  }

  /// The architecture that a rule gives, in the space of the weights.
  public func architecture(weights: [[Double]], of space: Space) throws(SpaceError) -> Architecture {
    guard case .argmax = self else { return try space.architecture(genotype(weights: weights, of: space)) }
    try WeightTable.check(weights, space)
    return Architecture(path: weights.map { row in row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 } })
  }
}

extension Genotype {
  /// Cell by cell.
  fileprivate init(style: Style, _ entries: (CellKind) -> [Entry]) throws(SpaceError) {
    try self.init(normal: entries(.normal), reduce: entries(.reduce), style: style)
  }
}

/// `{"rule": "threshold-sparse", "threshold": 0.85, "ties": "first"}`: the order of ties is written for the reader, and another
/// than the rule's own is refused.
extension Discretisation: Codable {
  private enum Rule: String, Codable, CaseIterable {
    case topTwo = "top-two"
    case threshold
    case thresholdSparse = "threshold-sparse"
    case thresholdEdge = "threshold-edge"
    case skipLimit = "skip-limit"
    case argmax
  }

  private enum Key: String, CodingKey { case rule, threshold, skips, ties }

  public init(from decoder: any Decoder) throws {
    let fields = try Fields(decoder, ["rule", "threshold", "skips", "ties"])
    switch try fields.read("rule") as Rule {
    case .topTwo: self = .topTwo
    case .threshold: self = .threshold(try fields.read("threshold"))
    case .thresholdSparse: self = .thresholdSparse(try fields.read("threshold", or: 0.85))
    case .thresholdEdge: self = .thresholdEdge(try fields.read("threshold", or: 0.85))
    case .skipLimit: self = .skipLimit(try fields.read("skips", or: 2))
    case .argmax: self = .argmax
    }
    let ties: Ties = try fields.read("ties", or: self.ties)
    guard ties == self.ties else { throw Form.unexpected(decoder, ties.rawValue, allowed: [self.ties.rawValue]) }
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .topTwo: try fields.encode(Rule.topTwo, forKey: .rule)
    case .threshold(let least): try write(.threshold, least)
    case .thresholdSparse(let least): try write(.thresholdSparse, least)
    case .thresholdEdge(let least): try write(.thresholdEdge, least)
    case .skipLimit(let limit):
      try fields.encode(Rule.skipLimit, forKey: .rule)
      try fields.encode(limit, forKey: .skips)
    case .argmax: try fields.encode(Rule.argmax, forKey: .rule)
    }
    try fields.encode(ties, forKey: .ties)
    func write(_ rule: Rule, _ least: Double) throws {
      try fields.encode(rule, forKey: .rule)
      try fields.encode(least, forKey: .threshold)
    }
  }
}
