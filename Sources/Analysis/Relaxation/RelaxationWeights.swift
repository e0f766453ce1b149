internal import Spaces
internal import Store

extension RelaxationRun {
  /// The weights of every epoch as a row a choice and a number a candidate of `space`: candidates that the search's own space lacks, since
  /// an earlier stage took them away, have none.
  func weights(in space: Space) -> [[[Double]]] {
    let names = space.choices.map { $0.candidates.map(\.name) }
    guard names != candidates || space.choices.map(\.name) != choices else { return weights }
    let places = zip(space.choices, names).map { choice, names in
      let own = choices.firstIndex(of: choice.name)
      return names.map { name in own.flatMap { own in candidates[own].firstIndex(of: name).map { (own, $0) } } }
    }
    return weights.map { epoch in places.map { row in row.map { place in place.map { epoch[$0.0][$0.1] } ?? 0 } } }
  }
}

extension RelaxationStudy.Search {
  /// The weights of every epoch as a choice's own: PC-DARTS's are products with the edges', and an operation's share of its edge is what
  /// others' weights are.
  func shares(in space: Space) -> [[[Double]]] {
    let first = run.weights[0].map { $0.reduce(0, +) }
    let isProduct = space.edgesBySum.allSatisfy { edges in
      edges.allSatisfy { first[$0] < 1 } && abs(edges.reduce(0) { $0 + first[$1] } - 1) < 1e-9
    }
    return isProduct ? run.weights.map { $0.map { row in row.map { $0 / row.reduce(0, +) } } } : run.weights
  }

  /// Whether the candidates of a choice share 1 by a softmax. Of methods that are no paper's the last weights tell.
  func competes(in space: Space) -> Bool {
    algorithm.map { $0 != .fairDARTS } ?? shares(in: space)[run.weights.count - 1].allSatisfy { abs($0.reduce(0, +) - 1) < 1e-9 }
  }
}
