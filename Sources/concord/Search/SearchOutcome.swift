import Digests
import Experiments
import Spaces
import Statistics
import Store

/// What one search found, for people and programs.
struct SearchOutcome {
  /// A net that no other of the search beats in all objectives.
  private struct Found {
    let net: String, scores: [Double], cost: Cost, at: Int
  }

  private let run: SearchRun, found: [Found]

  init(_ run: SearchRun, _ space: Space) throws {
    self.run = run
    let order = run.orders.first ?? [], costs = CostTable(space)
    let points = order.map { run.oriented($0) }
    let members = points.isEmpty ? [] : try ParetoFront(points).members
    // Of one objective the first of the best.
    let kept = run.objectives.count == 1 ? Array(members.prefix(1)) : members
    found = try kept.map { place in
      let net = run.architectures[order[place]]
      return Found(net: net, scores: run.scores[order[place]], cost: costs.cost(of: try space.architecture(net)), at: place + 1)
    }.sorted { ($0.cost.macs, $0.at) < ($1.cost.macs, $1.at) }
  }

  /// Whether the search found nothing new before its budget was spent.
  private var endedEarly: Bool { run.orders.first?.count ?? 0 < run.evaluations }

  func text(_ path: String) -> String {
    let names = run.objectives.map { $0.unit.isEmpty ? $0.name : "\($0.name) (\($0.unit))" }
    let heading = (["architecture"] + names + ["MACs", "parameters", "evaluation"]).joined(separator: "\t")
    let lines = found.map { own in
      ([own.net] + own.scores.map { $0.fixed(4) } + ["\(own.cost.macs)", "\(own.cost.parameters)", "\(own.at)"]).joined(separator: "\t")
    }
    let count = run.orders.first?.count ?? 0
    let done =
      "\(count) \(count == 1 ? "network" : "networks") evaluated" + (endedEarly ? " of \(run.evaluations), then nothing new was found" : "")
    return ([path, "\(done), \(found.count == 1 ? "the best" : "the front of \(found.count)"):", heading] + lines)
      .joined(separator: "\n")
  }

  func json(_ path: String) -> JSONValue {
    JSONValue.answer(
      schema: 1,
      [
        "run": .text(path), "evaluations": .integer(run.orders.first?.count ?? 0), "seed": .integer(run.seeds.first ?? 0),
        "ended_early": .flag(endedEarly),
        "objectives": .array(
          run.objectives.map { .object(["name": .text($0.name), "unit": .text($0.unit), "direction": .text($0.direction.rawValue)]) }),
        "found": .array(
          found.map { own in
            .object([
              "architecture": .text(own.net), "scores": .array(own.scores.map { JSONValue($0) }), "macs": .integer(own.cost.macs),
              "parameters": .integer(own.cost.parameters), "evaluation": .integer(own.at),
            ])
          }),
        "order": .array((run.orders.first ?? []).map { .text(run.architectures[$0]) }),
      ])
  }
}
