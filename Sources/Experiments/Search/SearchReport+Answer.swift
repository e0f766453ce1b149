internal import Analysis
public import Digests
internal import Statistics

extension SearchReport {
  /// Claims with their differences and verdicts, and every searcher's regret (points) by evaluations.
  public var answer: JSONValue {
    .object([
      "name": .text(name), "nets": .integer(study.nets), "blind_regret": .number(study.blind), "hypervolume": .number(study.hypervolume),
      "claims": .array(study.claims.map(Self.json)), "exploratory": .array(study.exploratory.map(Self.json)),
      "controls": .array(study.controls.map(Self.json)),
      "searchers": .array(
        study.rows.map { row in
          .object([
            "label": .text(row.label), "scores": .text(row.scores?.name ?? "exact"), "searches": .integer(row.searches),
            "evaluations": .array(row.regret.evaluations.map { .integer($0) }), "regret": .array(row.regret.means.map { .number($0) }),
            "hypervolume": row.hypervolume?.means.last.map { .number($0) } ?? .null,
          ])
        }),
      "pilots": .array(
        pilots.map { .object(["label": .text($0.label), "step": .number($0.step), "mean": .number($0.mean)]) }),
    ])
  }

  private static func json(_ row: SearchClaimRow) -> JSONValue {
    let value = row.difference.value
    return .object([
      "text": .text(row.claim.text), "first": .text(row.claim.first), "second": .text(row.claim.second), "at": .integer(row.claim.at),
      "difference": JSONValue(value?.value), "low": JSONValue(value?.interval?.low), "high": JSONValue(value?.interval?.high),
      "verdict": JSONValue(row.verdict?.finding.rawValue),
    ])
  }
}
