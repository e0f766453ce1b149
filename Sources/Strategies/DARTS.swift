public import Spaces
public import Streams

/// DARTS: weights on training images and α on validation images in turn (Liu et al. 2019, Algorithm 1).
///
/// First order takes ∇α L_val(w, α). Second order takes it at w′ = w − ξ (μ v + ∇w L_train + λ w) and subtracts
/// ξ (∇α L_train(w⁺, α) − ∇α L_train(w⁻, α)) / 2ε with w± = w ± ε ∇w′ L_val(w′, α), ε = 0.01/‖∇w′ L_val‖ (equations 7 and 8; ξ is the
/// weights' learning rate). With `skips` it is a stage of P-DARTS, or NoisyDARTS.
public struct DARTS: Strategy, Hashable {
  public enum Order: String, Codable, CaseIterable, Sendable { case first, second }
  public var order: Order
  public var adam: ArchitectureParameters.Adam
  /// Epochs that train weights alone before α moves.
  public var warmup: Int
  /// Standard deviation of α's first values.
  public var spread: Double
  public var skips: SkipDisturbance?

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

  public static var relaxes: Bool { true }

  public func start(_ space: Space, _ random: inout RandomStream) -> ArchitectureParameters {
    var values: [[Double]] = []
    for choice in space.choices { values.append(choice.candidates.map { _ in spread * random.normal() }) }
    return ArchitectureParameters(values)
  }

  public func mixture(_ space: Space, _ state: ArchitectureParameters) -> Mixture { Mixture(state.values.map(Gate.softmax.weights)) }

  public func step(_ now: Moment, _ space: Space, _ state: inout ArchitectureParameters, _ random: inout RandomStream) -> [Action] {
    (now.epoch < warmup ? [] : order.actions) + Self.weightStep
  }

  /// What trains weights: one pass of the mixture as it is then.
  static let weightStep: [Action] = [.pass(Pass(.mixture, .training())), .updateWeights]

  public func receive(_ outcome: Outcome, _ now: Moment, _ state: inout ArchitectureParameters) {
    state.add(zip(state.values, outcome.gradient.weights).map { Gate.softmax.gradient($0, $1) }, times: Order.share(of: outcome, now))
  }

  public func update(_ now: Moment, _ state: inout ArchitectureParameters) { state.update(adam) }
}

extension DARTS.Order {
  /// What moves α, before the weights' step.
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
