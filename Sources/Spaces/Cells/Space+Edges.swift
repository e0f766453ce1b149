/// PC-DARTS's second set of weights, one an edge, which share what enters a sum.
extension Space {
  /// The numbers of the choices that lead into one sum, for each sum of each cell: over each group the edges' weights are a
  /// softmax. Choices that are no edges are in none.
  public var edgesBySum: [[Int]] {
    var groups: [[Int]] = [], last: (kind: CellKind, to: Int)?
    for (number, choice) in choices.enumerated() {
      guard let edge = CellEdge(name: choice.name) else { continue }
      if let known = last, known == (edge.kind, edge.to) { groups[groups.count - 1].append(number) } else { groups.append([number]) }
      last = (edge.kind, edge.to)
    }
    return groups
  }
}
