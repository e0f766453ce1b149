/// Operations that train the weights of another: twins that differ in squeeze-excite alone, and widths that train the first channels.
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

  /// That the owner of an operation's weights stands in front of it and has weights of its own.
  func checkOwner(of operation: Operation, _ owner: String, _ earlier: ArraySlice<Operation>, _ field: String) throws(SpaceError) {
    guard let other = earlier.first(where: { $0.name == owner }) else {
      throw .invalid(space: name, field: "\(field).weightsOf", reason: "names '\(owner)', which is no earlier candidate of its choice")
    }
    try check(
      other.weightsOf == nil, "\(field).weightsOf", "names '\(owner)', which has the weights of '\(other.weightsOf ?? "")': name that one")
  }

  /// That an operation's layers train the first channels of its owner's at a place, or all of them; squeeze-excite is each one's own.
  func checkWeights(of operation: Operation, among candidates: [Operation], _ place: Placement, _ field: String) throws(SpaceError) {
    guard let owner = candidates.first(where: { $0.name == operation.weightsOf }) else { return }
    try check(
      place.layers(operation.layers(stride: place.stride)).isPart(of: place.layers(owner.layers(stride: place.stride))),
      "\(field).weightsOf",
      "names '\(owner.name)', whose layers differ in more than squeeze-excite and wider convolutions: only those share weights")
  }
}

extension Choice {
  /// For each candidate, how many widths of those that train the same weights are above its own: 0 for the widest, and for one whose weights
  /// nobody shares.
  public var widthsAbove: [Int] {
    let widths = candidates.map(\.width)
    var families: [String: Set<Double>] = [:]
    for (own, width) in zip(candidates, widths) { families[own.owner, default: []].insert(width) }
    return zip(candidates, widths).map { own, width in families[own.owner, default: []].count { $0 > width } }
  }
}

extension Operation {
  /// Whose weights it trains.
  fileprivate var owner: String { weightsOf ?? name }

  /// All that its convolutions' widths say, added up: of two operations that share weights the wider one has more.
  fileprivate var width: Double { (layers + (reducing ?? [])).reduce(0) { $0 + $1.width } }

  fileprivate var hasSqueezeExcite: Bool { (layers + (reducing ?? [])).contains(where: \.isSqueezeExcite) }

  /// What twins have in common.
  fileprivate var ungated: [[Layer]?] {
    [layers, reducing].map { $0?.filter { !$0.isSqueezeExcite } }
  }
}

extension Layer {
  var isSqueezeExcite: Bool { if case .squeezeExcite = self { true } else { false } }

  fileprivate var width: Double {
    switch self {
    case .convolution(let convolution):
      switch convolution.outputs {
      case .fixed(let count): Double(count)
      case .expanded(let factor): factor
      case .input, .output, .current: 0
      }
    case .branches(let tables, _): tables.joined().reduce(0) { $0 + $1.width }
    default: 0
    }
  }
}
