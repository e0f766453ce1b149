internal import Store
internal import Training

/// A line of an evaluation's journal: a score, and what the job had cost by then.
///
///     {"expense":{…},"loss":1.52,"row":17,"sums":[31,28]}
struct OneShotScore: JournalLine {
  /// Which of the spec's architectures it is.
  var row: Int
  /// The sum of the images' scores in each block, such as right answers; the least where the loss is no number.
  var sums: [Double]
  /// Mean loss; nil where it is no number.
  var loss: Double?
  var expense: Expense

  init(row: Int, _ score: Scorer.Score, _ metric: RunMetric, images: [Int], _ expense: Expense) {
    (self.row, loss, self.expense) = (row, score.loss.isFinite ? score.loss : nil, expense)
    sums = metric.blocks(score, images: images).sums
  }
}
