public import Streams

/// Split-half reliability of scores: how much of their spread would stand on other images.
///
/// Blocks of images are divided into two random halves, the accuracies of the nets on both are correlated (Pearson's r), and the length
/// is restored by Spearman and Brown's 2r/(1 + r); the value is the mean over splits.
/// - Parameters:
///   - correct: for each net the correct counts of each block of images, blocks of one size.
///   - splits: how many divisions are drawn.
/// - Throws: `.tooFew` below 3 nets or 2 blocks, `.lengths`, `.constant` where a half holds all nets equal.
public func splitHalfReliability(correct: [[Int]], splits: Int = 100, random: RandomStream) throws(StatisticsError) -> Double {
  try StatisticsError.check(rows: correct.map { $0.map(Double.init) }, named: "nets with block counts", least: 3)
  let blocks = correct[0].count
  guard blocks >= 2 else { throw .tooFew("blocks of images", count: blocks, least: 2) }
  guard splits >= 1 else { throw .tooFew("splits", count: splits, least: 1) }
  var random = random, sum = 0.0
  for _ in 0..<splits {
    let order = random.permutation(blocks), half = blocks / 2
    func scores(_ some: ArraySlice<Int>) -> [Double] { correct.map { counts in Double(some.reduce(0) { $0 + counts[$1] }) } }
    // An odd block is left out, so that both halves are of one length.
    let r = try pearson(scores(order[..<half]), scores(order[half..<2 * half]), names: ("the first half", "the second half"))
    sum += r > -1 ? 2 * r / (1 + r) : -1
  }
  return sum / Double(splits)
}
