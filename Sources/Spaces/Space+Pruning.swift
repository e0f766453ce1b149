extension Space {
  /// The same function without nodes that neither head needs, and without choices that no node applies any more.
  func withoutUnread() -> Space {
    var needed = Set([nodes.count] + (auxiliary.map { [$0.node] } ?? [])), applied: Set<Int> = []
    for (number, node) in nodes.enumerated().reversed() where needed.contains(number + 1) {
      needed.formUnion(node.reads)
      if case .place(let choice, _, _, _) = node { applied.insert(choice) }
    }
    let kept = choices.indices.filter(applied.contains)
    let choiceNumbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    var pruned = self, numbers = [Int](repeating: 0, count: nodes.count + 1)
    pruned.choices = kept.map { choices[$0] }
    pruned.nodes = []
    for (number, node) in nodes.enumerated() where needed.contains(number + 1) {
      switch node {
      case .place(let choice, let from, let channels, let stride):
        pruned.nodes.append(.place(choice: choiceNumbers[choice] ?? choice, from: numbers[from], channels: channels, stride: stride))
      case .layers(let layers, let from, let channels): pruned.nodes.append(.layers(layers, from: numbers[from], channels: channels))
      case .sum(let terms): pruned.nodes.append(.sum(terms.map { numbers[$0] }))
      case .concatenation(let parts): pruned.nodes.append(.concatenation(parts.map { numbers[$0] }))
      }
      numbers[number + 1] = pruned.nodes.count
    }
    if let auxiliary { pruned.auxiliary = Auxiliary(node: numbers[auxiliary.node], layers: auxiliary.layers, weight: auxiliary.weight) }
    return pruned
  }
}

extension Node {
  /// The nodes whose outputs it reads.
  public var reads: [Int] {
    switch self {
    case .place(_, let from, _, _), .layers(_, let from, _): [from]
    case .sum(let parts), .concatenation(let parts): parts
    }
  }
}
