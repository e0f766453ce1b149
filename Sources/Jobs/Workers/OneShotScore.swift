internal import Store
internal import Training

/// A line of an evaluation's journal: a score, and what the job had cost by then.
///
///     {"correct":[31,28],"expense":{…},"loss":1.52,"path":[2,2,2,1,2,2,2,0]}
struct OneShotScore: Codable, Sendable {
  /// One candidate for each choice; of what is cut out of a relaxed supernet, its row in the spec's list alone.
  var path: [Int]
  /// Right answers in each block of images; none where the loss is no number.
  var correct: [Int]
  /// Mean cross-entropy (nat); nil where it is no number.
  var loss: Double?
  var expense: Expense

  /// A net whose outputs are not numbers has no right answers: it ranks last and is counted (protocol, section 7).
  init(_ score: Evaluator.Score, _ expense: Expense) { self.init(path: score.path, (score.correct, score.loss), expense) }

  init(path: [Int], _ score: (correct: [Int], loss: Double), _ expense: Expense) {
    let isFinite = score.loss.isFinite
    (self.path, loss, self.expense) = (path, isFinite ? score.loss : nil, expense)
    correct = isFinite ? score.correct : score.correct.map { _ in 0 }
  }
}
