internal import Streams

/// What an update ascends at one choice of one net, in the candidates' logits z.
///
/// REINFORCE (Williams 1992): A log π(a). PPO (Schulman et al. 2017, equation 7): min(r A, clip(r, 1 − ε, 1 + ε) A), r = π(a)/π_old(a).
/// Both add β H(π), π's entropy in nats. DECLARED: each choice has a ratio of its own, and π_old is the policy before the update.
struct Surrogate {
  /// ε; nil for REINFORCE.
  let clip: Double?
  /// β.
  let entropy: Double

  /// Logits become log-probabilities.
  static func logSoftmax(_ logits: UnsafeMutableBufferPointer<Double>) {
    var top = -Double.infinity, sum = 0.0
    for z in logits { top = max(top, z) }
    for z in logits { sum += Elementary.exp(z - top) }
    // The top first: beside large logits, log of the sum would lose its digits.
    let rest = Elementary.log(sum)
    for k in logits.indices { logits[k] = logits[k] - top - rest }
  }

  /// Log-probabilities become the value's gradient in the logits. `old` is log π_old(taken).
  ///
  /// ∂ log π(a)/∂z_k = [k = a] − π_k, ∂H/∂z_k = −π_k (log π_k + H).
  func gradient(_ logs: UnsafeMutableBufferPointer<Double>, taken: Int, advantage: Double, old: Double) {
    var entropy = 0.0
    for log in logs { entropy -= log * Elementary.exp(log) }
    let slope = slope(logs[taken], advantage, old)
    for k in logs.indices {
      let probability = Elementary.exp(logs[k])
      logs[k] = slope * ((k == taken ? 1 : 0) - probability) - self.entropy * probability * (logs[k] + entropy)
    }
  }

  /// The derivative in log π(a): A, or r A where it is not clipped.
  private func slope(_ log: Double, _ advantage: Double, _ old: Double) -> Double {
    guard let clip else { return advantage }
    let ratio = Elementary.exp(log - old)
    let isClipped = advantage < 0 ? ratio < 1 - clip : ratio > 1 + clip
    return isClipped ? 0 : ratio * advantage
  }
}
