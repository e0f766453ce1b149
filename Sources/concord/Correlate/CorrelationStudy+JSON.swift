import Analysis
import Digests
import Statistics

/// The answer of `concord correlate --json`, schema 1.
extension CorrelationStudy {
  var json: JSONValue {
    let first = fields(predictions[0])
    let all: [String: JSONValue] = [
      "source": .text(columns.source), "n": .integer(count), "seeds": .integer(columns.seeds.count),
      "x": .text(predictions[0].name), "y": .array(columns.seeds.map { .text($0.name) }),
      "strata": JSONValue(columns.strata?.name),
      "predictions": .array(predictions.map { .object(fields($0)) }),
      "baselines": .array(baselines.map { .object(fields($0)) }),
      "differences": .array(
        differences.map { first, second, estimate in
          .object(["first": .text(first), "second": .text(second), "tau_b": estimate.json(level)])
        }),
      "references": .object([
        "replicate": JSONValue(lines.replicate.value?.value), "replicate_interval": lines.replicate.value?.json(level) ?? .null,
        "oracle": JSONValue(lines.oracle.value?.value), "oracle_interval": lines.oracle.value?.json(level) ?? .null,
        "oracle_draws": lines.oracle.value == nil ? .null : .integer(effort.oracleDraws),
        "resolvable_share": JSONValue(lines.resolvableShare.value),
      ]),
    ]
    return .answer(schema: 1, first.merging(all) { _, own in own })
  }

  /// Each prediction less each column behind it.
  var differences: [(first: String, second: String, estimate: Estimate)] {
    predictions.flatMap { row in
      row.ranks.differences.compactMap { other in other.value.value.map { (row.name, other.name, $0.theseSupernets) } }
    }
  }

  /// The numbers of one column.
  private func fields(_ row: Row) -> [String: JSONValue] {
    let own = row.correlations, within = row.ranks.tau(over: .withinStrata).value
    return [
      "name": .text(row.name), "tau_b": row.ranks.tau().value?.theseSupernets.json(level) ?? .null, "tau_a": JSONValue(own.tauA),
      "weighted_tau": JSONValue(own.weightedTau), "spearman": JSONValue(own.spearman), "pearson": JSONValue(own.pearson),
      "within_strata": within?.theseSupernets.json(level) ?? .null,
      "top_k": row.ranks.top?.value.map { top in
        .object([
          "k": .integer(top.k), "precision": JSONValue(top.precision.value), "best_rank": JSONValue(top.bestRank.value),
          "regret": JSONValue(top.regret.value),
          "intervals": hasTopIntervals
            ? .object([
              "precision": top.precision.json(level), "best_rank": top.bestRank.json(level), "regret": top.regret.json(level),
            ]) : .null,
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
