public import Spaces
public import Streams

/// What a discretisation rule keeps by chance in both cells of a space (protocol, section 9).
public struct CellNulls: Codable, Hashable, Sendable {
  /// Of the two kinds of cell, over the same draws of α.
  public let normal: SkipNull, reduce: SkipNull

  public subscript(kind: CellKind) -> SkipNull { kind == .normal ? normal : reduce }

  /// - Parameters:
  ///   - space: one of cells.
  ///   - rule: what a search in it ends with.
  ///   - competes: whether the gate orders an edge's operations as α does, so that the law of the rule `topTwo` is known exactly.
  ///   - gate: from an edge's α to its weights: by default the softmax.
  /// - Throws: `SpaceError` where the rule is none for the space's cells.
  public init(
    _ space: Space, rule: Discretisation, draws: Int = 10_000, random: RandomStream, competes: Bool = true,
    gate: ([Double]) -> [Double] = CellNulls.softmax
  ) throws(SpaceError) {
    var reduce: [(kept: Int, skips: Int)] = []
    var normal = try SkipNull(operations: space.choices.map(\.candidates.count), draws: draws, random: random) { alpha throws(SpaceError) in
      let genotype = try rule.genotype(weights: alpha.map(gate), of: space)
      reduce.append(Self.count(genotype.reduce))
      return Self.count(genotype.normal)
    }
    func exact(_ kind: CellKind) -> [Double]? { rule == .topTwo && competes ? Self.topTwo(space, kind) : nil }
    normal.exact = exact(.normal)
    self.normal = normal
    self.reduce = SkipNull(outcomes: reduce, exact: exact(.reduce))
  }

  /// The law of skips that the two strongest edges of each sum keep, where α is drawn independently from one continuous law: which operation of an
  /// edge is strongest is uniform over those but `none`, whatever its strength, and any two edges of a sum are equally likely where the strongest
  /// weights of all follow one law: where they have equally many operations but `none` to choose from, and equally many with it, over which weights
  /// add up to 1. Nil where they have not.
  static func topTwo(_ space: Space, _ kind: CellKind) -> [Double]? {
    var sums: [Int: [(skips: Double, able: Int, all: Int)]] = [:]
    for choice in space.choices {
      guard let edge = CellEdge(name: choice.name) else { return nil }
      guard edge.kind == kind else { continue }
      let able = choice.candidates.filter { $0.name != Primitive.none.rawValue }
      guard !able.isEmpty else { return nil }
      let share = Double(able.count { $0.name == Primitive.skip.rawValue }) / Double(able.count)
      let own = (skips: share, able: able.count, all: choice.candidates.count)
      sums[edge.to, default: []].append(own)
      guard sums[edge.to]?.allSatisfy({ $0.able == own.able && $0.all == own.all }) == true else { return nil }
    }
    var law = [1.0]
    for edges in sums.keys.sorted().compactMap({ sums[$0] }) {
      var own = [0.0, 0, 0], pairs = 0.0
      for first in edges.indices {
        for second in edges.indices.dropFirst(first + 1) {
          let both = SkipNull.convolved([1 - edges[first].skips, edges[first].skips], [1 - edges[second].skips, edges[second].skips])
          for (count, p) in both.enumerated() { own[count] += p }
          pairs += 1
        }
      }
      guard pairs > 0 else { return nil }
      law = SkipNull.convolved(law, own.map { $0 / pairs })
    }
    return law
  }

  /// exp(α)/Σ exp(α): DARTS's gate.
  public static func softmax(_ alpha: [Double]) -> [Double] {
    let largest = alpha.reduce(-.infinity) { max($0, $1) }, powers = alpha.map { Elementary.exp($0 - largest) }, sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  private static func count(_ entries: [Genotype.Entry]) -> (kept: Int, skips: Int) {
    (entries.count, entries.count { $0.operation == .skip })
  }
}
