public import Engine
internal import Spaces

extension Network {
  /// The weights of convolutions and linear layers, by what runs them: those that every subnet runs, and those of each candidate of each
  /// choice, on all nodes that follow the choice. No scales, shifts and biases; nothing of a second head, which no subnet runs.
  public var weights: (fixed: [Parameter], choices: [[[Parameter]]]) {
    var fixed: [Parameter] = [], choices = space.choices.map { $0.candidates.map { _ in [Parameter]() } }
    for (node, tables) in zip(wiring.nodes, tables.nodes) {
      if case .place(let choice, _) = node.kind {
        for (candidate, table) in tables.enumerated() { choices[choice][candidate] += table.weights }
      } else {
        fixed += tables.flatMap(\.weights)
      }
    }
    return (fixed + tables.head.weights, choices)
  }
}

extension LayerTable {
  /// Of all units, and of the tables of their branches.
  fileprivate var weights: [Parameter] {
    units.flatMap { unit in unit.weights.filter { $0.kind == .weight } + unit.branches.flatMap(\.weights) }
  }
}
