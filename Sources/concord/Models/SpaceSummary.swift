import Spaces

/// What a space offers: its choices with their candidates, its size, the cheapest and the dearest path.
struct SpaceSummary: CustomStringConvertible {
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

  /// The number of paths, as a product; Double, since 6¹⁹ is the size of one.
  var paths: Double { space.choices.reduce(1) { $0 * Double($1.candidates.count) } }

  var json: JSONValue {
    func range(_ low: Int, _ high: Int) -> JSONValue { .array([.integer(low), .integer(high)]) }
    return .answer(
      schema: 1,
      [
        "space": .text(space.name), "classes": .integer(space.classes), "paths": JSONValue(paths),
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

  var description: String {
    var choices = TextTable([.text("choice"), .text("candidates")])
    for choice in space.choices {
      choices.add([choice.name, choice.candidates.enumerated().map { "\($0) \($1.name)" }.joined(separator: ", ")])
    }
    let published = Catalogue.published.filter { $0.space == space.name }.map(\.name)
    let size = paths < 1e15 ? Int(paths).grouped : "\(paths)"
    return """
      \(space.name): \(size) paths, input \(space.input.height) × \(space.input.width) × \(space.input.channels), \(space.classes) classes
      parameters \(least.parameters.grouped) to \(most.parameters.grouped), MACs \(least.macs.grouped) to \(most.macs.grouped)
      published: \(published.isEmpty ? "none" : published.joined(separator: ", "))

      \(choices.rendered(bold: Console.isColoured))
      """
  }
}
