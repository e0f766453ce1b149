internal import Streams

/// How architecture parameters of one choice become weights of its candidates, and the gradient's way back.
public enum Gate: String, Codable, CaseIterable, Hashable, Sendable {
  /// Candidates compete: the weights add up to 1 (Liu et al. 2019, equation 2).
  case softmax
  /// Each candidate for itself (Chu et al. 2020, equation 4).
  case sigmoid

  /// The weights of one choice's candidates, in their order; none for no values. Softmax subtracts the largest value first, so that nothing
  /// overflows. exp is the project's own: the C library decides no bit.
  public func weights(_ values: [Double]) -> [Double] {
    switch self {
    case .sigmoid: return values.map { 1 / (1 + Elementary.exp(-$0)) }
    case .softmax:
      let top = values.max() ?? 0, powers = values.map { Elementary.exp($0 - top) }, sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }

  /// The loss's gradient in the values from that in the weights. The values are taken at which `weights` was asked; the result has their
  /// count.
  public func gradient(_ values: [Double], _ slopes: [Double]) -> [Double] {
    let weights = weights(values)
    switch self {
    case .sigmoid: return zip(weights, slopes).map { $0 * (1 - $0) * $1 }
    case .softmax:
      let mean = zip(weights, slopes).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(weights, slopes).map { $0 * ($1 - mean) }
    }
  }
}
