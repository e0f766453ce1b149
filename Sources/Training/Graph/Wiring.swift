internal import Spaces

/// Which nodes of a graph are stored, and what the sums among them add up. Nodes count from the stem's output, 0.
struct Wiring: Sendable {
  /// A sum of edges that compute on the first channels and let the others pass: since all are shuffled alike, it is the shuffle of the
  /// two sums, Σ shuffle([place, passing]) = shuffle([Σ place, Σ passing]), and no edge's own output is ever stored.
  struct Partial: Sendable {
    var edges: [(place: Int, passing: Int, choice: Int)], groups: Int
  }

  private let nodes: [Node]
  /// The sums of partial edges.
  let partials: [Int: Partial]
  /// For each place that is but a term of a sum, that sum.
  let sums: [Int: Int]
  /// The nodes inside partial sums, which are not stored either.
  private let inside: Set<Int>

  init(_ space: Space) {
    nodes = space.nodes
    var readers: [Int: [Int]] = [:]
    for (number, node) in nodes.enumerated() { for from in node.reads { readers[from, default: []].append(number + 1) } }
    var partials: [Int: Partial] = [:], sums: [Int: Int] = [:], inside: Set<Int> = []
    for (number, node) in nodes.enumerated() {
      guard case .sum(let terms) = node else { continue }
      var edges: [(place: Int, passing: Int, choice: Int)] = [], groups: Set<Int> = []
      for term in terms {
        guard readers[term] == [number + 1] else { continue }
        if Self.place(nodes, term) != nil { sums[term] = number + 1 }
        guard term > 0, case .layers(let layers, let joined, _) = nodes[term - 1], layers.count == 1, case .shuffle(let count) = layers[0],
          readers[joined] == [term], joined > 0, case .concatenation(let halves) = nodes[joined - 1], halves.count == 2,
          readers[halves[0]] == [joined], let choice = Self.place(nodes, halves[0])
        else { continue }
        edges.append((halves[0], halves[1], choice))
        groups.insert(count)
        inside.formUnion([term, joined])
      }
      guard edges.count == terms.count, let count = groups.first, groups.count == 1 else { continue }
      partials[number + 1] = Partial(edges: edges, groups: count)
      for edge in edges { sums[edge.place] = number + 1 }
    }
    (self.partials, self.sums, self.inside) = (partials, sums, inside)
  }

  /// The choice of a place; nil for other nodes.
  private static func place(_ nodes: [Node], _ node: Int) -> Int? {
    if node > 0, case .place(let choice, _, _, _) = nodes[node - 1] { choice } else { nil }
  }

  /// Whether a node's output lies in a tensor of its own.
  func isStored(_ node: Int) -> Bool { sums[node] == nil && !inside.contains(node) }

  /// The nodes whose terms a node adds up: itself where it is a place, what it reads where it is a sum.
  func terms(_ node: Int) -> [Int] {
    if let partial = partials[node] { return partial.edges.map(\.place) }
    return switch nodes[node - 1] {
    case .sum(let nodes): nodes
    case .place: [node]
    case .layers, .concatenation: []
    }
  }

  /// The nodes that the last one depends on, with the candidates of each choice that are kept.
  ///
  /// - Parameter reads: whether anything of a place's candidate comes from the node that the place reads.
  func live(_ kept: [[Int]], _ reads: (_ place: Int, _ candidate: Int) -> Bool) -> Set<Int> {
    var live: Set<Int> = [nodes.count]
    for (number, node) in nodes.enumerated().reversed() where live.contains(number + 1) {
      if let partial = partials[number + 1] {
        for edge in partial.edges where !kept[edge.choice].isEmpty { live.formUnion([edge.place, edge.passing]) }
      } else if case .place(let choice, _, _, _) = node, !kept[choice].contains(where: { reads(number + 1, $0) }) {
        continue
      } else {
        live.formUnion(node.reads)
      }
    }
    return live
  }
}

extension Node {
  /// The nodes that this one reads.
  fileprivate var reads: [Int] {
    switch self {
    case .place(_, let from, _, _), .layers(_, let from, _): [from]
    case .sum(let nodes), .concatenation(let nodes): nodes
    }
  }
}
