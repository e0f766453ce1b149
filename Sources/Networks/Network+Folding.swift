public import Engine
internal import Spaces

/// How the linear skips of a path are taken in by the layers beside them, so that the net without them computes the same.
///
/// Products of weights are written for rows of inputs: y = x W₁, so that x W₁ W₂ = x (W₁ W₂).
public struct Folding: Hashable, Sendable {
  /// A run of skips and who takes it in.
  public struct Step: Hashable, Sendable {
    /// Names of the choices whose skips they are, and their weights W₁ [1][1][c][c], in the order in which they are applied.
    public let choices: [String], maps: [Parameter]
    /// Whose layer takes them in: a choice, "stem" or "head".
    public let neighbour: String
    /// Which layer, and how.
    public let target: Target

    /// Whether the layer stands behind the skips.
    public var isForwards: Bool { if case .following = target { true } else { false } }
  }

  /// A layer beside a run of skips.
  public enum Target: Hashable, Sendable {
    /// The convolution behind, W ← W₁ W: exact under every policy of normalisation.
    case following(Parameter)
    /// The convolution in front with the normalisation behind it, (W, a, b) ← (W a W₁, 1, b W₁): exact where statistics are inherited.
    case preceding(Parameter, scale: Parameter?, shift: Parameter?, running: Parameter?)
  }

  public let steps: [Step]
  /// What the path trains besides its skips, in the order of its net's own table; so too its running statistics.
  public let parameters, statistics: [Parameter]
}

extension Network {
  /// How a path of a stabilised chain becomes its net alone: forwards into the next layer where that one's operation has no residual, else
  /// backwards into the layer before under the same condition.
  ///
  /// Between two residual operations it is impossible: z = W₁x also feeds the shortcut, and the difference is (W₁ − 1)x exactly.
  /// Throws `unfoldable` with the skips and their neighbours, `unsupported` where the space is no chain, `subnet` for a path of another one.
  public func folding(_ path: [Int]) throws(NetworkError) -> Folding {
    guard space.isChain else { throw .unsupported(operation: space.name, reason: "skips are folded in chains, and it is none") }
    guard path.count == space.choices.count, zip(path, space.choices).allSatisfy({ $1.candidates.indices.contains($0) }) else {
      throw .subnet(kept: path.map { [$0] }, choices: space.choices.map(\.candidates.count))
    }
    let stem = tables.nodes[0][0]
    var steps: [Folding.Step] = [], kept = [stem], before = Neighbour("stem", stem), choices: [String] = [], maps: [Parameter] = []
    func pass(_ after: Neighbour) throws(NetworkError) {
      kept.append(after.table)
      if !maps.isEmpty {
        switch (after.following, before.preceding) {
        case (.takes(let target), _):
          steps.append(Folding.Step(choices: choices, maps: maps, neighbour: after.name, target: target))
        case (.refuses, .takes(let target)):
          steps.append(Folding.Step(choices: choices, maps: maps, neighbour: before.name, target: target))
        case (.refuses(let behind), .refuses(let front)): throw .unfoldable(skips: choices, before: front, after: behind)
        }
      }
      (before, choices, maps) = (after, [], [])
    }
    for (number, candidate) in path.enumerated() {
      let table = tables.nodes[number + 1][candidate], name = space.choices[number].name
      if !space.isSkip(ofNode: number, candidate: candidate) {
        try pass(Neighbour(name, table))
      } else if let unit = table.units.first {
        (choices, maps) = (choices + [name], maps + unit.weights)
      }
    }
    try pass(Neighbour("head", tables.head))
    let units = kept.flatMap(\.units)
    return Folding(steps: steps, parameters: units.flatMap(\.parameters), statistics: units.flatMap(\.statistics))
  }
}

/// A kept layer table beside a run of skips.
private struct Neighbour {
  /// What it does with a linear map at one of its ends.
  enum Offer {
    case takes(Folding.Target), refuses(String)
  }

  let name: String, table: LayerTable

  init(_ name: String, _ table: LayerTable) { (self.name, self.table) = (name, table) }

  /// As what follows the skips.
  var following: Offer {
    if !table.terms.isEmpty { return .refuses("\(name) adds what enters it to its output") }
    guard let unit = table.units.first, unit.fused.isUngrouped, unit.fused.pointwise == nil else {
      return .refuses("\(name) does not begin with a convolution of all channels")
    }
    return .takes(.following(unit.weights[0]))
  }

  /// As what stands in front of them.
  var preceding: Offer {
    if !table.terms.isEmpty { return .refuses("\(name) adds what enters it to its output") }
    guard let unit = table.units.last, unit.fused.isUngrouped, unit.fused.activation == .identity, let weights = unit.weights.last else {
      return .refuses("\(name) does not end in a convolution of all channels without activation")
    }
    return .takes(.preceding(weights, scale: unit.scale, shift: unit.shift, running: unit.running))
  }
}

extension FusedLayer {
  /// Whether each output of its last convolution reads all channels.
  fileprivate var isUngrouped: Bool {
    if pointwise != nil { return true }
    guard let layer, case .convolution = layer.layer else { return false }
    return layer.groups == 1
  }
}

extension LayerTable.Unit {
  /// In the order in which the table has them.
  fileprivate var parameters: [Parameter] {
    weights + branches.flatMap { $0.units.flatMap(\.parameters) } + [scale, shift].compactMap(\.self)
  }

  fileprivate var statistics: [Parameter] { branches.flatMap { $0.units.flatMap(\.statistics) } + [running].compactMap(\.self) }
}
