public import Spaces
public import Streams

/// PC-DARTS: DARTS of first order with weights on edges too, which share what enters a sum (Xu et al. 2020, equations 1 and 2).
///
/// α gives each candidate its weight by a softmax over its edge, β each edge its gain by a softmax over the edges into its sum; one
/// Adam moves both, after the weights have trained alone for `warmup` epochs. That edges compute on a part of the channels is said by
/// the space (`Space.partialDARTS`).
public struct PCDARTS: Strategy, Hashable {
  public var adam: ArchitectureParameters.Adam
  /// Epochs that train weights alone before α and β move.
  public var warmup: Int
  /// Standard deviation of the first values of α and β.
  public var spread: Double

  public struct State: Codable, Hashable, Sendable {
    /// A row a choice, and a row a sum.
    public var alpha, beta: ArchitectureParameters
    /// The choices that lead into each sum.
    fileprivate let sums: [[Int]]
  }

  public init(adam: ArchitectureParameters.Adam = .init(rate: 6e-4, beta1: 0.5), warmup: Int = 15, spread: Double = 1e-3) {
    self.adam = adam
    self.warmup = warmup
    self.spread = spread
  }

  public static var relaxes: Bool { true }

  public func start(_ space: Space, _ random: inout RandomStream) -> State {
    func values(_ counts: [Int]) -> ArchitectureParameters {
      var rows: [[Double]] = []
      for count in counts { rows.append((0..<count).map { _ in spread * random.normal() }) }
      return ArchitectureParameters(rows)
    }
    let sums = space.edgesBySum
    return State(alpha: values(space.choices.map(\.candidates.count)), beta: values(sums.map(\.count)), sums: sums)
  }

  public func mixture(_ space: Space, _ state: State) -> Mixture {
    var gains = space.choices.map { _ in 1.0 }
    for (edges, row) in zip(state.sums, state.beta.values) {
      for (edge, gain) in zip(edges, Gate.softmax.weights(row)) { gains[edge] = gain }
    }
    return Mixture(state.alpha.values.map(Gate.softmax.weights), gains: gains)
  }

  public func step(_ now: Moment, _ space: Space, _ state: inout State, _ random: inout RandomStream) -> [Action] {
    (now.epoch < warmup ? [] : DARTS.Order.first.actions) + DARTS.weightStep
  }

  public func receive(_ outcome: Outcome, _ now: Moment, _ state: inout State) {
    let gradient = outcome.gradient
    state.alpha.add(zip(state.alpha.values, gradient.weights).map { Gate.softmax.gradient($0, $1) })
    state.beta.add(
      zip(state.beta.values, state.sums).map { row, edges in Gate.softmax.gradient(row, edges.map { gradient.gains[$0] }) })
  }

  public func update(_ now: Moment, _ state: inout State) {
    state.alpha.update(adam)
    state.beta.update(adam)
  }
}
