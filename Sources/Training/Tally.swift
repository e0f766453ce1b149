internal import Engine

/// Adds up one path's answers, image by image in order.
///
/// The loss is the mean over chunks of the mean over a chunk, whose sum is taken in four slices as the trainer's is: the bits do
/// not depend on how many images ran together.
struct Tally {
  private(set) var score: Evaluator.Score
  private let chunk: Int, chunks: Int, perBlock: Int, cut: [Slice]
  private var slices = [Double](repeating: 0, count: Evaluator.slices)

  init(chunk: Int, count: Int, blocks: Int, path: [Int]) {
    self.chunk = chunk
    chunks = count / chunk
    cut = Slice.cut(chunk, into: Evaluator.slices)
    perBlock = count / blocks
    score = Evaluator.Score(path: path, correct: [Int](repeating: 0, count: blocks), loss: 0)
  }

  mutating func add(_ image: Int, _ answer: (loss: Double, isRight: Bool)) {
    if answer.isRight { score.correct[image / perBlock] += 1 }
    let place = image % chunk
    for slice in cut where slice.images.contains(place) { slices[slice.index] += answer.loss }
    guard place == chunk - 1 else { return }
    score.loss += slices.reduce(0, +) / Double(chunk) / Double(chunks)
    for slice in slices.indices { slices[slice] = 0 }
  }
}
