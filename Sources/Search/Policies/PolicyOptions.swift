public import Streams

/// Which policy a search uses and how it learns, as experiments and job specs write it.
///
///     {"name": "factorized"}
///     {"name": "lstm", "units": 64, "embedding": 32, "update": {"name": "ppo", "clip": 0.2, "epochs": 4}, "step": 0.00035, "entropy": 0.001,
///      "baseline": 0.9, "credit": "drawn"}
///
/// What is left out has its default; all keys are written. DECLARED throughout: no paper's code was released.
public struct PolicyOptions: Hashable, Sendable {
  public enum Form: Hashable, Sendable {
    /// Independent choices, plain gradient ascent.
    case factorized
    /// Each choice knows the earlier ones; Adam. Both numbers are multiples of 8, up to 512.
    case lstm(units: Int = 64, embedding: Int = 32)
  }

  public enum Update: Hashable, Sendable {
    /// One step a generation along its REINFORCE gradient.
    case reinforce
    /// `epochs` steps a generation along the gradient of PPO's clipped surrogate.
    case ppo(clip: Double = 0.2, epochs: Int = 4)
  }

  /// The choices of a net that an update counts.
  public enum Credit: String, Codable, CaseIterable, Sendable {
    /// Those that the policy drew: its own actions.
    case drawn
    /// All of them: good nets are imitated wherever they came from.
    case all
  }

  public var form: Form
  public var update: Update
  /// Factorized: of plain ascent, per net. LSTM: Adam's rate.
  public var step: Double
  /// The weight of entropy (nats a choice) beside the reward.
  public var entropy: Double
  /// Of the moving average that rewards are measured against.
  public var baselineDecay: Double
  public var credit: Credit

  /// A step of 0.5, or of 3.5 · 10⁻⁴ for Adam, unless said.
  public init(
    _ form: Form = .factorized, update: Update = .reinforce, step: Double? = nil, entropy: Double = 1e-3, baselineDecay: Double = 0.9,
    credit: Credit = .drawn
  ) {
    self.form = form
    self.update = update
    self.step = step ?? (form == .factorized ? 0.5 : 3.5e-4)
    self.entropy = entropy
    self.baselineDecay = baselineDecay
    self.credit = credit
  }

  /// A policy that has learnt nothing; only the LSTM takes numbers of the stream, for its first weights.
  public func policy(candidates: [Int], _ random: inout RandomStream) -> LearntPolicy {
    switch form {
    case .factorized: .factorized(FactorizedPolicy(candidates: candidates, self))
    case .lstm(let units, let embedding): .lstm(LSTMPolicy(candidates: candidates, units: units, embedding: embedding, self, &random))
    }
  }

  /// Throws where a number cannot be used; decoded options have passed it.
  public func check() throws(PolicyError) {
    if case .lstm(let units, let embedding) = form {
      for (field, count) in [("units", units), ("embedding", embedding)] where count < 8 || count > 512 || count % 8 != 0 {
        throw .invalid(field: field, reason: "\(count) is no multiple of 8 up to 512: give 8, 16, 24, …")
      }
    }
    if case .ppo(let clip, let epochs) = update {
      guard clip > 0, clip < 1 else { throw .invalid(field: "clip", reason: "\(clip) does not lie between 0 and 1: 0.2 is usual") }
      guard (1...100).contains(epochs) else { throw .invalid(field: "epochs", reason: "\(epochs) is not from 1 to 100: 4 are usual") }
    }
    guard step > 0, step < .infinity else { throw .invalid(field: "step", reason: "\(step) is no step: give a positive number") }
    guard entropy >= 0, entropy < .infinity else {
      throw .invalid(field: "entropy", reason: "\(entropy) is no weight: give 0 or a positive number")
    }
    guard baselineDecay >= 0, baselineDecay < 1 else {
      throw .invalid(field: "baseline", reason: "\(baselineDecay) is no decay: give 0 or more and less than 1")
    }
  }

  /// Passes over a generation.
  var epochs: Int {
    switch update {
    case .reinforce: 1
    case .ppo(_, let epochs): epochs
    }
  }

  var surrogate: Surrogate {
    switch update {
    case .reinforce: Surrogate(clip: nil, entropy: entropy)
    case .ppo(let clip, _): Surrogate(clip: clip, entropy: entropy)
    }
  }
}
