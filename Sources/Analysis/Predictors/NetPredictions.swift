public import Store

/// Numbers that rank nets beside one-shot evaluations: angles of supernets, zero-cost proxies of untrained nets, scores of a control.
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

  /// What the scores of a strategy's supernets without the maps of their linear skips are called.
  public static func droppedName(of label: String) -> String { "\(label) without maps" }

  /// A strategy each, by first appearance: the accuracies that its supernets have without their maps, by rising seed.
  public static func dropped(_ runs: [LabelledRun<EvaluationRun>]) -> [NetPredictions] {
    let labels = runs.indices.filter { number in !runs[..<number].contains { $0.label == runs[number].label } }.map { runs[$0].label }
    return labels.map { label in
      let own = runs.filter { $0.label == label }.map(\.run).sorted { $0.seed < $1.seed }
      return NetPredictions(
        droppedName(of: label), seeds: own.map(\.seed),
        scores: own.map { run in
          Dictionary(uniqueKeysWithValues: run.architectures.indices.map { (run.architectures[$0], run.score($0)) })
        })
    }
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
