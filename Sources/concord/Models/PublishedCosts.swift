import Digests
import Reporting
import Spaces

/// A published architecture with its costs as counted here, beside what was printed.
struct PublishedCosts {
  let model: PublishedArchitecture
  let space: Space
  let architecture: Architecture
  let cost: Cost

  init(_ model: PublishedArchitecture) throws(SpaceError) {
    try self.init(model, space: try Catalogue.space(named: model.space))
  }

  init(_ model: PublishedArchitecture, space: Space) throws(SpaceError) {
    (self.model, self.space) = (model, space)
    architecture = try space.architecture(model.text)
    cost = CostTable(space).cost(of: architecture)
  }

  /// All of the catalogue, in its order.
  static func all() throws(SpaceError) -> [PublishedCosts] {
    var all: [PublishedCosts] = []
    for model in Catalogue.published { all.append(try PublishedCosts(model)) }
    return all
  }

  /// Name, parameters, MACs, top-1.
  var row: [String] {
    [model.name] + compared(cost.parameters, model.published.parameters) + compared(cost.macs, model.published.macs)
      + [model.published.top1.map { "\($0) %" } ?? "–"]
  }

  var json: JSONValue {
    .object([
      "name": .text(model.name), "space": .text(model.space), "architecture": .text(model.text), "parameters": .integer(cost.parameters),
      "macs": .integer(cost.macs), "source": .text(model.source),
      "published": .object([
        "parameters_millions": JSONValue(model.published.parameters), "macs_millions": JSONValue(model.published.macs),
        "top1_percent": JSONValue(model.published.top1), "top5_percent": JSONValue(model.published.top5),
      ]),
    ])
  }

  /// The same as an answer of its own.
  var answer: JSONValue {
    guard case .object(let fields) = json else { return json }
    return .answer(schema: 1, fields)
  }

  /// Costs, accuracies and layers, for a terminal.
  func rendered() throws(ReportingError) -> String {
    let accuracies = [("top-1", model.published.top1), ("top-5", model.published.top5)].compactMap { name, value in
      value.map { "\(name) \($0) %" }
    }
    let costs = try Table(
      "costs", title: "\(model.name): \(model.text) of \(model.space)",
      columns: [.text("")] + ["counted here", "published", "difference"].map { .number($0, decimals: 0) },
      rows: [
        ["parameters"] + compared(cost.parameters, model.published.parameters), ["MACs"] + compared(cost.macs, model.published.macs),
      ].map { Table.Row($0.map { .text($0) }) },
      notes: [model.source + (accuracies.isEmpty ? "." : "; published \(accuracies.joined(separator: ", ")).")])
    let layers = try Table(
      "layers", title: "What its choices keep", columns: [.text("choice"), .text("operation")],
      rows: zip(space.choices, architecture.kept).map { choice, kept in
        Table.Row([.text(choice.name), .text(kept.map { choice.candidates[$0].name }.joined(separator: " + "))])
      })
    return Console.rendered(costs) + "\n" + Console.rendered(layers)
  }

  /// Counted, published (in millions), and how far the first is from the second.
  private func compared(_ counted: Int, _ millions: Double?) -> [String] {
    guard let millions else { return [counted.grouped, "–", "–"] }
    let difference = (100 * (Double(counted) / (millions * 1e6) - 1)).fixed(2, signed: true)
    let printed = millions >= 100 && millions == millions.rounded() ? "\(Int(millions))" : "\(millions)"
    return [counted.grouped, "\(printed) M", "\(difference == "-0.00" ? "+0.00" : difference) %"]
  }
}
