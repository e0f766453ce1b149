/// Numbers that rank nets and come from no one-shot evaluation: angles of supernets, zero-cost proxies of untrained nets.
///
///     NetPredictions("angle of SPOS", seeds: [1, 2], scores: [["00": 1.2, "01": 1.3], ["00": 1.1, "01": 1.4]])
///
/// They stand among the baselines of a ranking study, and claims may name them.
public struct NetPredictions: Sendable {
  /// As tables and claims call it.
  public let name: String
  /// Of the trainings or initialisations behind `scores`; two predictors with the same seeds are compared seed by seed. Empty where no
  /// seed is shared with another predictor.
  public let seeds: [Int]
  /// For each of them the number of each net, by canonical text; larger is better.
  public let scores: [[String: Double]]

  /// `scores` has one element or more; as many as `seeds` unless that is empty.
  public init(_ name: String, seeds: [Int] = [], scores: [[String: Double]]) {
    precondition(!scores.isEmpty && (seeds.isEmpty || seeds.count == scores.count), "one column a seed")
    (self.name, self.seeds, self.scores) = (name, seeds, scores)
  }

  /// Its numbers in the design's order of nets. Throws `AnalysisError.missingScore` for a net without one.
  func predictor(on design: Design) throws(AnalysisError) -> Predictor {
    var columns: [[Double]] = []
    for scores in scores {
      var column: [Double] = []
      for text in design.texts {
        guard let score = scores[text] else { throw .missingScore(run: name, architecture: text) }
        column.append(score)
      }
      columns.append(column)
    }
    return Predictor(name, scores: columns, seeds: seeds)
  }
}
