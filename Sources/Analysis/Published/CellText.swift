/// One cell of a DARTS genotype as a published table writes it: two incoming edges for each of four nodes, each an operation and the node
/// that it comes from (0 and 1 are the cell's inputs).
struct CellText: Hashable {
  struct Edge: Hashable {
    let operation: String, from: Int
  }

  /// Node by node, two each.
  let edges: [Edge]

  /// The cell called `normal` or `reduce` of `Genotype(normal=[[('max_pool_3x3', 0), ('skip_connect', 1)], …], normal_concat=…, reduce=…)`.
  init(_ name: String, of text: String, _ row: TableText.Row) throws(AnalysisError) {
    guard let start = text.firstRange(of: "\(name)=["), let end = text[start.upperBound...].firstRange(of: "\(name)_concat") else {
      throw row.wrong("no cell '\(name)' between '\(name)=[' and '\(name)_concat'")
    }
    var edges: [Edge] = []
    for part in text[start.upperBound..<end.lowerBound].split(separator: "(", omittingEmptySubsequences: false).dropFirst() {
      let words = part.split(separator: "'", maxSplits: 1, omittingEmptySubsequences: true)
      let number = words.last?.drop { !$0.isNumber }.prefix { $0.isNumber } ?? ""
      guard words.count == 2, let operation = words.first.map(String.init), RandomNets.operations.contains(operation) else {
        throw row.wrong(
          "'(\(TableText.Row.shown(part))' in cell '\(name)' is no pair of one of \(RandomNets.operations.joined(separator: ", ")) and an input"
        )
      }
      let node = 2 + edges.count / 2
      guard let from = Int(number), (0..<node).contains(from) else {
        throw row.wrong("'(\(TableText.Row.shown(part))' in cell '\(name)' should come from one of the inputs 0 to \(node - 1)")
      }
      edges.append(Edge(operation: operation, from: from))
    }
    guard edges.count == 8 else { throw row.wrong("cell '\(name)' has \(edges.count) edges, expected 8") }
    self.edges = edges
  }

  func count(_ operation: String) -> Int { edges.count { $0.operation == operation } }

  /// Convolutions on the longest way from an input to a node.
  var depth: Int {
    var depths = [0, 0]
    for node in 0..<4 {
      depths.append(edges[2 * node...2 * node + 1].reduce(0) { max($0, depths[$1.from] + ($1.operation.contains("conv") ? 1 : 0)) })
    }
    return depths.reduce(0) { max($0, $1) }
  }
}
