/// Weights on the candidates of each choice, and one gain per choice (1 unless edges are normalised, as PC-DARTS does).
public struct Mixture: Codable, Hashable, Sendable {
  public var weights: [[Double]], gains: [Double]

  public init(_ weights: [[Double]], gains: [Double]? = nil) {
    self.weights = weights
    self.gains = gains ?? weights.map { _ in 1 }
  }
}
