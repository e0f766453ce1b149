import Digests
import Reporting
import Spaces

/// What a space offers: its choices with their candidates, its size, the cheapest and the dearest path.
struct SpaceSummary {
  let space: Space
  /// Sums of the least and of the largest entry of each choice; for parameters and MACs apart.
  let least: Cost, most: Cost

  init(_ space: Space) {
    self.space = space
    let table = CostTable(space)
    func bound(_ pick: ([Int]) -> Int?) -> Cost {
      table.choices.reduce(table.fixed) { sum, choice in
        sum + Cost(parameters: pick(choice.map(\.parameters)) ?? 0, macs: pick(choice.map(\.macs)) ?? 0)
      }
    }
    (least, most) = (bound { $0.min() }, bound { $0.max() })
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
        "space": .text(space.name), "classes": .integer(space.classes), "paths": JSONValue(paths),
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

  /// Choices with their candidates, and the size of it all, for a terminal.
  func rendered() throws(ReportingError) -> String {
    let published = Catalogue.published.filter { $0.space == space.name }.map(\.name), size = size
    let table = try Table(
      "space",
      title:
        "\(space.name): \(size.paths) paths\(size.networks.map { ", \($0) networks" } ?? ""), input \(space.input.height) × \(space.input.width) × \(space.input.channels), "
        + "\(space.classes) classes",
      columns: [.text("choice"), .text("candidates")],
      rows: space.choices.map { choice in
        Table.Row([.text(choice.name), .text(choice.candidates.enumerated().map { "\($0) \($1.name)" }.joined(separator: ", "))])
      },
      notes: [
        "Parameters \(least.parameters) to \(most.parameters), MACs \(least.macs) to \(most.macs).",
        "Published: \(published.isEmpty ? "none" : published.joined(separator: ", ")).",
      ])
    return Console.rendered(table)
  }
}
