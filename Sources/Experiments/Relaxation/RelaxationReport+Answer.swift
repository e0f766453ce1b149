internal import Analysis
public import Digests
internal import Statistics

extension RelaxationReport {
  /// Skips, genotypes and accuracies of each relaxation, how truly supernets rank, and what was trained alone. Accuracies are fractions;
  /// `skips` and `kept` count operations of the normal cell after the last epoch, `chance` is the null's mean of skips, `mean_skips` that
  /// of the searches, `weight_change` the mean distance of weights at the end from those at the beginning, `mean_mixture` the searches'
  /// mean of `mixture`; `gap` is their mean loss of accuracy from the mixture to the genotype at weight 1.
  public var answer: JSONValue {
    .object([
      "name": .text(name),
      "methods": .array(
        study.groups.map { group in
          .object([
            "label": .text(group.label), "chance": .number(group.nulls.normal.meanSkips),
            "mean_skips": JSONValue(group.meanSkips), "weight_change": JSONValue(group.meanWeightChange),
            "mean_mixture": JSONValue(group.meanMixture), "gap": JSONValue(group.gap.gap.value?.value),
            "relaxations": .array(
              group.rows.map { row in
                .object([
                  "seed": .integer(row.seed), "genotype": .text(row.genotype), "skips": .integer(row.normal.last.skips),
                  "kept": .integer(row.normal.last.kept), "mixture": .number(row.mixture), "weighted": .number(row.chosen.weighted),
                  "unweighted": .number(row.chosen.unweighted), "alone": JSONValue(row.chosen.alone),
                ])
              }),
          ])
        }),
      "ranking": study.ranking.map(Self.ranking) ?? .null,
      "alone": .array(
        study.alone.map { group in
          .object([
            "label": .text(group.label), "searched": .flag(group.origin == .searched), "nets": .integer(group.nets.count),
            "mean_test": JSONValue(group.mean.value?.value), "sd": JSONValue(group.deviation), "best_test": JSONValue(group.best?.test),
          ])
        }),
    ])
  }

  /// tau-b of each method's supernets both ways, with the interval of the strategy, and what it is to be read against.
  private static func ranking(_ ranking: RelaxationRanking) -> JSONValue {
    func tau(_ ranks: PredictorRow) -> JSONValue {
      let tau = ranks.tau().value, interval = tau?.theStrategy.interval
      return .object(["tau_b": JSONValue(tau?.value), "low": JSONValue(interval?.low), "high": JSONValue(interval?.high)])
    }
    return .object([
      "nets": .integer(ranking.nets.count),
      "methods": .array(
        ranking.rows.map { .object(["label": .text($0.label), "unweighted": tau($0.unweighted), "weighted": tau($0.weighted)]) }),
      "baselines": .array(
        ranking.baselines.map { .object(["name": .text($0.name), "tau_b": JSONValue($0.tau().value?.value)]) }),
      "replicate": JSONValue(ranking.lines.replicate.value?.value),
      "oracle": JSONValue(ranking.lines.oracle.value?.value),
    ])
  }
}
