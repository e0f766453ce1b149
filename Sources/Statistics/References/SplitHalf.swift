public import Streams

/// Split-half reliability of scores: how much of their spread would stand on other images.
///
/// Blocks of images are divided into two random halves, the scores of the nets on both are correlated (Pearson's r), and the length
/// is restored by Spearman and Brown's 2r/(1 + r); the value is the mean over splits.
/// - Parameters:
///   - sums: for each net the sums of the images' scores in each block, such as right answers; blocks of one size.
///   - splits: how many divisions are drawn.
/// - Throws: `.tooFew` below 3 nets or 2 blocks, `.lengths`, `.constant` where a half holds all nets equal.
public func splitHalfReliability(sums: [[Double]], splits: Int = 100, random: RandomStream) throws(StatisticsError) -> Double {
  try StatisticsError.check(rows: sums, named: "nets with block counts", least: 3)
  let blocks = sums[0].count
  guard blocks >= 2 else { throw .tooFew("blocks of images", count: blocks, least: 2) }
  guard splits >= 1 else { throw .tooFew("splits", count: splits, least: 1) }
  var random = random, sum = 0.0
  for _ in 0..<splits {
    let order = random.permutation(blocks), half = blocks / 2
    func scores(_ some: ArraySlice<Int>) -> [Double] { sums.map { own in some.reduce(0) { $0 + own[$1] } } }
    // An odd block is left out, so that both halves are of one length.
    let r = try pearson(scores(order[..<half]), scores(order[half..<2 * half]), names: ("the first half", "the second half"))
    sum += r > -1 ? 2 * r / (1 + r) : -1
  }
  return sum / Double(splits)
}
