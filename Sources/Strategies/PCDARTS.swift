public import Spaces
public import Streams

/// PC-DARTS: DARTS of first order with weights on edges too, which share what enters a sum (Xu et al. 2020, equations 1 and 2).
///
/// α gives each candidate its weight by a softmax over its edge, β each edge its gain by a softmax over the edges into its sum; one
/// Adam moves both, after the weights have trained alone for `warmup` epochs. That edges compute on a part of the channels is said by
/// the space (`Space.partialDARTS`).
///
///     {name: pc-darts, adam: {rate: 0.0006, beta1: 0.5, beta2: 0.999, decay: 0.001}, warmup: 15, spread: 0.001}
public struct PCDARTS: Strategy, Hashable {
  /// Of α and of β, each with moments of its own; 6·10⁻⁴ with β₁ = 0.5 there.
  public var adam: ArchitectureParameters.Adam
  /// Epochs that train weights alone before α and β move; 15 there.
  public var warmup: Int
  /// Standard deviation of the first values of α and β.
  public var spread: Double

  /// What a checkpoint keeps of it.
  public struct State: Codable, Hashable, Sendable {
    /// α has a row a choice and a number a candidate, β a row a sum and a number an edge into it, in the order of `Space.edgesBySum`.
    public var alpha, beta: ArchitectureParameters
    /// The choices that lead into each sum.
    fileprivate let sums: [[Int]]
  }

  /// The setting of docs/methods.md unless said.
  public init(adam: ArchitectureParameters.Adam = .init(rate: 6e-4, beta1: 0.5), warmup: Int = 15, spread: Double = 1e-3) {
    self.adam = adam
    self.warmup = warmup
    self.spread = spread
  }

  /// The supernet runs all candidates of every choice at once, weighted.
  public static var relaxes: Bool { true }

  /// α of all choices is drawn first, then β, both of N(0, spread²).
  public func start(_ space: Space, _ random: inout RandomStream) -> State {
    func values(_ counts: [Int]) -> ArchitectureParameters {
      var rows: [[Double]] = []
      for count in counts { rows.append((0..<count).map { _ in spread * random.normal() }) }
      return ArchitectureParameters(rows)
    }
    let sums = space.edgesBySum
    return State(alpha: values(space.choices.map(\.candidates.count)), beta: values(sums.map(\.count)), sums: sums)
  }

  /// Weights by a softmax over each edge; gains by a softmax over the edges into each sum, 1 for a choice that leads into none.
  public func mixture(_ space: Space, _ state: State) -> Mixture {
    var gains = space.choices.map { _ in 1.0 }
    for (edges, row) in zip(state.sums, state.beta.values) {
      for (edge, gain) in zip(edges, Gate.softmax.weights(row)) { gains[edge] = gain }
    }
    return Mixture(state.alpha.values.map(Gate.softmax.weights), gains: gains)
  }

  /// Of first order, with the weights' step alone while they warm up.
  public func step(_ now: Moment, _ space: Space, _ state: inout State, _ random: inout RandomStream) -> [Action] {
    (now.epoch < warmup ? [] : DARTS.Order.first.actions) + DARTS.weightStep
  }

  /// α's gradient from that of the weights, β's from that of the gains.
  public func receive(_ outcome: Outcome, _ now: Moment, _ state: inout State) {
    let gradient = outcome.gradient
    state.alpha.add(zip(state.alpha.values, gradient.weights).map { Gate.softmax.gradient($0, $1) })
    state.beta.add(
      zip(state.beta.values, state.sums).map { row, edges in Gate.softmax.gradient(row, edges.map { gradient.gains[$0] }) })
  }

  /// α first; neither reads the other.
  public func update(_ now: Moment, _ state: inout State) {
    state.alpha.update(adam)
    state.beta.update(adam)
  }
}
