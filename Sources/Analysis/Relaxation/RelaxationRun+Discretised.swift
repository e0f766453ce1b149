internal import Spaces
public import Store

extension RelaxationRun {
  /// What rules read, epoch by epoch, the first before training: each weight times its choice's gain. [epochs][choices][candidates].
  public var discretised: [[[Double]]] { zip(weights, gains).map { Discretisation.product($0, edges: $1) } }

  /// What rules read, as a row a choice and a number a candidate of `space`: candidates that the run's own space lacks, since an earlier
  /// stage took them away, have none.
  func discretised(in space: Space) -> [[[Double]]] {
    let names = space.choices.map { $0.candidates.map(\.name) }, own = discretised
    guard names != candidates || space.choices.map(\.name) != choices else { return own }
    let places = zip(space.choices, names).map { choice, names in
      let own = choices.firstIndex(of: choice.name)
      return names.map { name in own.flatMap { own in candidates[own].firstIndex(of: name).map { (own, $0) } } }
    }
    return own.map { epoch in places.map { row in row.map { place in place.map { epoch[$0.0][$0.1] } ?? 0 } } }
  }
}

extension RelaxationStudy.Search {
  /// Whether the candidates of a choice share 1 by a softmax. Of methods that are no paper's the last weights tell.
  var competes: Bool {
    algorithm.map { $0 != .fairDARTS } ?? run.weights[run.weights.count - 1].allSatisfy { abs($0.reduce(0, +) - 1) < 1e-9 }
  }
}
