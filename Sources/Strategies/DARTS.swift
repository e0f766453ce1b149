public import Spaces
public import Streams

/// DARTS: weights on training images and α on validation images in turn (Liu et al. 2019, Algorithm 1).
///
/// First order takes ∇α L_val(w, α). Second order takes it at w′ = w − ξ (μ v + ∇w L_train + λ w) and subtracts ξ (∇α L_train(w⁺, α) − ∇α
/// L_train(w⁻, α)) / 2ε with w± = w ± ε ∇w′ L_val(w′, α), ε = 0.01/‖∇w′ L_val‖ (equations 7 and 8; ξ is the weights' learning rate). With
/// `skips` it is a stage of P-DARTS, or NoisyDARTS.
///
///     {name: darts, order: first, adam: {rate: 0.0003, beta1: 0.5, beta2: 0.999, decay: 0.001}, warmup: 0, spread: 0.001}
///
/// Experiments write all keys but `skips`; nothing has a default there.
public struct DARTS: Strategy, Hashable {
  /// First takes ξ = 0: one pass of α and one of the weights a step. Second takes five and counts one for the budget.
  public enum Order: String, Codable, CaseIterable, Sendable { case first, second }
  /// Second order needs SGD without Nesterov's rule for the weights; the trainer refuses others.
  public var order: Order
  /// α's optimiser. The paper's rate is 3·10⁻⁴ with β₁ = 0.5 and decay 10⁻³.
  public var adam: ArchitectureParameters.Adam
  /// Epochs that train weights alone before α moves; 0 in DARTS, 10 in each stage of P-DARTS.
  public var warmup: Int
  /// Standard deviation of α's first values, of mean 0; 10⁻³ there.
  public var spread: Double
  /// A method's stages set it where they say `dropout`.
  public var skips: SkipDisturbance?

  /// First order with the paper's Adam unless said: no warm-up, and nothing done to skips.
  public init(
    order: Order = .first, adam: ArchitectureParameters.Adam = .init(rate: 3e-4, beta1: 0.5), warmup: Int = 0, spread: Double = 1e-3,
    skips: SkipDisturbance? = nil
  ) {
    self.order = order
    self.adam = adam
    self.warmup = warmup
    self.spread = spread
    self.skips = skips
  }

  /// The supernet runs all candidates of every choice at once, weighted.
  public static var relaxes: Bool { true }

  /// α, a row a choice and a number a candidate, of N(0, spread²). The stream is the strategy's own, so that nothing else moves with it.
  public func start(_ space: Space, _ random: inout RandomStream) -> ArchitectureParameters {
    var values: [[Double]] = []
    for choice in space.choices { values.append(choice.candidates.map { _ in spread * random.normal() }) }
    return ArchitectureParameters(values)
  }

  /// Softmax over each edge; all gains are 1.
  public func mixture(_ space: Space, _ state: ArchitectureParameters) -> Mixture { Mixture(state.values.map(Gate.softmax.weights)) }

  /// α's actions first, then the weights' pass at the α that they left; no path is drawn.
  public func step(_ now: Moment, _ space: Space, _ state: inout ArchitectureParameters, _ random: inout RandomStream) -> [Action] {
    (now.epoch < warmup ? [] : order.actions) + Self.weightStep
  }

  /// What trains weights: one pass of the mixture as it is then.
  static let weightStep: [Action] = [.pass(Pass(.mixture, .training())), .updateWeights]

  /// Adds the pass's part of ∇α, taken through the softmax.
  public func receive(_ outcome: Outcome, _ now: Moment, _ state: inout ArchitectureParameters) {
    state.add(zip(state.values, outcome.gradient.weights).map { Gate.softmax.gradient($0, $1) }, times: Order.share(of: outcome, now))
  }

  /// One step of Adam on what passes found.
  public func update(_ now: Moment, _ state: inout ArchitectureParameters) { state.update(adam) }
}

extension DARTS.Order {
  /// What moves α, before the weights' step. Of second order: ∇w L_train is held and gives w′; the pass there gives ∇α L_val(w′) and, held,
  /// ∇w′ L_val, along which the last two lie. Those read the weights' own training batch again.
  public var actions: [Action] {
    switch self {
    case .first: [.pass(Pass(.mixture, .validation(), .mixture)), .updateMixture]
    case .second:
      [
        .pass(Pass(.mixture, .training(), .weights)), .hold,
        .pass(Pass(.mixture, .validation(), at: .ahead, [.weights, .mixture], tracks: false)), .hold,
        .pass(Pass(.mixture, .training(), at: .beside(radius: 0.01), .mixture, tracks: false)),
        .pass(Pass(.mixture, .training(), at: .beside(radius: -0.01), .mixture, tracks: false)), .updateMixture,
      ]
    }
  }

  /// How often what a pass found counts in ∇α: −ξ/2ε and ξ/2ε beside, 1 elsewhere.
  public static func share(of outcome: Outcome, _ now: Moment) -> Double {
    if case .beside = outcome.pass.point { -now.learningRate / (2 * outcome.distance) } else { 1 }
  }
}
