public import Analysis
public import Spaces
internal import Statistics

/// The tables of latencies: what operations take, whether that adds up, and what was published.
public enum LatencyTables {
  /// A row for each candidate of each choice, and what all networks share.
  public static func operations(_ table: LookupTable, of space: Space) throws(ReportingError) -> Table {
    try Table(
      "latency", title: "Milliseconds of every operation of \(space.name) by itself, one image on one thread",
      columns: [.text("place"), .text("operation"), .number("latency", unit: "ms", decimals: 4)],
      rows: [Table.Row([.text("fixed"), .text(""), .number(table.fixed)])]
        + zip(space.choices, table.entries).flatMap { choice, row in
          zip(choice.candidates, row).map { Table.Row([.text(choice.name), .text($0.name), .number($1)]) }
        })
  }

  /// What sums of the table, and multiply-adds, say of networks that were measured whole.
  public static func additivity(_ study: Additivity) throws(ReportingError) -> Table {
    let explained = study.determination.value.map { "R² = \($0.readable(3))" } ?? "no R² (\(study.determination.reason ?? ""))"
    return try Table(
      "additivity", title: "Measured latency of \(study.nets.count) networks, ranked by the table's sums and by multiply-adds",
      columns: [
        .text("ranked by"), .number("tau-b", decimals: 3, intervals: ["networks"]),
        .number("within depth", decimals: 3, intervals: ["networks"]),
        .number("minus \(Additivity.macs)", decimals: 3, intervals: ["networks"]),
      ],
      rows: study.rows.map { row in
        Table.Row([
          .text(row.name), .nets(row.tau()), .nets(row.tau(over: .withinStrata)),
          row.difference(to: Additivity.macs).map { .nets($0) } ?? .text(""),
        ])
      },
      notes: [
        "Sums: \(explained), median relative error \((100 * study.medianRelativeError).readable(1)) %, \((100 * study.medianScaledError).readable(1)) % once they are scaled by one factor. Intervals are over networks, 95 %; one machine."
      ]
        + (study.replicate.value.map {
          [
            "The first pass over the networks ranks them as the second with tau-b \(Reading($0.value, low: $0.interval?.low, high: $0.interval?.high).text(2)): no table can be expected to do better against one pass."
          ]
        } ?? []))
  }

  /// Every network with its sum and its measurements, for programs.
  public static func networks(_ study: Additivity) throws(ReportingError) -> Table {
    let passes = study.nets.first?.measurements.count ?? 0
    return try Table(
      "latency-networks", title: "Networks measured whole",
      columns: [
        .text("architecture"), .number("depth", decimals: 0), .number("MACs", unit: "M", decimals: 3),
        .number("sum", unit: "ms", decimals: 4),
      ] + (0..<passes).map { .number("pass \($0 + 1)", unit: "ms", decimals: 4) },
      rows: study.nets.map { net in
        Table.Row(
          [.text(net.architecture), .number(Double(net.depth)), .number(net.macs / 1e6), .number(net.predicted)]
            + net.measurements.map { .number($0) })
      })
  }

  /// Rows with their tau-b, column by column.
  public static func published(_ rows: [PublishedLatency]) throws(ReportingError) -> [Table] {
    let agreement = RankAgreement(rows)
    return [
      try Table(
        "published-latency", title: "Published latencies on one phone",
        columns: [
          .text("network"), .number("MACs", unit: "M", decimals: 0), .number("parameters", unit: "M", decimals: 1),
          .number("SNPE", unit: "ms", decimals: 1), .number("MACE", unit: "ms", decimals: 1), .number("CPU", unit: "ms", decimals: 0),
          .number("top-1", unit: "%", decimals: 1),
        ],
        rows: rows.map { row in
          Table.Row([.text(row.name)] + [row.macs, row.parameters, row.snpe, row.mace, row.cpu, row.top1].map { .number($0) })
        }, notes: ["Chu et al. 2020 (MoGA): SNPE and MACE on the GPU. There is no simple linear relation between MACs and these."]),
      try Table(
        "published-latency-agreement", title: "tau-b between the columns",
        columns: [.text("")] + agreement.labels.map { .number($0, decimals: 4) },
        rows: zip(agreement.labels, agreement.taus).map { label, row in
          Table.Row([.text(label)] + row.map { tau in tau.value.map { .number($0) } ?? .missing(tau.reason ?? "") })
        }, notes: ["\(rows.count) networks are too few for intervals."]),
    ]
  }
}
