extension Space {
  /// Whether each node is a place that reads the one before it.
  public var isChain: Bool {
    nodes.enumerated().allSatisfy { number, node in if case .place(_, from: number, _, _) = node { true } else { false } }
  }
}
