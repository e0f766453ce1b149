import Digests
import Reporting
import Spaces

/// One genotype: its cells, what its networks cost by every way of counting, and what is printed of them.
struct GenotypeCosts {
  private let name: String
  private let genotype: Genotype
  /// One for each setting, in their order.
  private let counts: [NetworkCounts]
  /// None where it is not published.
  private let rows: [PublishedCounts.Row]

  init(_ name: String, _ genotype: Genotype, rows: [PublishedCounts.Row]) throws(SpaceError) {
    (self.name, self.genotype, self.rows) = (name, genotype, rows)
    var counts: [NetworkCounts] = []
    for setting in EvaluationSetting.allCases { counts.append(try NetworkCounts(name, genotype, setting)) }
    self.counts = counts
  }

  /// Draws both cells.
  func draw(_ file: FigureFile) async throws(ReportingError) {
    try await file.draw(CellDrawing(file.name, model: name, genotype: genotype))
  }

  /// For a terminal.
  func rendered() throws(ReportingError) -> String {
    let costs = try Table(
      "costs", title: "\(name), counted here",
      columns: [.text("")] + EvaluationSetting.allCases.map { .number($0.title, decimals: 0) },
      rows: [
        ("parameters", { $0.parameters.grouped }), ("of the auxiliary head", { $0.auxiliaryParameters.grouped }),
      ].map { Self.row($0, counts, $1) } + Counting.allCases.map { way in Self.row(way.rawValue, counts) { $0.operations(way).grouped } })
    let printed = try Table(
      "printed", title: "What is printed, in millions, and which count it is",
      columns: [
        .text("where"), .text("network"), .number("parameters", decimals: 0), .text("which is"), .number("operations", decimals: 0),
        .text("which is"), .number("top-1", decimals: 0),
      ],
      rows: rows.compactMap { row in
        row.printed.map { printed in
          Table.Row(
            [
              printed.source.rawValue, printed.setting.title, printed.parameters.text, row.parameters?.description ?? "–",
              printed.macs.text,
              row.macs?.description ?? "–", printed.top1.map { "\($0) %" } ?? "–",
            ].map { .text($0) })
        }
      })
    let cells = try Table(
      "cells", title: "Cells", columns: [.text("cell"), .text("sum"), .text("of")],
      rows: CellKind.allCases.flatMap { kind in
        genotype.sums(kind).map { to in
          let terms = genotype.counting(kind).filter { $0.to == to }.map { "\($0.operation.rawValue)(\($0.from))" }
          return Table.Row([.text(kind.rawValue), .text("\(to)"), .text(terms.joined(separator: " + "))])
        }
      },
      notes: [
        "States 0 and 1 are the last cell but one and the last; the cell's output is the concatenation of its sums.", genotype.description,
      ])
    let tables = [costs] + (rows.contains { $0.printed != nil } ? [printed] : []) + [cells]
    return tables.map(Console.rendered).joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      "name": .text(name), "genotype": .text(genotype.description),
      "networks": .object(
        Dictionary(
          uniqueKeysWithValues: zip(EvaluationSetting.allCases, counts).map { setting, counts in
            let operations = Counting.allCases.map { ($0.rawValue, JSONValue.integer(counts.operations($0))) }
            let network: [String: JSONValue] = [
              "parameters": .integer(counts.parameters), "auxiliary_parameters": .integer(counts.auxiliaryParameters),
              "macs": .integer(counts.macs), "operations": .object(Dictionary(uniqueKeysWithValues: operations)),
            ]
            return (setting.rawValue, .object(network))
          })),
      "printed": .array(
        rows.compactMap { row in
          row.printed.map { printed in
            .object([
              "setting": .text(printed.setting.rawValue), "source": .text(printed.source.rawValue),
              "parameters_millions": .text(printed.parameters.text), "macs_millions": .text(printed.macs.text),
              "parameters_explained": .text(row.parameters?.description ?? ""), "macs_explained": .text(row.macs?.description ?? ""),
              "top1_percent": JSONValue(printed.top1),
            ])
          }
        }),
    ])
  }

  /// The same as an answer of its own.
  var answer: JSONValue {
    guard case .object(let fields) = json else { return json }
    return .answer(schema: 1, fields)
  }

  private static func row(_ name: String, _ counts: [NetworkCounts], _ value: (NetworkCounts) -> String) -> Table.Row {
    Table.Row([.text(name)] + counts.map { .text(value($0)) })
  }
}
