internal import Streams

/// A symmetric positive definite matrix as L Lᵀ, in Double and in one order of additions: its log-determinant, and the trace of its inverse.
///
///     let kernel = Cholesky(matrix, size: 32)
///     print(kernel?.logDeterminant ?? -.infinity)
package struct Cholesky {
  /// L, row by row, zeros above the diagonal.
  private let factor: [Double]
  package let size: Int

  /// Nil where the matrix [size][size] is not positive definite, as far as Double can tell: a pivot that is no more than rounding of its
  /// diagonal counts as zero. Takes size³/6 multiplications.
  package init?(_ matrix: [Double], size: Int) {
    precondition(matrix.count == size * size, "\(matrix.count) numbers are no matrix of \(size) rows")
    var factor = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var rest = matrix[row * size + column]
        for k in 0..<column { rest -= factor[row * size + k] * factor[column * size + k] }
        if column < row {
          factor[row * size + column] = rest / factor[column * size + column]
        } else {
          guard rest > Double(size) * 0x1p-52 * abs(matrix[row * size + row]), rest < .infinity else { return nil }
          factor[row * size + row] = rest.squareRoot()
        }
      }
    }
    (self.factor, self.size) = (factor, size)
  }

  /// log det = 2 Σ log L[i][i].
  package var logDeterminant: Double { (0..<size).reduce(0) { $0 + 2 * Elementary.log(factor[$1 * size + $1]) } }

  /// tr (L Lᵀ)⁻¹ = Σ (L⁻¹)², column by column of L⁻¹.
  package var traceOfInverse: Double {
    var trace = 0.0, column = [Double](repeating: 0, count: size)
    for first in 0..<size {
      for row in first..<size {
        var rest = row == first ? 1.0 : 0
        for k in first..<row { rest -= factor[row * size + k] * column[k] }
        column[row] = rest / factor[row * size + row]
        trace += column[row] * column[row]
      }
    }
    return trace
  }
}
