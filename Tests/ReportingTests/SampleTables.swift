import Reporting

extension Samples {
  /// A table with everything a table can hold.
  static func strategies() throws -> Table {
    try Table(
      "strategies", title: "How truly supernets rank 96 nets",
      columns: [
        .text("Strategy"), .number("tau-b", decimals: 2, intervals: ["these supernets", "the strategy"]),
        .number("regret@5", unit: "points", decimals: 2), .number("MACs", unit: "10⁶", decimals: 1), .text("Verdict"),
      ],
      rows: [
        .init(
          [
            .text("SPOS"), .estimate(0.4219, [.init(0.35, 0.49), .init(0.29, 0.53)]), .number(0.61), .number(12.25),
            .missing("the reference"),
          ], section: "strategies"),
        .init(
          [
            .text("strict_fairness"), .estimate(-0.05, [.init(-0.1, 0.004), nil]), .missing("fewer than 20 nets"), .number(12),
            .verdict("contradicted", .bad),
          ], section: "strategies"),
        .init(
          [.text("depth, \"layers\""), .estimate(0.5, [nil, nil]), .missing("fewer than 20 nets"), .number(.nan), .text("a|b & c <d>")],
          section: "baselines"),
      ], notes: ["S = 4 supernets, n = 96 nets."])
  }

  static func verdicts() throws -> Table {
    try Table(
      "verdicts", title: "Declared contrasts, Holm-adjusted",
      columns: [
        .text("Claim"), .text("Measured on"), .number("Difference in tau-b", decimals: 2, intervals: ["the strategy"]), .text("Verdict"),
        .number("Smallest difference that could be found", decimals: 2),
      ],
      rows: [
        .init([
          .text("Strict fairness ranks better than SPOS"), .text("n = 96, S = 4, R = 2; stratified by depth"),
          .estimate(0.14, [.init(0.03, 0.25)]),
          .verdict("supported", .good), .number(0.13),
        ]),
        .init([
          .text("Expectation fairness ranks as SPOS does"), .text("n = 96, S = 4, R = 2; stratified by depth"),
          .estimate(-0.14, [.init(-0.27, -0.01)]),
          .verdict("contradicted", .bad), .number(0.15),
        ]),
        .init([
          .text("SPOS knows more than depth"), .text("n = 96, S = 4; pairs of equal depth"), .estimate(0.04, [.init(-0.11, 0.19)]),
          .verdict("inconclusive", .neutral), .number(0.16),
        ]),
      ], notes: ["Published: .9487 against .6153 on ImageNet with 13 nets: other data, space and n, so direction only."])
  }
}
