/// What each candidate of each choice costs, so that any architecture's cost is a sum over one table, nothing built.
///
///     let table = CostTable(space)
///     let cost = table.cost(of: try space.architecture("22212220"))   // 1,985,514 parameters, 85,164,544 MACs
///
/// A sum is exact because the shape of a node's output does not depend on what computes it. Where several nodes follow one
/// choice, its entry is the sum over them.
public struct CostTable: Hashable, Sendable {
  /// Stem, head and fixed layers.
  public let fixed: Cost
  /// For each choice, for each of its candidates.
  public let choices: [[Cost]]
  /// The second head, which trains and is in no sum here; zero where there is none.
  public let auxiliary: Cost

  public init(_ space: Space) {
    let shapes = space.shapes
    var fixed = Cost(space.stemLayers) + Cost(space.headLayers)
    var choices = space.choices.map { $0.candidates.map { _ in Cost.zero } }
    for (number, node) in space.nodes.enumerated() {
      switch node {
      case .place(let choice, _, _, _):
        for candidate in choices[choice].indices {
          choices[choice][candidate] += Cost(space.layers(ofNode: number, candidate: candidate, shapes: shapes))
        }
      case .layers: fixed += Cost(space.layers(ofNode: number, candidate: 0, shapes: shapes))
      case .sum, .concatenation: break
      }
    }
    self.fixed = fixed
    self.choices = choices
    auxiliary = Cost(space.auxiliaryLayers)
  }

  /// The cost of all that an architecture of this space keeps.
  public func cost(of architecture: Architecture) -> Cost {
    zip(choices, architecture.kept).reduce(fixed) { sum, pair in pair.1.reduce(sum) { $0 + pair.0[$1] } }
  }
}
