import Analysis
import ArgumentParser
import Statistics
import Streams

/// What `concord correlate` answers of one table, or of one group of its rows.
struct CorrelationAnswer {
  /// The column of groups, the value that its rows share, and its place among the groups; nil where there are none.
  let group: (column: String, value: String, number: Int)?
  let study: CorrelationStudy
  /// Names of the architectures.
  let nets: [String]
  /// Whether tables show the ranks that the target's seeds allow.
  let showsRanks: Bool
  let conventions: ConventionAudit?
}

extension CorrelationStudy {
  /// How tables are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case terminal, markdown, latex, csv
  }

  /// The predictions and baselines of this study under the field's conventions.
  func conventions() throws(StatisticsError) -> ConventionAudit {
    try ConventionAudit(
      columns.predictions.map { ($0.name, $0.means) } + columns.baselines.map { ($0.name, $0.values) }, target: target,
      bins: columns.bins.map { ($0.name, $0.values) }, classes: columns.classes, random: RandomStream(seed: 0, "correlate/conventions"))
  }
}
