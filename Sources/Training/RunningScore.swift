internal import Engine

/// Adds up one subnet's answers, image by image in order.
///
/// The loss is the mean over all images: each chunk's sum S, taken in slices as the trainer's is, counts S/c/(n/c) for c of n images.
/// The bits do not depend on how many images ran together.
struct RunningScore {
  private(set) var score: Scorer.Score
  private let count: Int, chunk: Int, perBlock: Int
  private var slices = [Double](repeating: 0, count: Slice.count), cut: [Slice] = []

  init(subnet: Int, count: Int, chunk: Int, blocks: Int) {
    (self.count, self.chunk, perBlock) = (count, chunk, count / blocks)
    score = Scorer.Score(subnet: subnet, sums: [Double](repeating: 0, count: blocks), loss: 0)
  }

  mutating func add(_ image: Int, _ answer: (loss: Double, score: Double)) {
    let place = image % chunk, length = min(chunk, count - (image - place))
    if place == 0 { cut = Slice.cut(length, into: Slice.count) }
    score.sums[image / perBlock] += answer.score
    for slice in cut where slice.images.contains(place) { slices[slice.index] += answer.loss }
    guard place == length - 1 else { return }
    score.loss += slices.reduce(0, +) / Double(length) / (Double(count) / Double(length))
    for slice in slices.indices { slices[slice] = 0 }
  }
}
