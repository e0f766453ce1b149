internal import Datasets
internal import Spaces
public import Store
internal import Training

extension EvaluationSpec {
  /// Scores architectures with a supernet's weights; each score is on the disk as it comes.
  public func perform(_ session: Session) throws -> EvaluationRun {
    let context = session.context, scored = try ScoredSupernet(source, dropsMaps: dropsMaps, context),
      data = try session.images(scored.data)
    try SpecCheck.blocks(blocks, of: data.validation.count)
    let images = [Int](repeating: data.validation.count / blocks, count: blocks)
    var journal = try Journal<OneShotScore>(session.files.journal)
    let session = session.after(journal)
    let done = Set(journal.entries.map(\.row)), left = architectures.enumerated().filter { !done.contains($0.offset) }
    let before = Double(done.count) / Double(architectures.count)
    if left.isEmpty {
      context.report(JobProgress(fraction: before))
    } else {
      let check = session.checkInterruption()
      var reported = before
      try scored.scores(left.map { ($0.offset, $0.element) }, policy, blocks: blocks, on: data, context) {
        context.report(JobProgress(fraction: before, note: $0))
      } progress: { part in
        try check(part)
        let fraction = before + part * (1 - before)
        guard fraction >= reported + 0.005 else { return }
        context.report(JobProgress(fraction: fraction))
        reported = fraction
      } each: { row, score in
        try journal.append(OneShotScore(row: row, score, scored.metric, images: images, session.expense))
      }
    }
    let byRow = Dictionary(journal.entries.map { ($0.row, $0) }) { first, _ in first }
    let scores = architectures.indices.compactMap { byRow[$0] }
    return EvaluationRun(
      header: session.header, space: scored.label, strategy: scored.strategy, seed: scored.seed, supernet: inputs[0].digest,
      weighting: weighting?.rawValue, passes: scored.passes, policy: policy.label, architectures: architectures,
      scores: scores.map { BlockScores(scored.metric, sums: $0.sums, images: images) }, loss: scores.map { $0.loss ?? .nan })
  }
}
