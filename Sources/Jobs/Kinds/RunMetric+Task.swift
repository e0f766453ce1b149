public import Networks
public import Store
internal import Training

extension RunMetric {
  /// What a task's scores measure, as run files call it.
  public init(of task: any Task) {
    guard let own = Self.all.first(where: { $0.name == task.metric.name }) else {
      preconditionFailure("run files know no \(task.metric.name)")
    }
    self = own
  }

  /// The scores of one net in blocks; where its loss is no number, each image scores the least: it ranks last and is counted (protocol,
  /// section 7).
  func blocks(_ score: Scorer.Score, images: [Int]) -> BlockScores {
    score.loss.isFinite ? BlockScores(self, sums: score.sums, images: images) : failure(images)
  }

  /// Those of a net whose outputs are no numbers.
  func failure(_ images: [Int]) -> BlockScores { BlockScores(self, sums: images.map { least * Double($0) }, images: images) }
}
