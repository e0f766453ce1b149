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
  func update(_ memory: Memory, _ range: Range<Int>, rate: Double, decays: Bool, clip: Float, count: Int) {
    let w = memory.parameters, g = memory.gradients, m = memory.velocity, v = memory.square
    let decay = decays ? Float(decay) : 0, b1 = Float(beta1), b2 = Float(beta2), epsilon = Float(epsilon)
    let c1 = 1 - power(beta1, count), c2 = 1 - power(beta2, count)
    let step = Float(rate / c1), root = Float(1 / c2.squareRoot())
    for i in range {
      let gradient = g[i] * clip + decay * w[i]
      m[i] = b1 * m[i] + (1 - b1) * gradient
      v[i] = b2 * v[i] + (1 - b2) * gradient * gradient
      w[i] -= step * m[i] / (v[i].squareRoot() * root + epsilon)
      g[i] = 0
    }
  }

  /// xⁿ by squaring: the same bits on every CPU, which the C library does not promise.
  private func power(_ x: Double, _ n: Int) -> Double {
    var result = 1.0, square = x, rest = n
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
