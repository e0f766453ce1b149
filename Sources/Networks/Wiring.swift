internal import Spaces

/// The graph of a space as it is computed: nodes count from the stem's output, 0.
///
/// Places that only one sum reads are terms of it and have no value of their own. Edges that compute on a part of the channels and let
/// the others pass are rewritten: since all are shuffled alike, Σ shuffle([place, passing]) = shuffle([Σ place, Σ passing]), and no
/// edge's own output is ever stored.
struct Wiring: Sendable {
  /// One value of the graph, whose shape does not depend on what is chosen.
  struct Node: Sendable {
    /// Numbers of nodes in it are those of the wiring, all smaller than the node's own.
    enum Kind: Sendable {
      /// Reads the images.
      case stem
      /// A choice's candidates.
      case place(choice: Int, from: Int)
      /// Layers that no choice changes.
      case layers([PlacedLayer], from: Int)
      /// All terms have the node's shape.
      case sum([Term])
      /// Channels side by side, in this order.
      case concatenation([Int])
    }

    /// `name` is "stem", "node3", or behind rewriting "node3/computed"; the parameters of graphs are called by it.
    let kind: Kind, shape: ImageShape, name: String
    /// The node of the space that it is; nil for those that rewriting made.
    let number: Int?
  }

  /// A node in a sum; with a choice `gain`, times that one's gain, and left out where that keeps nothing.
  struct Term: Sendable {
    let node: Int
    var gain: Int?
  }

  /// In an order in which each stands behind what it reads; the last one's value goes into the head.
  let nodes: [Node]
  /// For each place that is but a term of a sum, that sum.
  ///
  /// Such a place has no other reader and no gain.
  private(set) var sums: [Int: Int] = [:]
  /// How many nodes, and heads, read each.
  private(set) var readers: [Int]
  /// The node that a second head reads.
  let auxiliary: Int?

  /// Nothing of it depends on subnet, task or occupancy.
  init(_ space: Space) {
    let partials = Partial.all(space.nodes), inside = Set(partials.values.flatMap(\.inside)), shapes = space.shapes
    var nodes = [Node(kind: .stem, shape: shapes[0], name: "stem", number: 0)], numbers = [0: 0]
    for (index, node) in space.nodes.enumerated() {
      let number = index + 1, name = "node\(number)"
      if inside.contains(number) { continue }
      func add(_ kind: Node.Kind, _ shape: ImageShape, _ name: String, _ number: Int? = nil) -> Int {
        nodes.append(Node(kind: kind, shape: shape, name: name, number: number))
        return nodes.count - 1
      }
      func new(_ number: Int) -> Int { numbers[number] ?? 0 }
      switch node {
      case .place(let choice, let from, _, _): numbers[number] = add(.place(choice: choice, from: new(from)), shapes[number], name, number)
      case .layers(_, let from, _):
        numbers[number] = add(.layers(space.layers(ofNode: index, candidate: 0), from: new(from)), shapes[number], name, number)
      case .concatenation(let parts): numbers[number] = add(.concatenation(parts.map(new)), shapes[number], name, number)
      case .sum(let terms):
        guard let partial = partials[number] else {
          numbers[number] = add(.sum(terms.map { Term(node: new($0)) }), shapes[number], name, number)
          continue
        }
        let edges = partial.edges
        let computed = add(.sum(edges.map { Term(node: new($0.place)) }), shapes[edges[0].place], "\(name)/computed")
        let passed = add(.sum(edges.map { Term(node: new($0.passing), gain: $0.choice) }), shapes[edges[0].passing], "\(name)/passing")
        let joined = add(.concatenation([computed, passed]), shapes[number], "\(name)/channels")
        let shuffle = PlacedLayer(.shuffle(groups: partial.groups), shapes[number], shapes[number])
        numbers[number] = add(.layers([shuffle], from: joined), shapes[number], "\(name)/shuffle", number)
      }
    }
    self.nodes = nodes
    auxiliary = space.auxiliary.flatMap { numbers[$0.node] }
    readers = [Int](repeating: 0, count: nodes.count)
    readers[nodes.count - 1] = 1
    if let auxiliary { readers[auxiliary] += 1 }
    for node in nodes { for read in node.reads { readers[read] += 1 } }
    for (number, node) in nodes.enumerated() {
      guard case .sum(let terms) = node.kind else { continue }
      for term in terms where term.gain == nil && readers[term.node] == 1 {
        if case .place = nodes[term.node].kind { sums[term.node] = number }
      }
    }
  }

  /// The nodes that the last one depends on; the others are not computed.
  ///
  /// - Parameters:
  ///   - kept: candidates that are computed, by choice.
  ///   - readsAuxiliary: whether a second head takes part, as in training.
  ///   - reads: whether anything of a place's candidate comes from the node that the place reads.
  func live(_ kept: [[Int]], auxiliary readsAuxiliary: Bool, _ reads: (_ place: Int, _ candidate: Int) -> Bool) -> [Bool] {
    var live = [Bool](repeating: false, count: nodes.count)
    live[nodes.count - 1] = true
    if readsAuxiliary, let auxiliary { live[auxiliary] = true }
    for number in nodes.indices.reversed() where live[number] {
      switch nodes[number].kind {
      case .stem: break
      case .place(let choice, let from): if kept[choice].contains(where: { reads(number, $0) }) { live[from] = true }
      case .layers(_, let from): live[from] = true
      case .sum(let terms): for term in terms where term.gain.map({ !kept[$0].isEmpty }) ?? true { live[term.node] = true }
      case .concatenation(let parts): for part in parts { live[part] = true }
      }
    }
    return live
  }
}

extension Wiring.Node {
  fileprivate var reads: [Int] {
    switch kind {
    case .stem: []
    case .place(_, let from), .layers(_, let from): [from]
    case .sum(let terms): terms.map(\.node)
    case .concatenation(let parts): parts
    }
  }
}

/// A sum of edges that compute on the first channels and let the others pass (PC-DARTS).
private struct Partial {
  var edges: [(place: Int, passing: Int, choice: Int)], groups: Int
  /// The nodes between edges and sum, which have no value.
  var inside: [Int]

  /// By the number of the sum.
  static func all(_ nodes: [Node]) -> [Int: Partial] {
    var readers: [Int: [Int]] = [:], partials: [Int: Partial] = [:]
    for (number, node) in nodes.enumerated() { for from in node.reads { readers[from, default: []].append(number + 1) } }
    func place(_ node: Int) -> Int? { if node > 0, case .place(let choice, _, _, _) = nodes[node - 1] { choice } else { nil } }
    for (number, node) in nodes.enumerated() {
      guard case .sum(let terms) = node else { continue }
      var partial = Partial(edges: [], groups: 0, inside: []), groups: Set<Int> = []
      for term in terms {
        guard term > 0, readers[term] == [number + 1], case .layers(let layers, let joined, _) = nodes[term - 1], layers.count == 1,
          case .shuffle(let count) = layers[0], readers[joined] == [term], joined > 0, case .concatenation(let halves) = nodes[joined - 1],
          halves.count == 2, readers[halves[0]] == [joined], let choice = place(halves[0])
        else { continue }
        partial.edges.append((halves[0], halves[1], choice))
        partial.inside += [term, joined]
        groups.insert(count)
      }
      guard partial.edges.count == terms.count, groups.count == 1, let count = groups.first else { continue }
      partial.groups = count
      partials[number + 1] = partial
    }
    return partials
  }
}
