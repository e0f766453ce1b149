/// Twins: operations that differ in squeeze-excite alone, and may share all other weights.
extension Space {
  /// The space in which each operation with squeeze-excite trains the convolutions and normalisations of its twin without, where an earlier
  /// candidate of its choice is one. SCARLET's paper leaves open whether they do.
  public func sharingTwins() -> Space {
    var space = self
    for (number, choice) in choices.enumerated() {
      for (index, operation) in choice.candidates.enumerated() where operation.hasSqueezeExcite {
        let twin = choice.candidates[..<index].first { !$0.hasSqueezeExcite && $0.ungated == operation.ungated }
        space.choices[number].candidates[index].weightsOf = twin?.name
      }
    }
    return space
  }

  /// That the owner of an operation's weights stands in front of it, has weights of its own, and the same layers but for squeeze-excite.
  func checkWeights(of operation: Operation, _ owner: String, _ earlier: ArraySlice<Operation>, _ field: String) throws(SpaceError) {
    guard let other = earlier.first(where: { $0.name == owner }) else {
      throw .invalid(space: name, field: "\(field).weightsOf", reason: "names '\(owner)', which is no earlier candidate of its choice")
    }
    try check(
      other.weightsOf == nil, "\(field).weightsOf", "names '\(owner)', which has the weights of '\(other.weightsOf ?? "")': name that one")
    try check(
      other.ungated == operation.ungated, "\(field).weightsOf",
      "names '\(owner)', whose layers differ in more than squeeze-excite: only equal layers share weights")
  }
}

extension Operation {
  fileprivate var hasSqueezeExcite: Bool { (layers + (reducing ?? [])).contains(where: \.isSqueezeExcite) }

  /// What twins have in common.
  fileprivate var ungated: [[Layer]?] {
    [layers, reducing].map { $0?.filter { !$0.isSqueezeExcite } }
  }
}

extension Layer {
  fileprivate var isSqueezeExcite: Bool { if case .squeezeExcite = self { true } else { false } }
}
