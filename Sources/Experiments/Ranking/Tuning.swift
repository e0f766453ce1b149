internal import Analysis
internal import Jobs
internal import Reporting

/// The learning rates of a ranking's strategies: the pilots that chose them, and what they chose.
///
/// No tau and no test image has a part in it (protocol, section 1).
public struct Tuning: Codable, Hashable, Sendable {
  /// The rate of a strategy that has pilots.
  public struct Choice: Codable, Hashable, Sendable {
    /// The strategy's; the factor of the recipe's rate.
    public let label: String, rate: Double
    /// Whether a worse factor was tried on either side of it.
    public let isBracketed: Bool
  }

  /// Those that have run, strategy by strategy in the order in which they were tried.
  public let pilots: [Pilot]
  /// In the order of the strategies; one without is one whose pilots have not all run, or that has none.
  public let choices: [Choice]

  /// The factors by label.
  public var rates: [String: Double] { Dictionary(uniqueKeysWithValues: choices.map { ($0.label, $0.rate) }) }

  /// Pilots with what they chose, a row each; those of strategies whose rate was set are not in it.
  ///
  /// - Parameters:
  ///   - peak: the recipe's.
  ///   - metric: of the pilots' scores.
  func table(peak: Double, _ metric: MetricNote) throws -> Table {
    let isLow = choices.filter { !$0.isBracketed }.map(\.label)
    return try Table(
      "learning-rates", title: "Pilots of the learning rate",
      columns: [
        .text("strategy"), .number("factor", decimals: 4), .number("peak learning rate", decimals: 4), .number("passes", decimals: 0),
        .number("\(metric.name) of fixed paths", unit: metric.unit, decimals: 1), .text(""),
      ],
      rows: pilots.map { pilot in
        let choice = choices.first { $0.label == pilot.label && $0.rate == pilot.rate }
        return Table.Row([
          .text(pilot.label), .number(pilot.rate), .number(peak * pilot.rate), .number(Double(pilot.passes)),
          .number(metric.scale * pilot.score),
          .text(choice.map { $0.isBracketed ? "chosen" : "chosen, not bracketed" } ?? ""),
        ])
      },
      notes: ["One pilot seed that is not used later; the best \(metric.name) of random paths on search-validation images chooses."]
        + (isLow.isEmpty
          ? []
          : [
            "Not bracketed: the best of \(isLow.joined(separator: ", ")) stands at the edge of what was tried; a better rate may lie beyond."
          ]))
  }
}
