internal import Analysis
public import Digests
internal import Statistics

extension RankingReport {
  /// Taus of strategies, baselines and reference lines, and the declared verdicts. Tau is an object of `value`, `low` and `high`, null
  /// where it could not be computed; `tau_b` has the interval of these supernets, `tau_b_strategy` that of the strategy (protocol, section
  /// 4). `rate` is the factor that the pilots chose. `policies` is there where an experiment compares BatchNorm policies, each with its
  /// difference to the first.
  public var answer: JSONValue {
    let chosen = Pilot.chosen(pilots)
    var answer: [String: JSONValue] = [
      "name": .text(name), "nets": .integer(study.nets.count), "runs_per_net": .text(study.runsPerNet),
      "diverged_runs": .integer(study.divergedRuns),
      "strategies": .array(
        study.strategies.map { row in
          .object([
            "label": .text(row.strategy), "tau_b": Self.json(row.ranks.tau().value?.theseSupernets),
            "tau_b_strategy": Self.json(row.ranks.tau().value?.theStrategy),
            "within_depth": JSONValue(row.ranks.tau(over: .withinStrata).value?.value),
            "supernets": .integer(row.seeds.count), "rate": JSONValue(chosen[row.strategy]),
          ])
        }),
      "baselines": .array(
        study.baselines.map { .object(["name": .text($0.name), "tau_b": Self.json($0.tau().value?.theseSupernets)]) }),
      "references": .object(["replicate": Self.json(study.lines.replicate.value), "oracle": Self.json(study.lines.oracle.value)]),
      "claims": .array(
        study.claims.map { row in
          .object([
            "text": .text(row.claim.text), "verdict": JSONValue(row.verdict?.finding.rawValue),
            "difference": Self.json(row.contrast.value?.theStrategy),
          ])
        }),
      "pilots": .array(
        pilots.map { .object(["label": .text($0.label), "rate": .number($0.rate), "accuracy": .number($0.accuracy)]) }),
    ]
    if let policies = study.policies {
      answer["policies"] = .array(
        policies.rows.map { row in
          .object([
            "policy": .text(row.name), "tau_b": Self.json(row.tau().value?.theseSupernets),
            "tau_b_strategy": Self.json(row.tau().value?.theStrategy),
            "difference": Self.json(row.difference(to: policies.reference)?.value?.theStrategy),
          ])
        })
    }
    return .object(answer)
  }

  private static func json(_ estimate: Estimate?) -> JSONValue {
    guard let estimate else { return .null }
    return .object([
      "value": .number(estimate.value), "low": JSONValue(estimate.interval?.low), "high": JSONValue(estimate.interval?.high),
    ])
  }
}
