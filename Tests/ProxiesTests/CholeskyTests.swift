import Proxies
import Streams
import Testing

@Suite struct CholeskyTests {
  /// AᵀA + I of a random A.
  private func positive(_ size: Int) -> [Double] {
    var random = RandomStream(seed: 1, "matrix")
    let a = (0..<size * size).map { _ in random.normal() }
    return (0..<size * size).map { place in
      let (row, column) = (place / size, place % size)
      return (0..<size).reduce(row == column ? 1.0 : 0) { $0 + a[$1 * size + row] * a[$1 * size + column] }
    }
  }

  @Test func determinantAndInverseAreThoseOfElimination() throws {
    let size = 7, matrix = positive(size)
    // Gauss and Jordan on [A I]; pivots need no order, for A is positive definite.
    var rows = (0..<size).map { row in
      Array(matrix[row * size..<(row + 1) * size]) + (0..<size).map { $0 == row ? 1.0 : 0 }
    }
    var determinant = 1.0
    for pivot in 0..<size {
      let divisor = rows[pivot][pivot]
      determinant *= divisor
      rows[pivot] = rows[pivot].map { $0 / divisor }
      for row in 0..<size where row != pivot {
        let factor = rows[row][pivot]
        rows[row] = zip(rows[row], rows[pivot]).map { $0 - factor * $1 }
      }
    }
    let trace = (0..<size).reduce(0.0) { $0 + rows[$1][size + $1] }, factor = try #require(Cholesky(matrix, size: size))
    #expect(abs(factor.logDeterminant - Elementary.log(determinant)) < 1e-11)
    #expect(abs(factor.traceOfInverse - trace) < 1e-11)
  }

  @Test func aSingularOrIndefiniteMatrixHasNoFactor() {
    #expect(Cholesky([2, 2, 2, 2], size: 2) == nil)
    #expect(Cholesky([1, 2, 2, 1], size: 2) == nil)
    #expect(Cholesky([.nan], size: 1) == nil)
    // Singular, but rounding leaves a pivot of 10⁻¹⁷.
    #expect(Cholesky([0.1, 0.3, 0.3, 0.9], size: 2) == nil)
    #expect(Cholesky([2, 1, 1, 2], size: 2) != nil)
  }
}
