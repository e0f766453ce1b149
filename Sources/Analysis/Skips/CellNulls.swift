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
  ///   - gate: from an edge's α to its weights: by default the softmax.
  /// - Throws: `SpaceError` where the rule is none for the space's cells.
  public init(
    _ space: Space, rule: Discretisation, draws: Int = 10_000, random: RandomStream, gate: ([Double]) -> [Double] = CellNulls.softmax
  ) throws(SpaceError) {
    var reduce: [(kept: Int, skips: Int)] = []
    normal = try SkipNull(operations: space.choices.map(\.candidates.count), draws: draws, random: random) { alpha throws(SpaceError) in
      let genotype = try rule.genotype(weights: alpha.map(gate), of: space)
      reduce.append(Self.count(genotype.reduce))
      return Self.count(genotype.normal)
    }
    self.reduce = SkipNull(outcomes: reduce)
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
