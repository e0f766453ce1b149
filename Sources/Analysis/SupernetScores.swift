import Statistics
public import Store

/// One strategy's supernets on the nets of a design, by rising seed.
public struct SupernetScores: Sendable {
  /// The label of the strategy.
  public let strategy: String
  /// Rising, one a supernet.
  public let seeds: [Int]
  /// Passes of the snapshots that were scored.
  public let passes: Int
  /// For each supernet the score of each net; where the evaluation diverged less than any other, so that such nets rank last.
  public let scores: [[Double]]
  /// For each supernet, the sums of the images' scores, such as right answers, of each net in each block.
  public let sums: [[[Double]]]
  /// What scores measure.
  public let metric: RunMetric
  /// Images that each score was taken on.
  public let images: Int
  /// Probability with which the design included each net.
  public let inclusion: [Double]
  /// Over all supernets.
  public let divergedScores: Int

  /// Scores of evaluation runs of one strategy, population, policy and number of passes.
  ///
  /// - Throws: `.noRuns`, `.space`, `.twice` for one seed in two files, `.missingScore`, `.uneven`.
  public init(strategy: String, evaluations: [PopulationScores], design: Design) throws(AnalysisError) {
    let sorted = evaluations.sorted { $0.run.seed < $1.run.seed }, runs = sorted.map(\.run)
    guard let first = runs.first else { throw .noRuns(kind: "evaluation", wanted: "strategy \(strategy)") }
    var scores: [[Double]] = [], sums: [[[Double]]] = [], inclusion: [Double] = [], diverged = 0
    for (number, evaluation) in sorted.enumerated() {
      let run = evaluation.run, name = evaluation.name
      guard design.forms.contains(run.space), run.space == first.space else {
        throw .space(run: name, found: run.space.name, expected: design.label.name)
      }
      if number > 0 && runs[number - 1].seed == run.seed { throw .twice(run: name) }
      guard run.passes == first.passes else {
        throw .uneven(strategy: strategy, reason: "\(first.passes) passes in seed \(first.seed), \(run.passes) in seed \(run.seed)")
      }
      let rows = try evaluation.rows(in: design)
      var column: [Double] = [], blocks: [[Double]] = [], chances: [Double] = []
      for text in design.texts {
        guard let row = rows[text] else { throw .missingScore(run: name, architecture: text) }
        diverged += run.loss[row].isFinite ? 0 : 1
        column.append(evaluation.run.score(row))
        blocks.append(run.scores[row].sums)
        chances.append(evaluation.inclusion[row])
      }
      scores.append(column)
      sums.append(blocks)
      inclusion = chances
    }
    (self.strategy, seeds, passes, self.scores, self.sums) = (strategy, runs.map(\.seed), first.passes, scores, sums)
    metric = first.metric
    (self.inclusion, images, divergedScores) = (inclusion, first.scores.first?.images.reduce(0, +) ?? 0, diverged)
  }

  /// The spread of each supernet's scores within equal depth; a diverged net has the least score.
  func spreads(in design: Design) -> [Measured<StratumSpread>] {
    scores.map { own in
      Measured { () throws(StatisticsError) in try StratumSpread(own.map { max(metric.least, $0) }, strata: design.depth) }
    }
  }

  var predictor: Predictor { Predictor(strategy, scores: scores, seeds: seeds) }
}
