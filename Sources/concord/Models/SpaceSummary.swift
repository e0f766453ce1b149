import Digests
import Reporting
import Spaces

/// What a space offers: its choices with their candidates, its size, the cheapest and the dearest path.
struct SpaceSummary {
  let space: Space
  /// Of the cheapest and of the dearest path; for parameters and MACs apart. In a padded space that of the candidates that are cheapest where
  /// inputs are widest, and the sum of the dearest there, which the widest candidates reach.
  let least: Cost, most: Cost

  init(_ space: Space) {
    self.space = space
    let table = CostTable(space)
    func cheapest(_ value: KeyPath<Cost, Int>) -> Int {
      let path = table.choices.map { row in row.indices.min { row[$0][keyPath: value] < row[$1][keyPath: value] } ?? 0 }
      return table.cost(of: Architecture(path: path))[keyPath: value]
    }
    func dearest(_ value: KeyPath<Cost, Int>) -> Int {
      table.choices.reduce(table.fixed[keyPath: value]) { sum, row in sum + (row.map { $0[keyPath: value] }.max() ?? 0) }
    }
    least = Cost(parameters: cheapest(\.parameters), macs: cheapest(\.macs))
    most = Cost(parameters: dearest(\.parameters), macs: dearest(\.macs))
  }

  /// The number of paths, as a product; Double, since 2¹²⁷ is not the largest.
  private var paths: Double { space.choices.reduce(1) { $0 * Double($1.candidates.count) } }

  /// All its digits, and the number of networks that they are, where they can be counted.
  private var size: (paths: String, networks: String?) {
    guard let paths = try? PathIndex(space, distinct: false).count, let networks = try? PathIndex(space).count else {
      return ("\(paths)", nil)
    }
    return ("\(paths)", networks == paths ? nil : "\(networks)")
  }

  var json: JSONValue {
    func range(_ low: Int, _ high: Int) -> JSONValue { .array([.integer(low), .integer(high)]) }
    return .answer(
      schema: 1,
      [
        "space": .text(space.name), "classes": .integer(space.classes), "upscaling": space.upscaling.map { .integer($0) } ?? .null,
        "paths": JSONValue(paths),
        "paths_exact": .text(size.paths), "networks_exact": .text(size.networks ?? size.paths),
        "input": .object([
          "height": .integer(space.input.height), "width": .integer(space.input.width), "channels": .integer(space.input.channels),
        ]),
        "parameters": range(least.parameters, most.parameters), "macs": range(least.macs, most.macs),
        "choices": .array(
          space.choices.map { choice in
            .object(["name": .text(choice.name), "candidates": .array(choice.candidates.map { .text($0.name) })])
          }),
      ])
  }

  /// All names, or of very many the first two and the last.
  private static func list(_ names: [String]) -> String {
    (names.count > 40 ? names.prefix(2) + ["…"] + names.suffix(1) : names[...]).joined(separator: ", ")
  }

  /// Choices with their candidates, and the size of it all, for a terminal.
  func rendered() throws(ReportingError) -> String {
    let published = Catalogue.published.filter { $0.space == space.name }.map(\.name), size = size
    let table = try Table(
      "space",
      title:
        "\(space.name): \(size.paths) paths\(size.networks.map { ", \($0) networks" } ?? ""), input \(space.input.height) × \(space.input.width) × \(space.input.channels), "
        + (space.upscaling.map { "output × \($0)" } ?? "\(space.classes) classes"),
      columns: [.text("choice"), .text("candidates")],
      rows: space.choices.map { choice in
        Table.Row([.text(choice.name), .text(Self.list(choice.candidates.enumerated().map { "\($0) \($1.name)" }))])
      },
      notes: [
        "Parameters \(least.parameters) to \(most.parameters), MACs \(least.macs) to \(most.macs).",
        "Published: \(published.isEmpty ? "none" : published.joined(separator: ", ")).",
      ])
    return Console.rendered(table)
  }
}
