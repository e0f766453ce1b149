import Statistics
import Store
import Streams

/// How truly one strategy's supernets rank the same nets under several BatchNorm policies: nothing but the evaluation differs.
public struct PolicyStudy: Codable, Hashable, Sendable {
  /// Whose supernets were scored.
  public let strategy: String
  /// n and R.
  public let nets: Int, runsPerNet: String
  /// By policy, named as run files name it: those compared in the order of the evaluations, then the primary one. Over all pairs and
  /// within equal depth; each but the first with its difference to the first, paired by supernet.
  public let rows: [PredictorRow]
  /// Mean one-shot score, such as accuracy as a fraction, over nets and supernets, row by row; diverged ones count the least.
  public let means: [Double]

  /// The population that other policies than the primary one are scored on.
  static let population = "policies"

  /// The first policy, which others are compared with.
  public var reference: String { rows[0].name }

  /// The rows, with what compares them and the nets that they are about; nil where no evaluation is of the population `policies`.
  ///
  /// - Throws: as `Design` and `SupernetScores`.
  static func study(
    _ evaluations: [PopulationScores], truth: Truth, of design: Design, primary: Primary, random: RandomStream
  ) throws(AnalysisError) -> (study: PolicyStudy, comparison: PredictorComparison, design: Design)? {
    let others = evaluations.filter { $0.population == population }
    guard let first = others.first else { return nil }
    let nets = Set(try first.rows(in: design).keys)
    let part = try Design(space: design.space, truth: try truth.restricted(to: nets, of: design))
    var policies: [String] = []
    for own in others where !policies.contains(own.run.policy) { policies.append(own.run.policy) }
    var scores: [SupernetScores] = []
    for policy in policies {
      scores.append(try SupernetScores(strategy: first.label, evaluations: others.filter { $0.run.policy == policy }, design: part))
    }
    let own = evaluations.filter {
      $0.label == first.label && $0.run.policy == primary.policy && $0.population == primary.population && $0.run.passes == first.run.passes
    }
    scores.append(try SupernetScores(strategy: first.label, evaluations: own, design: part))
    let predictors = zip(policies + [primary.policy], scores).map { Predictor($0, scores: $1.scores, seeds: $1.seeds) }
    let comparison = PredictorComparison(
      predictors: predictors, target: part.target, strata: part.depth, isCensus: part.isCensus, effort: .study(draws: primary.draws))
    let rows = predictors.enumerated().map { number, own in
      comparison.row(of: own, over: [.all, .withinStrata], against: number == 0 ? [] : [predictors[0]], random: random)
    }
    let study = PolicyStudy(
      strategy: first.label, nets: part.count, runsPerNet: part.runsPerNet, rows: rows,
      means: scores.map { own in
        own.scores.joined().reduce(0) { $0 + max(own.metric.least, $1) } / Double(own.scores.count * part.count)
      })
    return (study, comparison, part)
  }
}

extension Truth {
  /// Of some nets of a design alone, by canonical texts.
  fileprivate func restricted(to nets: Set<String>, of design: Design) throws(AnalysisError) -> Truth {
    switch self {
    case .published(let table, let all): return .published(table, nets: all.filter(nets.contains))
    case .trained(let runs):
      var kept: [StandAloneRun] = []
      for run in runs where nets.contains(try Design.canonical(run.architecture, design.space, run: "stand-alone run \(run.architecture)"))
      {
        kept.append(run)
      }
      return .trained(kept)
    }
  }
}
