internal import Streams

/// What a relaxed search learns beside the weights: rows of numbers (α, a row a choice; or β, a row a node), with their gradient and
/// Adam's moments, all in Double.
public struct ArchitectureParameters: Codable, Hashable, Sendable {
  /// Before the gate: any real number, rows as `init` was given them.
  public private(set) var values: [[Double]]
  /// What passes have found since the last update, in the shape of `values`.
  public private(set) var gradient: [[Double]]
  private var first, second: [[Double]], steps = 0

  /// Gradient and moments begin at 0.
  public init(_ values: [[Double]]) {
    let zero = values.map { $0.map { _ in 0.0 } }
    self.values = values
    (gradient, first, second) = (zero, zero, zero)
  }

  /// `gradient` has at least the rows and columns of `values`.
  public mutating func add(_ gradient: [[Double]], times factor: Double = 1) {
    for row in values.indices { for k in values[row].indices { self.gradient[row][k] += factor * gradient[row][k] } }
  }

  /// One step of Adam on the gradient, which is zero afterwards. ε is 10⁻⁸; powers of β by squaring, since version 2 of the arithmetic.
  public mutating func update(_ adam: Adam) {
    steps += 1
    let root = (1 - Elementary.power(adam.beta2, steps)).squareRoot(), rate = adam.rate / (1 - Elementary.power(adam.beta1, steps))
    for row in values.indices {
      for k in values[row].indices {
        let g = gradient[row][k] + adam.decay * values[row][k]
        first[row][k] = adam.beta1 * first[row][k] + (1 - adam.beta1) * g
        second[row][k] = adam.beta2 * second[row][k] + (1 - adam.beta2) * g * g
        values[row][k] -= rate * first[row][k] / (second[row][k].squareRoot() / root + 1e-8)
        gradient[row][k] = 0
      }
    }
  }

  /// Adam as PyTorch has it (Kingma and Ba 2015), with decay added to the gradient.
  public struct Adam: Codable, Hashable, Sendable {
    /// A constant rate: no schedule moves it.
    public var rate, beta1, beta2, decay: Double

    /// Rate and β₁ differ from paper to paper and have no default; β₂ and decay are DARTS's.
    public init(rate: Double, beta1: Double, beta2: Double = 0.999, decay: Double = 1e-3) {
      self.rate = rate
      self.beta1 = beta1
      self.beta2 = beta2
      self.decay = decay
    }
  }
}
