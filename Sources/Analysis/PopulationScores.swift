public import Store

/// One-shot scores of a population of nets, with what the experiment knows of them and the run does not.
public struct PopulationScores: Sendable {
  /// Of the strategy whose supernet was scored; and of the population: `design`, `followed`, `histogram`, `policies`.
  public let label: String, population: String
  /// Probability with which the population's sampling took each of the run's architectures, above 0 and at most 1.
  public let inclusion: [Double]
  /// The scores, with the seed of the supernet, the passes of its snapshot and the BatchNorm policy.
  public let run: EvaluationRun

  /// - Precondition: one probability for each architecture of the run.
  public init(_ label: String, population: String, inclusion: [Double], _ run: EvaluationRun) {
    precondition(inclusion.count == run.architectures.count, "one probability an architecture")
    (self.label, self.population, self.inclusion, self.run) = (label, population, inclusion, run)
  }

  /// As errors call it.
  var name: String { "the evaluation of \(label), seed \(run.seed), after \(run.passes) passes" }

  /// The row of each canonical text. Throws `AnalysisError.architecture` for a text that the space cannot read.
  func rows(in design: Design) throws(AnalysisError) -> [String: Int] {
    var rows: [String: Int] = [:]
    for (row, text) in run.architectures.enumerated() { rows[try Design.canonical(text, design.space, run: name)] = row }
    return rows
  }
}

extension EvaluationRun {
  /// The accuracy of a row (fraction); −1 where its loss is no number, so that such nets rank last.
  public func score(_ row: Int) -> Double { loss[row].isFinite ? scores[row].mean : metric.least - 1 }
}
