public import Spaces
public import Streams

/// FairDARTS: each candidate has a sigmoid of its own, and a zero-one loss drives it to either end (Chu et al. 2020, section 4).
///
///     L = L_val(w, α) + weight · L₀₁,   L₀₁ = −(1/N) Σ (σ(α_i) − ½)²   or   −(1/N) Σ |σ(α_i) − ½|,   N all values of α
public struct FairDARTS: Strategy, Hashable {
  /// How far from ½ is measured.
  public enum Distance: String, Codable, CaseIterable, Sendable { case squared, absolute }
  /// Whether α learns on images of its own, or on those of the weights with one pass for both.
  public enum Level: String, Codable, CaseIterable, Sendable { case bilevel, single }

  public var weight: Double
  public var distance: Distance
  public var level: Level
  public var adam: ArchitectureParameters.Adam

  public init(
    weight: Double = 10, distance: Distance = .squared, level: Level = .bilevel,
    adam: ArchitectureParameters.Adam = .init(rate: 3e-3, beta1: 0.9)
  ) {
    self.weight = weight
    self.distance = distance
    self.level = level
    self.adam = adam
  }

  public static var relaxes: Bool { true }

  public func start(_ space: Space, _ random: inout RandomStream) -> ArchitectureParameters {
    ArchitectureParameters(space.choices.map { $0.candidates.map { _ in 0 } })
  }

  public func mixture(_ space: Space, _ state: ArchitectureParameters) -> Mixture { Mixture(state.values.map(Gate.sigmoid.weights)) }

  public func step(_ now: Moment, _ space: Space, _ state: inout ArchitectureParameters, _ random: inout RandomStream) -> [Action] {
    switch level {
    case .bilevel: [.pass(Pass(.mixture, .validation(), .mixture)), .updateMixture] + DARTS.weightStep
    case .single: [.pass(Pass(.mixture, .training(), [.weights, .mixture])), .updateMixture, .updateWeights]
    }
  }

  public func receive(_ outcome: Outcome, _ now: Moment, _ state: inout ArchitectureParameters) {
    state.add(zip(state.values, outcome.gradient.weights).map { Gate.sigmoid.gradient($0, $1) })
  }

  public func update(_ now: Moment, _ state: inout ArchitectureParameters) {
    state.add(zeroOneLoss(state.values).gradient, times: weight)
    state.update(adam)
  }

  /// L₀₁ and its gradient in α.
  public func zeroOneLoss(_ values: [[Double]]) -> (value: Double, gradient: [[Double]]) {
    let count = Double(values.reduce(0) { $0 + $1.count })
    var sum = 0.0, gradient: [[Double]] = []
    for row in values {
      let off = Gate.sigmoid.weights(row).map { $0 - 0.5 }
      switch distance {
      case .squared:
        sum += off.reduce(0) { $0 + $1 * $1 }
        gradient.append(Gate.sigmoid.gradient(row, off.map { -2 * $0 / count }))
      case .absolute:
        sum += off.reduce(0) { $0 + abs($1) }
        gradient.append(Gate.sigmoid.gradient(row, off.map { ($0 > 0 ? -1 : $0 < 0 ? 1 : 0) / count }))
      }
    }
    return (-sum / count, gradient)
  }
}
