import Digests
import Experiments
import Search
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
  /// What the first objective had to reach, and how many networks do; nil without such a limit.
  private let limit: (value: Double, kept: Int)?

  init(_ run: SearchRun, of algorithm: SearchAlgorithm, _ space: Space) throws {
    self.run = run
    var order = run.orders.first ?? []
    let costs = CostTable(space)
    if case .nsga2(let options) = algorithm, let value = options.limit, let first = run.objectives.first {
      let least = first.direction == .maximize ? value : -value, keeping = order.filter { run.oriented($0)[0] >= least }
      limit = (value, keeping.count)
      // Where none does the front is that of all, and it is said.
      if !keeping.isEmpty { order = keeping }
    } else {
      limit = nil
    }
    let points = order.map { run.oriented($0) }
    let members = points.isEmpty ? [] : try ParetoFront(points).members
    let places = Dictionary(uniqueKeysWithValues: (run.orders.first ?? []).enumerated().map { ($1, $0 + 1) })
    // Of one objective the first of the best.
    let kept = run.objectives.count == 1 ? Array(members.prefix(1)) : members
    found = try kept.map { place in
      let net = run.architectures[order[place]]
      return Found(
        net: net, scores: run.scores[order[place]], cost: costs.cost(of: try space.architecture(net)), at: places[order[place]] ?? 0)
    }.sorted { ($0.cost.macs, $0.at) < ($1.cost.macs, $1.at) }
  }

  /// Whether the search found nothing new before its budget was spent.
  private var endedEarly: Bool { run.orders.first?.count ?? 0 < run.evaluations }

  func text(_ path: String) -> String {
    // Costs stand once, as counts.
    let shown = run.objectives.indices.filter { !["MACs", "parameters"].contains(run.objectives[$0].name) }
    let names = shown.map { run.objectives[$0] }.map { $0.unit.isEmpty ? $0.name : "\($0.name) (\($0.unit))" }
    let heading = (["architecture"] + names + ["MACs", "parameters", "evaluation"]).joined(separator: "\t")
    let lines = found.map { own in
      ([own.net] + shown.map { own.scores[$0].fixed(4) } + ["\(own.cost.macs)", "\(own.cost.parameters)", "\(own.at)"]).joined(
        separator: "\t")
    }
    let count = run.orders.first?.count ?? 0
    let done =
      "\(count) \(count == 1 ? "network" : "networks") evaluated" + (endedEarly ? " of \(run.evaluations), then nothing new was found" : "")
    let kept = limit.map { "; \($0.kept == 0 ? "none" : "\($0.kept)") of them keep the limit of \($0.value)" } ?? ""
    return ([path, "\(done)\(kept), \(found.count == 1 ? "the best" : "the front of \(found.count)"):", heading] + lines)
      .joined(separator: "\n")
  }

  func json(_ path: String) -> JSONValue {
    JSONValue.answer(
      schema: 1,
      [
        "run": .text(path), "evaluations": .integer(run.orders.first?.count ?? 0), "seed": .integer(run.seeds.first ?? 0),
        "ended_early": .flag(endedEarly), "keeping_limit": limit.map { .integer($0.kept) } ?? .null,
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
