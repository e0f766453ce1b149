internal import Store
internal import Training

/// A line of an evaluation's journal: a score, and what the job had cost by then.
///
///     {"correct":[31,28],"expense":{…},"loss":1.52,"row":17}
struct OneShotScore: JournalLine {
  /// Which of the spec's architectures it is.
  var row: Int
  /// Right answers in each block of images; none where the loss is no number.
  var correct: [Int]
  /// Mean cross-entropy (nat); nil where it is no number.
  var loss: Double?
  var expense: Expense

  /// A net whose outputs are not numbers has no right answers: it ranks last and is counted (protocol, section 7).
  init(row: Int, _ score: Scorer.Score, _ expense: Expense) {
    let isFinite = score.loss.isFinite
    (self.row, loss, self.expense) = (row, isFinite ? score.loss : nil, expense)
    correct = score.sums.map { isFinite ? Int($0) : 0 }
  }
}
