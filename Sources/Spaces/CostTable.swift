/// What each candidate of each choice costs, so that any architecture's cost is a sum over one table, nothing built.
///
///     let table = CostTable(space)
///     let cost = table.cost(of: try space.architecture("22212220"))   // 1,985,514 parameters, 85,164,544 MACs
///
/// A sum is exact because the shape of a node's output does not depend on what computes it. Where several nodes follow one
/// choice, its entry is the sum over them. In a padded space a layer's cost depends on what is kept in front of it: there the entries are
/// those of the widest inputs, and the cost of a path is counted layer by layer, without the padding.
public struct CostTable: Hashable, Sendable {
  /// Stem, head and fixed layers.
  public let fixed: Cost
  /// For each choice, for each of its candidates.
  public let choices: [[Cost]]
  /// The second head, which trains and is in no sum here; zero where there is none.
  public let auxiliary: Cost
  private let padded: Space?

  public init(_ space: Space) {
    (fixed, choices) = space.parts { Cost($0) }
    auxiliary = Cost(space.auxiliaryLayers)
    padded = space.isPadded ? space : nil
  }

  /// The cost of all that an architecture of this space keeps.
  public func cost(of architecture: Architecture) -> Cost {
    if let padded, architecture.path != nil { return Cost(padded.layers(of: architecture)) }
    return zip(choices, architecture.kept).reduce(fixed) { sum, pair in pair.1.reduce(sum) { $0 + pair.0[$1] } }
  }
}

extension Space {
  /// What each candidate of each choice adds to a number that is a sum over layers, over all nodes that follow the choice; and what stem, head
  /// and fixed layers add.
  func parts<Value: AdditiveArithmetic>(_ measure: ([PlacedLayer]) -> Value) -> (fixed: Value, choices: [[Value]]) {
    let shapes = shapes
    var fixed = measure(stemLayers) + measure(headLayers), parts = choices.map { $0.candidates.map { _ in Value.zero } }
    for (number, node) in nodes.enumerated() {
      switch node {
      case .place(let choice, _, _, _):
        for candidate in parts[choice].indices {
          parts[choice][candidate] += measure(layers(ofNode: number, candidate: candidate, shapes: shapes))
        }
      case .layers: fixed += measure(layers(ofNode: number, candidate: 0, shapes: shapes))
      case .sum, .concatenation: break
      }
    }
    return (fixed, parts)
  }

  /// How many values pass through an activation for one image, by choice and candidate: what codes of activations are long.
  public var activations: LookupTable {
    let (fixed, parts) = parts { layers in
      layers.flatMap(\.leaves).reduce(0) { sum, layer in
        if case .activation = layer.layer { sum + layer.output.positions * layer.output.channels } else { sum }
      }
    }
    return LookupTable(unchecked: "activations", unit: "", fixed: Double(fixed), entries: parts.map { $0.map(Double.init) })
  }
}
