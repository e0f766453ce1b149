public import Spaces
public import Streams

/// FairDARTS: each candidate has a sigmoid of its own, and a zero-one loss drives it to either end (Chu et al. 2020, section 4).
///
///     L = L_val(w, α) + weight · L₀₁,   L₀₁ = −(1/N) Σ (σ(α_i) − ½)²   or   −(1/N) Σ |σ(α_i) − ½|,   N all values of α
///
///     {name: fair-darts, weight: 10, distance: squared, level: bilevel, adam: {rate: 0.003, beta1: 0.9, beta2: 0.999, decay: 0.001}}
///
/// Experiments write all keys.
public struct FairDARTS: Strategy, Hashable {
  /// How far from ½ is measured: its slope in σ grows with the distance where `squared`, and is the same everywhere but at ½ where
  /// `absolute`.
  public enum Distance: String, Codable, CaseIterable, Sendable { case squared, absolute }
  /// Whether α learns on images of its own, or on those of the weights with one pass for both.
  public enum Level: String, Codable, CaseIterable, Sendable { case bilevel, single }

  /// What L₀₁ counts beside L_val; 10 there, where L₀₁ and Adam's decay alone balance at σ = .9356.
  public var weight: Double
  /// Squared unless said.
  public var distance: Distance
  /// Bilevel unless said.
  public var level: Level
  /// α's optimiser; rate 3·10⁻³ with β₁ = 0.9 unless said.
  public var adam: ArchitectureParameters.Adam

  /// The weight, the distance and Adam of docs/methods.md unless said.
  public init(
    weight: Double = 10, distance: Distance = .squared, level: Level = .bilevel,
    adam: ArchitectureParameters.Adam = .init(rate: 3e-3, beta1: 0.9)
  ) {
    self.weight = weight
    self.distance = distance
    self.level = level
    self.adam = adam
  }

  /// The supernet runs all candidates of every choice at once, weighted.
  public static var relaxes: Bool { true }

  /// All values 0, so that every candidate begins with weight ½; nothing is drawn.
  public func start(_ space: Space, _ random: inout RandomStream) -> ArchitectureParameters {
    ArchitectureParameters(space.choices.map { $0.candidates.map { _ in 0 } })
  }

  /// A sigmoid for each candidate, from 0 to 1, whatever the others have; all gains are 1.
  public func mixture(_ space: Space, _ state: ArchitectureParameters) -> Mixture { Mixture(state.values.map(Gate.sigmoid.weights)) }

  /// Bilevel as DARTS of first order; single-level one pass gives both gradients, and α moves before the weights do.
  public func step(_ now: Moment, _ space: Space, _ state: inout ArchitectureParameters, _ random: inout RandomStream) -> [Action] {
    switch level {
    case .bilevel: [.pass(Pass(.mixture, .validation(), .mixture)), .updateMixture] + DARTS.weightStep
    case .single: [.pass(Pass(.mixture, .training(), [.weights, .mixture])), .updateMixture, .updateWeights]
    }
  }

  /// Adds the pass's ∇α of L_val, or of L_train where single-level; L₀₁ follows in `update`.
  public func receive(_ outcome: Outcome, _ now: Moment, _ state: inout ArchitectureParameters) {
    state.add(zip(state.values, outcome.gradient.weights).map { Gate.sigmoid.gradient($0, $1) })
  }

  /// Adds L₀₁'s gradient, once however many passes were received, and makes one step of Adam.
  public func update(_ now: Moment, _ state: inout ArchitectureParameters) {
    state.add(zeroOneLoss(state.values).gradient, times: weight)
    state.update(adam)
  }

  /// L₀₁, from −¼ (−½ where absolute) to 0, and its gradient in α, by choice and candidate, both without `weight`. At ½ the absolute slope
  /// is 0.
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
