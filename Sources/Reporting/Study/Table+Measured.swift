internal import Analysis
package import Statistics

/// Answers as cells: a number with its intervals, or the reason why there is none.
extension Table.Cell {
  /// A finding in its own word and tone.
  static func verdict(_ finding: Verdict.Finding, _ words: String? = nil) -> Table.Cell {
    switch finding {
    case .supported: .verdict(words ?? finding.rawValue, .good)
    case .contradicted: .verdict(words ?? finding.rawValue, .bad)
    case .equivalent, .inconclusive, .notTested: .verdict(words ?? finding.rawValue, .neutral)
    }
  }

  /// The same of a verdict, with its margin where that is part of the word.
  static func verdict(_ verdict: Verdict) -> Table.Cell { .verdict(verdict.finding, verdict.words) }

  /// A value with the interval of the strategy.
  static func strategy(_ answer: Measured<TwoIntervals>) -> Table.Cell {
    answer.value.map { .estimate($0.value, [Table.Span($0.theStrategy)]) } ?? .missing(answer.reason ?? "")
  }

  /// A value with the intervals of these supernets, unless nets are all there are, and of the strategy.
  static func both(_ answer: Measured<TwoIntervals>, isCensus: Bool = false) -> Table.Cell {
    answer.value.map { .estimate($0.value, (isCensus ? [] : [Table.Span($0.theseSupernets)]) + [Table.Span($0.theStrategy)]) }
      ?? .missing(answer.reason ?? "")
  }

  /// A value with the interval over nets, of what no training enters.
  static func nets(_ answer: Measured<TwoIntervals>) -> Table.Cell {
    answer.value.map { .estimate($0.value, [Table.Span($0.theseSupernets)]) } ?? .missing(answer.reason ?? "")
  }

  /// A value, times a factor, with one interval, in the first of so many brackets.
  static func single(_ answer: Measured<Estimate>, spans: Int = 1, scale: Double = 1) -> Table.Cell {
    answer.value.map {
      .estimate(scale * $0.value, [Table.Span($0, scale: scale)] + [Table.Span?](repeating: nil, count: spans - 1))
    } ?? .missing(answer.reason ?? "")
  }
}

extension Table.Span {
  /// Nil where the estimate has no interval.
  package init?(_ estimate: Estimate, scale: Double = 1) {
    guard let interval = estimate.interval else { return nil }
    self.init(scale * interval.low, scale * interval.high)
  }
}

extension Table {
  /// tau-b between supernets, on the same nets.
  init(_ name: String, agreement: [SupernetAgreement], of what: String) throws(ReportingError) {
    try self.init(
      name, title: "Who ranks like whom: tau-b between supernets, mean over pairs",
      columns: [
        .text(what), .text("seeds"), .number("pairs", decimals: 0), .number("tau-b", decimals: 3), .number("least", decimals: 3),
        .number("most", decimals: 3),
      ],
      rows: agreement.map { row in
        Table.Row([
          .text(row.first == row.second ? row.first : "\(row.first), \(row.second)"), .text(row.sharesSeed ? "the same" : "different"),
          .number(Double(row.taus.count)), .number(row.mean), .number(row.taus.reduce(1) { min($0, $1) }),
          .number(row.taus.reduce(-1) { max($0, $1) }),
        ])
      }, notes: ["Supernets of one seed share initial weights and images."])
  }
}
