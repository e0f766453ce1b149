import Statistics
import Streams
import Testing

@Suite struct CrossedComponentsTests {
  /// By hand: means of rows 2 and 6, of columns 3 and 5, all residuals 0.
  @Test func anAdditiveTableHasNoResidual() throws {
    let parts = try CrossedComponents([[1, 3], [5, 7]])
    #expect(parts.mean == 4 && parts.residual == 0 && parts.rows == 8 && parts.columns == 2 && parts.total == 10)
  }

  /// The textbook's way: sums of squares of the whole table.
  @Test func componentsAreThoseOfTheSumsOfSquares() throws {
    var random = RandomStream(seed: 4, "table")
    let table = (0..<4).map { _ in (0..<3).map { _ in random.normal() } }, parts = try CrossedComponents(table)
    let all = table.flatMap(\.self), correction = all.reduce(0, +) * all.reduce(0, +) / 12
    let total = all.reduce(0) { $0 + $1 * $1 } - correction
    let rows = table.reduce(0) { $0 + $1.reduce(0, +) * $1.reduce(0, +) } / 3 - correction
    let columns =
      (0..<3).reduce(0.0) { sum, j in
        let column = table.reduce(0) { $0 + $1[j] }
        return sum + column * column / 4
      } - correction
    let error = (total - rows - columns) / 6
    #expect(abs(parts.residual - error) < 1e-12)
    #expect(abs(parts.rows - (rows / 3 - error) / 3) < 1e-12)
    #expect(abs(parts.columns - (columns / 2 - error) / 4) < 1e-12)
  }

  /// Estimates are unbiased: their means over 4,000 tables are the components that made them, within four standard errors.
  @Test func meansOverManyTablesAreTheKnownComponents() throws {
    var random = RandomStream(seed: 8, "components")
    let known = (rows: 0.5, columns: 0.02, residual: 0.3), repetitions = 4_000
    var found: [[Double]] = [[], [], []]
    for _ in 0..<repetitions {
      let a = (0..<5).map { _ in known.rows.squareRoot() * random.normal() }
      let b = (0..<3).map { _ in known.columns.squareRoot() * random.normal() }
      let parts = try CrossedComponents(a.map { a in b.map { a + $0 + known.residual.squareRoot() * random.normal() } })
      for (k, value) in [parts.rows, parts.columns, parts.residual].enumerated() { found[k].append(value) }
    }
    for (values, wanted) in zip(found, [known.rows, known.columns, known.residual]) {
      let mean = values.reduce(0, +) / Double(repetitions)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(repetitions - 1)
      #expect(abs(mean - wanted) < 4 * (variance / Double(repetitions)).squareRoot(), "\(mean), not \(wanted)")
    }
    // A component that is nearly none comes out below zero now and then; cutting it off would make the mean too large.
    #expect(found[1].contains { $0 < 0 })
  }

  @Test func aTableOfOneRowOrColumnOrUnequalRowsIsRefused() {
    for table in [[[1.0, 2]], [[1], [2]], [[1, 2], [3]], [[1, .nan], [2, 3]]] {
      #expect(throws: StatisticsError.self) { try CrossedComponents(table) }
    }
  }
}
