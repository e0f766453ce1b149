/// Variance components of a table in which every row meets every column once: initialisations by minibatches, supernets by draws.
///
///     let parts = try CrossedComponents(tauOfEachInitialisationAndBatch)
///     print(parts.rows.squareRoot(), parts.columns.squareRoot(), parts.residual.squareRoot())
///
/// The model is xᵢⱼ = μ + aᵢ + bⱼ + eᵢⱼ with independent aᵢ, bⱼ, eᵢⱼ of variances σ²_a, σ²_b, σ²_e. Estimates are those of the analysis of
/// variance (Searle, Casella and McCulloch 1992, section 4.3), unbiased under any law:
///
///     σ²_e = MS_e,   σ²_a = (MS_a − MS_e)/J,   σ²_b = (MS_b − MS_e)/I
///
/// and may come out below zero where a component is small; they are given as they are, for a mean of such estimates over studies is then
/// right. What interacts is part of e, for each pair is seen once.
public struct CrossedComponents: Codable, Hashable, Sendable {
  /// μ, the mean of the table.
  public let mean: Double
  /// σ²_a, σ²_b, σ²_e.
  public let rows: Double, columns: Double, residual: Double
  /// I and J.
  public let rowCount: Int, columnCount: Int

  /// - Parameter table: [rows][columns], 2 or more of each.
  /// - Throws: `StatisticsError` for fewer, for rows of unequal length, and for numbers that are not finite.
  public init(_ table: [[Double]]) throws(StatisticsError) {
    try StatisticsError.check(rows: table, named: "row", least: 2)
    let rowCount = table.count, columnCount = table[0].count
    guard columnCount >= 2 else { throw .tooFew("columns", count: columnCount, least: 2) }
    let rowMeans = table.map(\.mean), columnMeans = (0..<columnCount).map { j in table.map { $0[j] }.mean }, mean = rowMeans.mean
    var rest = 0.0
    for (i, row) in table.enumerated() {
      for (j, value) in row.enumerated() {
        let e = value - rowMeans[i] - columnMeans[j] + mean
        rest += e * e
      }
    }
    let residual = rest / Double((rowCount - 1) * (columnCount - 1))
    self.mean = mean
    self.residual = residual
    rows = rowMeans.variance - residual / Double(columnCount)
    columns = columnMeans.variance - residual / Double(rowCount)
    (self.rowCount, self.columnCount) = (rowCount, columnCount)
  }

  /// The variance of one number: what one use, with one row and one column drawn, would spread by.
  public var total: Double { rows + columns + residual }
}
