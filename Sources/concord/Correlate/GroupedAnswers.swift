import Analysis
import Reporting
import Statistics
import Texts

/// What `concord correlate` answers of all groups of a table's rows; one answer where there are no groups.
struct GroupedAnswers {
  let answers: [CorrelationAnswer]
  /// Groups in which nothing can be ranked, such as those where all scores are equal, and why.
  let unranked: [(group: String, reason: String)]

  /// - Throws: what `answer` throws of every group; where another can be ranked, a group that cannot is `unranked`.
  init(_ groups: [ScoreChoice.Group], _ answer: (ScoreChoice.Group, _ number: Int) throws(StatisticsError) -> CorrelationAnswer)
    throws(StatisticsError)
  {
    var answers: [CorrelationAnswer] = [], unranked: [(group: String, reason: String)] = [], first: StatisticsError?
    for (number, group) in groups.enumerated() {
      do throws(StatisticsError) { answers.append(try answer(group, number)) } catch {
        first = first ?? error
        unranked.append((group.value ?? "", "\(error)"))
      }
    }
    if let first, answers.isEmpty { throw first }
    (self.answers, self.unranked) = (answers, unranked)
  }

  /// tau-b of each prediction and baseline in the groups that have it, and the mean, nil of none; empty where there are no groups.
  var means: [(name: String, taus: [Double], mean: Double?)] {
    guard answers.first?.group != nil else { return [] }
    return (answers[0].study.predictions + answers[0].study.baselines).map(\.name).map { name in
      let taus = answers.compactMap { answer in
        (answer.study.predictions + answer.study.baselines).first { $0.name == name }?.ranks.tau().value?.value
      }
      return (name, taus, taus.isEmpty ? nil : taus.reduce(0, +) / Double(taus.count))
    }
  }

  /// What stands under the tables, each sentence once: CSV has no place for it.
  var notes: [String] {
    get throws(ReportingError) {
      try tables(.csv).flatMap(\.notes).places.order
    }
  }

  /// The tables of all groups, one after the other, and their mean.
  private func tables(_ format: CorrelationStudy.Format) throws(ReportingError) -> [Table] {
    var tables: [Table] = []
    for answer in answers {
      for table in try answer.tables {
        tables.append(try answer.group.map { group throws(ReportingError) in try table.of(group, format) } ?? table)
      }
    }
    return tables + (means.isEmpty ? [] : [try meanTable])
  }

  func rendered(_ format: CorrelationStudy.Format) throws(ReportingError) -> String {
    try tables(format).map { table in
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
      let reasons = unranked.map(\.reason).places
      let left = reasons.order.map { reason in
        "Not in it, for nothing can be ranked there: \(listed((reasons.rows[reason] ?? []).map { unranked[$0].group })) (\(reason))."
      }
      return try Table(
        "groups", title: "tau-b over \(answers.count) \(answers.count == 1 ? "group" : "groups")",
        columns: [
          .text("scores"), .number("mean", decimals: 3), .number("least", decimals: 3), .number("largest", decimals: 3),
          .number("groups", decimals: 0),
        ],
        rows: means.map { name, taus, mean in
          Table.Row([
            .text(name), .number(mean ?? .nan), .number(taus.min() ?? .nan), .number(taus.max() ?? .nan), .number(Double(taus.count)),
          ])
        }, notes: left + ["Each group counts alike. Groups were not drawn from anything, so that their mean has no interval."])
    }
  }
}

extension Table {
  /// The table of one group among those of others: programs find the group in its first column, LaTeX a label of its own.
  fileprivate func of(_ group: (column: String, value: String, number: Int), _ format: CorrelationStudy.Format) throws(ReportingError)
    -> Table
  {
    let isCSV = format == .csv
    return try Table(
      "\(name)-\(group.number + 1)", title: title, columns: (isCSV ? [.text(group.column)] : []) + columns,
      rows: rows.map { Row((isCSV ? [.text(group.value)] : []) + $0.cells, section: $0.section) }, notes: notes)
  }
}
