internal import Streams

/// What a relaxed search learns beside the weights: rows of numbers (α, a row a choice; or β, a row a node), with their gradient and
/// Adam's moments, all in Double.
public struct ArchitectureParameters: Codable, Hashable, Sendable {
  public private(set) var values: [[Double]]
  /// What passes have found since the last update.
  public private(set) var gradient: [[Double]]
  private var first, second: [[Double]], steps = 0

  public init(_ values: [[Double]]) {
    let zero = values.map { $0.map { _ in 0.0 } }
    self.values = values
    (gradient, first, second) = (zero, zero, zero)
  }

  public mutating func add(_ gradient: [[Double]], times factor: Double = 1) {
    for row in values.indices { for k in values[row].indices { self.gradient[row][k] += factor * gradient[row][k] } }
  }

  /// One step of Adam on the gradient, which is zero afterwards.
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
    public var rate, beta1, beta2, decay: Double

    public init(rate: Double, beta1: Double, beta2: Double = 0.999, decay: Double = 1e-3) {
      self.rate = rate
      self.beta1 = beta1
      self.beta2 = beta2
      self.decay = decay
    }
  }
}
