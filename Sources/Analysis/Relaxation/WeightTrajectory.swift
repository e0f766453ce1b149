internal import Streams

/// How decided the weights of a search are, before training and after each epoch.
///
/// No method here has a temperature: softmaxes are taken of α itself throughout.
public struct WeightTrajectory: Codable, Hashable, Sendable {
  /// Of weights that add up to 1, the mean over choices of −Σ w ln w as a share of ln(candidates); of weights that each stand for
  /// themselves, the mean over weights of −(w log₂ w + (1 − w) log₂(1 − w)). From 0, decided, to 1.
  public let entropy: [Double]
  /// L₀₁ = −mean (w − ½)² over all weights (Chu et al. 2020, section 4): from −¼, all at 0 or 1, to 0. A loss in FairDARTS alone.
  public let zeroOne: [Double]

  /// - Parameters:
  ///   - weights: [epochs][choices][candidates].
  ///   - competing: whether the weights of a choice add up to 1.
  init(_ weights: [[[Double]]], competing: Bool) {
    entropy = weights.map { competing ? Self.shared($0) : Self.single($0) }
    zeroOne = weights.map { rows in -Self.mean(rows.joined().map { ($0 - 0.5) * ($0 - 0.5) }) }
  }

  /// A choice of one candidate has nothing to decide.
  private static func shared(_ rows: [[Double]]) -> Double {
    mean(rows.filter { $0.count > 1 }.map { row in row.reduce(0) { $0 + surprise($1) } / Elementary.log(Double(row.count)) })
  }

  private static func single(_ rows: [[Double]]) -> Double {
    mean(rows.joined().map { (surprise($0) + surprise(1 - $0)) / Elementary.log(2) })
  }

  private static func surprise(_ weight: Double) -> Double { weight > 0 ? -weight * Elementary.log(weight) : 0 }

  private static func mean(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }
}
