import Analysis
import ArgumentParser
import Reporting
import Statistics
import Streams

/// What `concord correlate` answers of one table, or of one group of its rows.
struct CorrelationAnswer {
  /// The value of the column of groups; nil where there are none.
  let group: String?
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

extension [CorrelationAnswer] {
  /// tau-b of each prediction and baseline, the mean over groups; empty where there is one group.
  var means: [(name: String, taus: [Double])] {
    guard count > 1 else { return [] }
    return (self[0].study.predictions + self[0].study.baselines).map(\.name).map { name in
      (
        name,
        compactMap { answer in
          (answer.study.predictions + answer.study.baselines).first { $0.name == name }?.ranks.tau().value?.value
        }
      )
    }
  }

  func rendered(_ format: CorrelationStudy.Format) throws(ReportingError) -> String {
    var tables: [Table] = []
    for answer in self { tables += try answer.tables }
    if !means.isEmpty { tables.append(try meanTable) }
    return tables.map { table in
      switch format {
      case .terminal: Console.rendered(table)
      case .markdown: table.markdown
      case .latex: table.latex
      case .csv: table.csv
      }
    }.joined(separator: "\n")
  }

  private var meanTable: Table {
    get throws(ReportingError) {
      try Table(
        "groups", title: "tau-b over \(count) groups",
        columns: [
          .text("scores"), .number("mean", decimals: 3), .number("least", decimals: 3), .number("largest", decimals: 3),
          .number("groups", decimals: 0),
        ],
        rows: means.map { name, taus in
          let mean = taus.isEmpty ? .nan : taus.reduce(0, +) / Double(taus.count)
          return Table.Row([
            .text(name), .number(mean), .number(taus.min() ?? .nan), .number(taus.max() ?? .nan), .number(Double(taus.count)),
          ])
        }, notes: ["Each group counts alike. Groups were not drawn from anything, so that their mean has no interval."])
    }
  }
}
