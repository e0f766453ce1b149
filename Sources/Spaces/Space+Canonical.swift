/// One architecture for all that compute the same function, and the depth that they share.
extension Space {
  /// The architecture that stands for all its equals under the space's symmetry: with `idle`, candidates that do nothing are
  /// moved to the end of their group and the others keep their order. Idempotent; cost and depth do not change.
  public func canonical(_ architecture: Architecture) -> Architecture {
    guard case .idle(let name, let groups) = symmetry else { return architecture }
    var kept = architecture.kept
    for group in groups {
      let idle = { (choice: Int) in kept[choice].count == 1 && choices[choice].candidates[kept[choice][0]].name == name }
      let sorted = (group.filter { !idle($0) } + group.filter(idle)).map { kept[$0] }
      for (choice, value) in zip(group, sorted) { kept[choice] = value }
    }
    return Architecture(kept: kept)
  }

  /// The number of choices that keep something else than an identity.
  public func depth(of architecture: Architecture) -> Int {
    zip(choices, architecture.kept).count { choice, kept in kept.contains { !choice.candidates[$0].isIdentity } }
  }
}

extension Operation {
  /// Whether this is an identity, or the projection that stands for one where the shape changes: it looks at one position and
  /// is linear, so that it makes a network no deeper.
  public var isIdentity: Bool {
    layers.allSatisfy(\.isIdentity)
  }

  /// Whether nothing is computed at stride 1: a skip connection, whatever stands for it where the size halves.
  public var isSkip: Bool { layers.isEmpty }
}

extension Layer {
  fileprivate var isIdentity: Bool {
    switch self {
    case .convolution(let convolution): convolution.kernel == 1
    case .normalization, .dropout, .dropPath, .factorizedReduce, .zero, .noise, .channels, .shuffle, .pixelShuffle, .zeroPad: true
    case .activation(let activation): activation == .identity
    case .branches(let tables, _): tables.joined().allSatisfy(\.isIdentity)
    case .squeezeExcite, .pool, .globalAverage, .linear, .flatten: false
    }
  }
}
