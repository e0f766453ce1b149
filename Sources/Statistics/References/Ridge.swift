import COpenBLAS
public import Streams

/// Ridge regression on one-hot choices: the baseline that knows which operation each net keeps, and nothing else.
///
/// β solves (XᵀX + λI)β = Xᵀy for centred columns and target, by Cholesky (LAPACK's dposv); one thread, p³/3 operations.
public struct Ridge: Sendable {
  /// One for each feature.
  public let coefficients: [Double]
  private let means: [Double], offset: Double

  /// - Parameters:
  ///   - features: n rows of p numbers.
  ///   - penalty: λ, above 0.
  /// - Throws: `.lengths`, `.tooFew` below 2 rows, `.notFinite`, `.range`, `.singular`.
  public init(features: [[Double]], target: [Double], penalty: Double = 1) throws(StatisticsError) {
    try StatisticsError.check(rows: features, named: "features of net", least: 2)
    try StatisticsError.check(target, named: "the target")
    guard features.count == target.count else { throw .lengths(features.count, target.count) }
    guard penalty > 0 && penalty.isFinite else { throw .range("the penalty", value: penalty, expected: "a number above 0") }
    let p = features[0].count, n = Double(features.count), center = target.mean
    let means = (0..<p).map { column in features.reduce(0) { $0 + $1[column] } / n }
    var gram = [Double](repeating: 0, count: p * p), right = [Double](repeating: 0, count: p)
    for (row, y) in zip(features, target) {
      let x = zip(row, means).map { $0 - $1 }
      for i in 0..<p {
        right[i] += x[i] * (y - center)
        for j in 0...i { gram[i * p + j] += x[i] * x[j] }
      }
    }
    for i in 0..<p { gram[i * p + i] += penalty }
    // Rows of the lower triangle are columns of LAPACK's upper one.
    var uplo = CChar(UInt8(ascii: "U")), size = Int32(p), one: Int32 = 1, info: Int32 = 0
    dposv_(&uplo, &size, &one, &gram, &size, &right, &size, &info)
    guard info == 0 else { throw .singular(code: Int(info)) }
    (coefficients, self.means, offset) = (right, means, center)
  }

  /// The predictions for rows of p numbers.
  public func predict(_ features: [[Double]]) -> [Double] {
    features.map { row in
      precondition(row.count == coefficients.count, "a row of as many features as the ridge was fitted on")
      return coefficients.indices.reduce(offset) { $0 + coefficients[$1] * (row[$1] - means[$1]) }
    }
  }

  /// Predictions of each net by a ridge fitted on the other folds; folds are drawn at random and differ by at most one net.
  ///
  /// - Parameter fitted: how many nets of the other folds it is fitted on, drawn at random; all where nil.
  /// - Throws: as `init`; `.tooFew` below 2 nets a fold, or where other folds have fewer than `fitted`.
  public static func crossFitted(
    features: [[Double]], target: [Double], folds: Int = 5, penalty: Double = 1, fitted: Int? = nil, random: RandomStream
  ) throws(StatisticsError) -> [Double] {
    guard features.count == target.count else { throw .lengths(features.count, target.count) }
    guard folds >= 2 && target.count >= 2 * folds else { throw .tooFew("nets", count: target.count, least: 2 * max(2, folds)) }
    var random = random
    let order = random.permutation(target.count)
    var predictions = [Double](repeating: 0, count: target.count)
    for fold in 0..<folds {
      let held = order.indices.filter { $0 % folds == fold }.map { order[$0] }
      // In random order, so that the first are a sample.
      let others = order.indices.filter { $0 % folds != fold }.map { order[$0] }
      guard others.count >= fitted ?? 0 else { throw .tooFew("nets outside a fold", count: others.count, least: fitted ?? 0) }
      let kept = others.prefix(fitted ?? others.count)
      let ridge = try Ridge(features: kept.map { features[$0] }, target: kept.map { target[$0] }, penalty: penalty)
      for (net, prediction) in zip(held, ridge.predict(held.map { features[$0] })) { predictions[net] = prediction }
    }
    return predictions
  }

  /// Columns with mean 0 and standard deviation 1, so that one penalty means the same to all; a constant column is 0.
  public static func standardized(_ columns: [[Double]]) -> [[Double]] {
    let scaled = columns.map { column in
      let center = column.mean, deviation = column.variance.squareRoot()
      return column.map { deviation > 0 ? ($0 - center) / deviation : 0 }
    }
    return columns.first?.indices.map { row in scaled.map { $0[row] } } ?? []
  }

  /// One column for each candidate of each choice, 1 where the net keeps it.
  ///
  /// - Parameter codes: for each net the candidate kept at each choice, counted from 0.
  public static func oneHot(_ codes: [[Int]]) -> [[Double]] {
    precondition(codes.allSatisfy { $0.count == codes[0].count && $0.allSatisfy { $0 >= 0 } }, "codes of one space")
    guard let first = codes.first else { return [] }
    let candidates = first.indices.map { choice in codes.reduce(0) { max($0, $1[choice] + 1) } }
    return codes.map { code in zip(code, candidates).flatMap { kept, count in (0..<count).map { $0 == kept ? 1.0 : 0 } } }
  }
}
