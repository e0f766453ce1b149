import Digests
import Statistics

/// The answer of `concord correlate --json`, schema 1.
extension Agreement {
  var json: JSONValue {
    let first = predictions[0].fields(level)
    let all: [String: JSONValue] = [
      "source": .text(study.source), "n": .integer(study.count), "seeds": .integer(study.seeds.count),
      "x": .text(predictions[0].name), "y": .array(study.seeds.map { .text($0.name) }),
      "strata": JSONValue(study.strata?.name),
      "predictions": .array(predictions.map { .object($0.fields(level)) }),
      "baselines": .array(baselines.map { .object($0.fields(level)) }),
      "differences": .array(
        differences.map { difference in
          .object([
            "first": .text(difference.first), "second": .text(difference.second), "tau_b": difference.estimate.json(level),
          ])
        }),
      "references": .object([
        "replicate": JSONValue(replicate?.value), "replicate_interval": replicate?.json(level) ?? .null,
        "oracle": JSONValue(oracle?.value), "oracle_interval": oracle?.json(level) ?? .null,
        "oracle_draws": oracle == nil ? .null : .integer(oracleDraws), "resolvable_share": JSONValue(resolvableShare),
      ]),
    ]
    return .answer(schema: 1, first.merging(all) { _, own in own })
  }
}

extension Association {
  /// The numbers of one column.
  fileprivate func fields(_ level: Double) -> [String: JSONValue] {
    [
      "name": .text(name), "tau_b": tauB.json(level), "tau_a": JSONValue(tauA), "weighted_tau": JSONValue(weightedTau),
      "spearman": JSONValue(spearman), "pearson": JSONValue(pearson), "within_strata": withinStrata?.json(level) ?? .null,
      "top_k": top.map { top in
        .object([
          "k": .integer(top.k), "precision": JSONValue(top.precision), "best_rank": JSONValue(top.bestRank),
          "regret": JSONValue(top.regret),
          "intervals": topIntervals.map { top in
            .object([
              "precision": top.precision.json(level), "best_rank": top.bestRank.json(level), "regret": top.regret.json(level),
            ])
          } ?? .null,
          "random": .object([
            "precision": JSONValue(top.randomPrecision), "best_rank": JSONValue(top.randomBestRank), "regret": JSONValue(top.randomRegret),
          ]),
        ])
      } ?? .null,
    ]
  }
}

extension Estimate {
  /// Value and interval; the interval is null with a reason where there is none.
  fileprivate func json(_ level: Double) -> JSONValue {
    .object([
      "value": JSONValue(value), "low": JSONValue(interval?.low), "high": JSONValue(interval?.high), "level": JSONValue(level),
      "standard_error": JSONValue(standardError), "reason": JSONValue(absence?.rawValue),
      "flags": .array((interval?.flags ?? []).map { .text($0.rawValue) }),
    ])
  }
}
