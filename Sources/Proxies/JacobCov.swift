internal import Engine

/// How unlike the net's Jacobians at the images of a minibatch are (Mellor et al. 2020, the first version; jacob_cov of Abdelfattah et
/// al. 2021).
///
/// Jᵢ = ∂(Σ outputs)/∂(image i), all numbers of the image in a row, through BatchNorm with the batch's statistics, Σ over all images. C is
/// the matrix of correlation coefficients of the Jᵢ with eigenvalues vₖ, and
///
///     score = −Σ log(vₖ + ε) + 1/(vₖ + ε),   ε = 10⁻⁵
///           = −log det(C + εI) − tr (C + εI)⁻¹
///
/// The second line needs no eigenvalues: one Cholesky factor gives both terms. The released code asks numpy for eigenvalues in Float's
/// rounding of J; its order of sums is another.
enum JacobCov {
  private static let epsilon = 1e-5

  /// NaN where a Jacobian is constant or not finite, so that there is no correlation.
  ///
  /// - Parameter gradient: [images][…], after a backward of the sum of all outputs.
  static func score(_ gradient: Tensor, _ memory: Memory) -> Double {
    let images = memory.images, floats = gradient.shape.count / gradient.shape.images
    let centred = (0..<images).map { image in
      let row = (0..<floats).map { Double(memory.arena[gradient.offset + image * floats + $0]) }, mean = row.reduce(0, +) / Double(floats)
      return row.map { $0 - mean }
    }
    func product(_ a: Int, _ b: Int) -> Double { (0..<floats).reduce(0) { $0 + centred[a][$1] * centred[b][$1] } }
    let sizes = (0..<images).map { product($0, $0).squareRoot() }
    guard sizes.allSatisfy({ $0 > 0 && $0 < .infinity }) else { return .nan }
    var matrix = [Double](repeating: 0, count: images * images)
    for a in 0..<images {
      for b in 0...a {
        // Rounding must not make a correlation larger than 1: numpy clips it too.
        let value = a == b ? 1 : min(1, max(-1, product(a, b) / (sizes[a] * sizes[b])))
        (matrix[a * images + b], matrix[b * images + a]) = (value, value)
      }
      matrix[a * images + a] += epsilon
    }
    guard let factor = Cholesky(matrix, size: images) else { return .nan }
    return -factor.logDeterminant - factor.traceOfInverse
  }
}
