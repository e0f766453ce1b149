/// The weights of a search as rules read them: for each edge of the cells, its operations without `none`.
struct WeightTable {
  struct Edge {
    let edge: CellEdge
    /// In the space's order.
    let weights: [(operation: Primitive, weight: Double)]

    /// The largest weight; of an edge without operations, below all.
    var strength: Double { weights.map(\.weight).max() ?? -.infinity }

    /// The first operation of the largest weight.
    var best: Genotype.Entry { entry(weights.first { $0.weight == strength }?.operation ?? .none) }

    /// By weight, equal ones in the space's order.
    var rising: [(operation: Primitive, weight: Double)] {
      weights.enumerated().sorted { ($0.element.weight, $0.offset) < ($1.element.weight, $1.offset) }.map(\.element)
    }

    func entry(_ operation: Primitive) -> Genotype.Entry { Genotype.Entry(operation, to: edge.to, from: edge.from) }
  }

  private let edges: [Edge]

  init(_ weights: [[Double]], _ space: Space) throws(SpaceError) {
    try Self.check(weights, space)
    var edges: [Edge] = []
    for (choice, row) in zip(space.choices, weights) {
      guard let edge = CellEdge(name: choice.name) else {
        throw .genotype(place: choice.name, reason: "is no edge of a cell; space \(space.name) is no space of cells")
      }
      var known: [(operation: Primitive, weight: Double)] = []
      for (candidate, weight) in zip(choice.candidates, row) {
        guard let operation = Primitive(rawValue: candidate.name) else {
          throw .genotype(place: choice.name, reason: "'\(candidate.name)' is an operation that genotypes do not know")
        }
        if operation != .none { known.append((operation, weight)) }
      }
      edges.append(Edge(edge: edge, weights: known))
    }
    self.edges = edges
  }

  /// A row of numbers for each choice, as long as it has candidates.
  static func check(_ weights: [[Double]], _ space: Space) throws(SpaceError) {
    guard weights.map(\.count) == space.choices.map(\.candidates.count) else {
      throw .genotype(place: "the weights", reason: "should be a row a choice of space \(space.name), a number a candidate")
    }
    for (choice, row) in zip(space.choices, weights) where row.contains(where: { !$0.isFinite }) {
      throw .genotype(place: choice.name, reason: "has a weight that is no finite number: the training diverged")
    }
  }

  /// The edges into each sum, from the first state on.
  func sums(_ kind: CellKind) -> [[Edge]] {
    CellEdge.sums.map { to in edges.filter { $0.edge.kind == kind && $0.edge.to == to && !$0.weights.isEmpty } }
  }

  /// Of the edges into a sum the two of largest strength, the stronger one first, of equal ones the first.
  func twoStrongest(_ edges: [Edge]) -> ArraySlice<Edge> {
    edges.enumerated().sorted { ($1.element.strength, $0.offset) < ($0.element.strength, $1.offset) }.map(\.element).prefix(2)
  }
}

/// P-DARTS's choice, in which of equals the last wins.
extension WeightTable {
  /// What stands on an edge, and its weight.
  typealias Kept = (entry: Genotype.Entry, weight: Double)

  /// Two edges into each sum in the order of the states, each with its operation of largest weight; a skip that is struck out
  /// weighs nothing.
  func reselected(_ kind: CellKind, without struck: Set<CellEdge>) -> [Kept] {
    sums(kind).flatMap { edges in
      let best = edges.map { edge -> Kept in
        let weights = edge.weights.map {
          (operation: $0.operation, weight: $0.operation == .skip && struck.contains(edge.edge) ? 0 : $0.weight)
        }
        let winner = weights.reduce(weights[0]) { $1.weight >= $0.weight ? $1 : $0 }
        return (edge.entry(winner.operation), winner.weight)
      }
      let falling = best.indices.sorted { (best[$1].weight, $1) < (best[$0].weight, $0) }
      return falling.prefix(2).sorted().map { best[$0] }
    }
  }

  /// The normal cell with at most so many skips.
  func limitingSkips(to limit: Int) throws(SpaceError) -> [Genotype.Entry] {
    var struck: Set<CellEdge> = []
    while true {
      let kept = reselected(.normal, without: struck)
      let skips = kept.filter { $0.entry.operation == .skip }
      if skips.count <= limit { return kept.map(\.entry) }
      let left = skips.filter { !struck.contains(CellEdge(.normal, to: $0.entry.to, from: $0.entry.from)) }
      guard let least = left.min(by: { $0.weight < $1.weight }) else {
        throw .genotype(place: "normal", reason: "keeps \(skips.count) skips whatever is struck out; allow more than \(limit)")
      }
      struck.insert(CellEdge(.normal, to: least.entry.to, from: least.entry.from))
    }
  }
}
