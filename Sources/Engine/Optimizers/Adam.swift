internal import CKernels
internal import Streams

/// Adam (Kingma and Ba 2015) with L2 decay added to the gradient, as PyTorch's `Adam`.
///
/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η (m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε), t the parameter's own steps.
public struct Adam: Codable, Hashable, Sendable {
  public var beta1, beta2, epsilon, decay: Double

  public init(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, decay: Double = 0) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
  }

  /// One step, the parameter's `count`-th, on a share of it; leaves the gradient zero.
  func update(_ memory: Memory, _ range: Range<Int>, rate: Double, decays: Bool, count: Int) {
    let first = range.lowerBound, rate = Float(rate / (1 - Elementary.power(beta1, count)))
    let root = Float((1 - Elementary.power(beta2, count)).squareRoot())
    memory.kernels.pointee.adapt(
      range.count, memory.parameters + first, memory.velocity + first, memory.square + first, memory.gradients + first,
      rate, Float(1 - beta1), Float(beta2), Float(1 - beta2), Float(epsilon), decays ? Float(decay) : 0, root)
    (memory.gradients + first).update(repeating: 0, count: range.count)
  }
}
