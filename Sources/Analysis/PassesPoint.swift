public import Statistics
import Store

/// tau after so many passes of one supernet, with the evidence that it learns (protocol, section 6).
///
/// Points inside one cosine schedule are not shorter trainings.
public struct PassesPoint: Codable, Hashable, Sendable {
  /// Label and seed of the supernet, and forward-backward passes of the snapshot that was scored.
  public let strategy: String, seed: Int, passes: Int
  /// Over the nets of the design that were scored there.
  public let tau: Measured<Estimate>
  /// Mean validation score of the fixed paths, and training loss of the epoch ending there; nil where no supernet file was given.
  public let probeScore: Double?, loss: Double?

  /// One point for each evaluation of a design net under the primary policy, by strategy, seed and passes.
  static func all(
    _ evaluations: [PopulationScores], supernets: [LabelledRun<SupernetRun>], design: Design, primary: Primary
  ) throws(AnalysisError) -> [PassesPoint] {
    var points: [PassesPoint] = [], seen: Set<[String]> = []
    let followed = followed(evaluations, primary)
    let all = evaluations.filter { $0.run.policy == primary.policy && $0.population == followed }.sorted {
      ($0.label, $0.run.seed, $0.run.passes) < ($1.label, $1.run.seed, $1.run.passes)
    }
    for evaluation in all {
      let run = evaluation.run, label = evaluation.label, rows = try evaluation.rows(in: design)
      let nets = design.texts.indices.filter { rows[design.texts[$0]] != nil }
      guard nets.count >= 10, seen.insert([label, "\(run.seed)", "\(run.passes)"]).inserted else { continue }
      let y = design.target.means
      let scores = nets.compactMap { rows[design.texts[$0]] }.map(run.score)
      let supernet = supernets.first { $0.label == label && $0.run.seed == run.seed }?.run
      let probes = supernet?.snapshots.first { $0.passes == run.passes }?.probes ?? []
      points.append(
        PassesPoint(
          strategy: label, seed: run.seed, passes: run.passes,
          tau: Measured { () throws(StatisticsError) in try KendallTau(scores, nets.map { y[$0] }).estimate() },
          probeScore: probes.isEmpty ? nil : probes.reduce(0, +) / Double(probes.count),
          loss: supernet?.history.first { $0.passes >= run.passes }?.loss))
    }
    return points
  }

  /// The population that was scored after the most different numbers of passes: the primary one, or a subset that is followed.
  private static func followed(_ evaluations: [PopulationScores], _ primary: Primary) -> String {
    let names = [primary.population] + Set(evaluations.map(\.population)).sorted()
    let passes = names.map { name in Set(evaluations.filter { $0.population == name && $0.run.passes > 0 }.map(\.run.passes)).count }
    return names[passes.indices.max { passes[$0] < passes[$1] } ?? 0]
  }
}
