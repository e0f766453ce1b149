/// Cells one behind the other, each reading the two before it (Liu et al. 2019): the graph around what computes on their edges.
///
/// A cell has two inputs, brought to its width by fixed layers (states 0 and 1), and states 2 to 5, each the sum of the edges
/// into it; its output is the concatenation of those that have edges. The cells at ⌊cells/3⌋ and ⌊2 · cells/3⌋ halve height and
/// width on their edges from states 0 and 1, and double the channels.
struct CellChain {
  /// What may stand on each edge, in the order of `CellEdge.all`; edges that no cell has are left out.
  let edges: [(edge: CellEdge, candidates: [Operation])]
  let form: CellForm
  let stem: CellStem
  let channels: Int, cells: Int
  /// Whether a path is dropped behind each sum.
  var dropsSums = false
  /// Edges compute on one in so many channels, and the others pass by (PC-DARTS); 1 for all.
  var divisor = 1
  /// Of the second head's loss; nil for no second head.
  var auxiliaryWeight: Double?

  /// Without what nothing reads: where no edge leaves an input of the cells, say.
  func space(name: String, input: ImageShape, classes: Int) -> Space {
    var graph = Graph(chain: self), second = 0
    for cell in 0..<cells {
      graph.append(cell)
      if cell == 2 * cells / 3 { second = graph.last }
    }
    return Space(
      name: name, input: input, classes: classes, stem: stemLayers, choices: edges.map { Choice($0.edge.name, $0.candidates) },
      nodes: graph.nodes, head: [.globalAverage, .linear(outputs: classes)],
      auxiliary: auxiliaryWeight.map { Auxiliary(node: second, layers: auxiliaryLayers(classes: classes), weight: $0) },
      initialization: .fanIn
    ).withoutUnread()
  }

  /// Five by five windows, two positions a side, and two hidden layers. Behind the second of them the released ImageNet code
  /// has no BatchNorm, by a slip that it keeps.
  private func auxiliaryLayers(classes: Int) -> [Layer] {
    let stride = stem == .small ? 3 : 2, relu = Layer.activation(.relu)
    return [
      relu, .pool(Pool(.average, kernel: 5, stride: .fixed(stride), padded: false)), .convolution(Convolution(.fixed(128))),
      .normalization(), relu, .flatten, .linear(outputs: 768, bias: false),
    ] + (stem == .small ? [.normalization()] : []) + [relu, .linear(outputs: classes)]
  }

  private var stemLayers: [Layer] {
    func convolution(_ outputs: Int, stride: Int) -> Layer { .convolution(Convolution(.fixed(outputs), kernel: 3, stride: .fixed(stride))) }
    return switch stem {
    case .small: [convolution(3 * channels, stride: 1), .normalization()]
    case .imageNet:
      [
        convolution(channels / 2, stride: 2), .normalization(), .activation(.relu), convolution(channels, stride: 2), .normalization(),
      ]
    }
  }

  /// Nodes as they are appended, cell by cell.
  private struct Graph {
    let chain: CellChain
    var nodes: [Node] = []
    /// The outputs of the last two cells, at first the stem's.
    var before = 0, last = 0
    var width: Int
    /// Whether the last cell halved height and width, so that the one before it is larger.
    var halved = false

    init(chain: CellChain) {
      self.chain = chain
      width = chain.channels
      if chain.stem == .imageNet {
        last = add(
          .layers(
            [.activation(.relu), .convolution(Convolution(.output, kernel: 3, stride: .fixed(2))), .normalization()], from: 0,
            channels: width)
        )
        halved = true
      }
    }

    /// The number of the new node's output.
    mutating func add(_ node: Node) -> Int {
      nodes.append(node)
      return nodes.count
    }

    mutating func append(_ cell: Int) {
      let kind: CellKind = [chain.cells / 3, 2 * chain.cells / 3].contains(cell) ? .reduce : .normal
      if kind == .reduce { width *= 2 }
      var states = [
        0: add(.layers(entry(reducing: halved), from: before, channels: width)),
        1: add(.layers(entry(reducing: false), from: last, channels: width)),
      ]
      var outputs: [Int] = [], passing: [Int: (some: Int, others: Int)] = [:]
      for to in CellEdge.sums {
        var terms: [Int] = []
        for (choice, (edge, _)) in chain.edges.enumerated() where edge.kind == kind && edge.to == to {
          guard let from = states[edge.from] else { continue }
          terms.append(place(choice, from, stride: kind == .reduce && edge.from < 2 ? 2 : 1, &passing))
        }
        if terms.isEmpty { continue }
        var state = add(.sum(terms))
        if chain.dropsSums { state = add(.layers([.dropPath], from: state, channels: width)) }
        states[to] = state
        outputs.append(state)
      }
      (before, last, halved) = (last, add(.concatenation(outputs)), kind == .reduce)
    }

    /// An edge; with partial channels, those that pass by are halved by a maximum where it reduces, and all are shuffled. What
    /// a state splits into serves all of its edges, which have one stride.
    private mutating func place(_ choice: Int, _ from: Int, stride: Int, _ passing: inout [Int: (some: Int, others: Int)]) -> Int {
      guard chain.divisor > 1 else { return add(.place(choice: choice, from: from, channels: width, stride: stride)) }
      let part = width / chain.divisor
      let halving: [Layer] = stride > 1 ? [.pool(Pool(.max, kernel: 2, stride: .fixed(2), padded: false))] : []
      let parts =
        passing[from]
        ?? (
          add(.layers([.channels(.first, of: chain.divisor)], from: from, channels: part)),
          add(.layers([.channels(.others, of: chain.divisor)] + halving, from: from, channels: width - part))
        )
      passing[from] = parts
      let computed = add(.place(choice: choice, from: parts.some, channels: part, stride: stride))
      let joined = add(.concatenation([computed, parts.others]))
      return add(.layers([.shuffle(groups: chain.divisor)], from: joined, channels: width))
    }

    /// Fixed layers that bring a cell's input to its width.
    private func entry(reducing: Bool) -> [Layer] {
      [
        .activation(.relu), reducing ? .factorizedReduce(outputs: .output) : .convolution(Convolution(.output)),
        .normalization(affine: chain.form == .evaluation),
      ]
    }
  }
}

/// What images enter in front of the cells.
public enum CellStem: String, Codable, Hashable, Sendable {
  /// One convolution to three times the channels.
  case small
  /// Three convolutions of stride 2; the first cell reads what two and what three of them give.
  case imageNet
}
