internal import Analysis
public import Digests
internal import Statistics

extension RankingReport {
  /// Taus of strategies, baselines and reference lines, and the declared verdicts. Tau is an object of `value`, `low` and `high`, null
  /// where it could not be computed; `tau_b` has the interval of these supernets, `tau_b_strategy` that of the strategy (protocol,
  /// section 4). `mean_target` is the mean over nets of what nets trained alone reach, `mean_score` that over nets and supernets of a
  /// strategy's scores, both in the target's unit. `rate` is the factor that the pilots chose. `control` is there where one was declared,
  /// its difference also in units of δ. `policies` is there where an experiment compares BatchNorm policies, each with its difference to
  /// the first.
  public var answer: JSONValue {
    let chosen = tuning.rates
    var answer: [String: JSONValue] = [
      "name": .text(name), "nets": .integer(study.nets.count), "runs_per_net": .text(study.runsPerNet),
      "diverged_runs": .integer(study.divergedRuns), "mean_target": JSONValue(study.meanTarget),
      "strategies": .array(
        study.strategies.enumerated().map { place, row in
          .object([
            "label": .text(row.strategy), "mean_score": JSONValue(study.meanScore(ofStrategy: place)),
            "tau_b": JSONValue(row.ranks.tau().value?.theseSupernets),
            "tau_b_strategy": JSONValue(row.ranks.tau().value?.theStrategy),
            "within_depth": JSONValue(row.ranks.tau(over: .withinStrata).value?.value),
            "supernets": .integer(row.seeds.count), "rate": JSONValue(chosen[row.strategy]),
          ])
        }),
      "baselines": .array(
        study.baselines.map { .object(["name": .text($0.name), "tau_b": JSONValue($0.tau().value?.theseSupernets)]) }),
      "references": .object(["replicate": JSONValue(study.lines.replicate.value), "oracle": JSONValue(study.lines.oracle.value)]),
      "claims": .array(
        study.claims.map { row in
          .object([
            "text": .text(row.claim.text), "verdict": JSONValue(row.verdict?.finding.rawValue),
            "within_margin": .flag(row.verdict?.isWithinMargin ?? false), "difference": JSONValue(row.judged.value),
          ])
        }),
      "pilots": .array(
        tuning.pilots.map {
          .object([
            "label": .text($0.label), "rate": .number($0.rate), study.metric.name: .number($0.score), "passes": .integer($0.passes),
          ])
        }),
      "rates": .array(
        tuning.choices.map { .object(["label": .text($0.label), "rate": .number($0.rate), "bracketed": .flag($0.isBracketed)]) }),
    ]
    if let policies = study.policies {
      answer["policies"] = .array(
        policies.rows.map { row in
          .object([
            "policy": .text(row.name), "tau_b": JSONValue(row.tau().value?.theseSupernets),
            "tau_b_strategy": JSONValue(row.tau().value?.theStrategy),
            "difference": JSONValue(row.difference(to: policies.reference)?.value?.theStrategy),
          ])
        })
    }
    if let control = study.control {
      answer["control"] = .object([
        "text": .text(control.claim.text), "detected": .flag(control.detects), "difference": JSONValue(control.judged.value),
        "in_margins": JSONValue(control.inMargins),
      ])
    }
    return .object(answer)
  }
}
