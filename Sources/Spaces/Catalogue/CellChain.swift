/// Cells one behind the other, each reading the two before it (Liu et al. 2019): the graph around what computes on their edges.
///
/// A cell has two inputs, brought to its width by fixed layers (states 0 and 1), and states 2 to 5, each the sum of the edges
/// into it; its output is the concatenation of those that have edges. The cells at ⌊cells/3⌋ and ⌊2 · cells/3⌋ halve height and
/// width on their edges from states 0 and 1, and double the channels.
struct CellChain {
  /// One edge of all cells of a kind: a choice named `normal/2<-0`, `reduce/5<-4`.
  struct Edge {
    let kind: CellKind, to: Int, from: Int
    let candidates: [Operation]

    var choice: Choice { Choice("\(kind.rawValue)/\(to)<-\(from)", candidates) }
  }

  /// What images enter.
  enum Stem {
    /// One convolution to three times the channels.
    case small
    /// Three convolutions of stride 2; the first cell reads what two and what three of them give.
    case imageNet
  }

  /// By kind, then by `to`, then by `from`.
  let edges: [Edge]
  let form: CellForm
  let stem: Stem
  let channels: Int, cells: Int

  /// Where the second head stands: behind the second reduction cell.
  var auxiliaryCell: Int { 2 * cells / 3 }

  func space(name: String, input: ImageShape, classes: Int) -> Space {
    var graph = Graph(chain: self)
    for cell in 0..<cells { graph.append(cell) }
    return Space(
      name: name, input: input, classes: classes, stem: stemLayers, choices: edges.map(\.choice), nodes: graph.nodes,
      head: [.globalAverage, .linear(outputs: classes)])
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
      var outputs: [Int] = []
      for to in 2..<6 {
        var terms: [Int] = []
        for (choice, edge) in chain.edges.enumerated() where edge.kind == kind && edge.to == to {
          guard let from = states[edge.from] else { continue }
          terms.append(add(.place(choice: choice, from: from, channels: width, stride: kind == .reduce && edge.from < 2 ? 2 : 1)))
        }
        if terms.isEmpty { continue }
        let state = add(.sum(terms))
        states[to] = state
        outputs.append(state)
      }
      (before, last, halved) = (last, add(.concatenation(outputs)), kind == .reduce)
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

/// The two cells of a genotype: one that keeps height and width, one that halves them.
public enum CellKind: String, Codable, CaseIterable, Hashable, Sendable { case normal, reduce }
