import Analysis
import Digests
import Statistics

/// The answer of `concord correlate --json`, schema 1; docs/your-scores.md says what its fields mean.
extension GroupedAnswers {
  var json: JSONValue {
    guard answers.count > 1 || answers.first?.group != nil else { return .answer(schema: 1, answers.first?.fields ?? [:]) }
    return .answer(
      schema: 1,
      [
        "groups": .array(answers.map { .object($0.fields.merging(["group": JSONValue($0.group?.value)]) { _, own in own }) }),
        "unranked": .array(unranked.map { .object(["group": .text($0.group), "reason": .text($0.reason)]) }),
        "means": .array(
          means.map { name, taus, mean in
            .object([
              "name": .text(name), "tau_b": JSONValue(mean),
              "groups": .integer(taus.count),
            ])
          }),
      ])
  }
}

extension CorrelationAnswer {
  fileprivate var fields: [String: JSONValue] {
    let first = fields(study.predictions[0], study.columns.predictions[0]), lines = study.lines
    var all: [String: JSONValue] = [
      "source": .text(study.columns.source), "n": .integer(study.count), "seeds": .integer(study.columns.seeds.names.count),
      "x": .text(study.predictions[0].name), "y": .array(study.columns.seeds.names.map { .text($0) }),
      "strata": JSONValue(study.columns.strata?.name),
      "predictions": .array(zip(study.predictions, study.columns.predictions).map { .object(fields($0, $1)) }),
      "baselines": .array(study.baselines.map { .object(fields($0, nil)) }),
      "differences": .array(study.differences.map(difference)),
      "references": .object([
        "replicate": JSONValue(lines.replicate.value?.value), "replicate_interval": lines.replicate.value?.json(study.level) ?? .null,
        "oracle": JSONValue(lines.oracle.value?.value), "oracle_interval": lines.oracle.value?.json(study.level) ?? .null,
        "oracle_draws": lines.oracle.value == nil ? .null : .integer(study.effort.oracleDraws),
        "resolvable_share": JSONValue(lines.resolvableShare.value),
        "noise_pooled": lines.noiseByStratum?.value.map { .flag($0.isPooled) } ?? .null,
      ]),
      "remarks": .array(study.remarks.map { .text($0) }),
    ]
    if showsRanks { all["ranks"] = ranks }
    if let conventions { all["conventions"] = conventions.json }
    return first.merging(all) { _, own in own }
  }

  private func difference(_ own: CorrelationStudy.Difference) -> JSONValue {
    .object([
      "first": .text(own.first), "second": .text(own.second), "tau_b": own.tau.theseSupernets.json(study.level),
      "the_strategy": own.tau.theStrategy.json(study.level),
      "common_seeds": own.commonSeeds.map { .array($0.map { .integer($0) }) } ?? .null,
      "minimum_detectable_difference": JSONValue(own.tau.minimumDetectableDifference), "p_holm": JSONValue(own.adjustedP),
    ])
  }

  /// The numbers of one row.
  private func fields(_ row: CorrelationStudy.Row, _ prediction: CorrelationStudy.Columns.Prediction?) -> [String: JSONValue] {
    let own = row.correlations, level = study.level, tau = row.ranks.tau().value
    var fields: [String: JSONValue] = [
      "name": .text(row.name), "tau_b": tau?.theseSupernets.json(level) ?? .null, "tau_a": JSONValue(own.tauA),
      "weighted_tau": JSONValue(own.weightedTau), "spearman": JSONValue(own.spearman), "pearson": JSONValue(own.pearson),
      "within_strata": row.ranks.tau(over: .withinStrata).value?.theseSupernets.json(level) ?? .null,
      "within_strata_the_strategy": row.ranks.tau(over: .withinStrata).value?.theStrategy.json(level) ?? .null,
      "among_predicted_best": .array(
        CorrelationStudy.shares.map { share in
          let answer = row.ranks.tau(over: .amongPredictedBest(share: share))
          return .object([
            "share": JSONValue(share), "tau_b": answer.value?.theseSupernets.json(level) ?? .null, "reason": JSONValue(answer.reason),
          ])
        }),
      "top_k": row.ranks.top?.value.map { top in
        .object([
          "k": .integer(top.k), "precision": JSONValue(top.precision.value), "best_rank": JSONValue(top.bestRank.value),
          "regret": JSONValue(top.regret.value),
          "intervals": study.hasTopIntervals
            ? .object([
              "precision": top.precision.json(level), "best_rank": top.bestRank.json(level), "regret": top.regret.json(level),
            ]) : .null,
          "random": .object([
            "precision": JSONValue(top.randomPrecision), "best_rank": JSONValue(top.randomBestRank), "regret": JSONValue(top.randomRegret),
          ]),
        ])
      } ?? .null,
    ]
    if let prediction, prediction.isStrategy {
      fields["supernets"] = .array(
        prediction.columns.enumerated().map { place, column in
          .object([
            "name": .text(column.name), "seed": prediction.seeds.isEmpty ? .null : .integer(prediction.seeds[place]),
            "tau_b": row.ranks.each[place].value?.json(level) ?? .null,
          ])
        })
      fields["the_strategy"] = tau?.theStrategy.json(level) ?? .null
      fields["ensemble"] = JSONValue(row.ranks.ensemble?.value?.value)
    }
    return fields
  }

  private var ranks: JSONValue {
    guard let own = study.resolution.value else { return .object(["reason": JSONValue(study.resolution.reason)]) }
    return .object([
      "noise": JSONValue(own.noise), "degrees_of_freedom": .integer(own.degreesOfFreedom), "separable_share": JSONValue(own.separableShare),
      "level": JSONValue(own.level),
      "architectures": .array(
        nets.indices.map { net in
          .object([
            "name": .text(nets[net]), "mean": JSONValue(study.target[net]), "rank": JSONValue(own.ranks[net].rank),
            "from": .integer(own.ranks[net].low), "to": .integer(own.ranks[net].high), "group": .integer(own.groups[net]),
          ])
        }),
    ])
  }
}

extension ConventionAudit {
  fileprivate var json: JSONValue {
    .array(
      rows.map { row in
        .object([
          "convention": .text(row.convention), "n": JSONValue(row.nets),
          "correlations": .array(
            zip(predictors, row.correlations).map { name, answer in
              .object([
                "name": .text(name), "value": JSONValue(answer.value?.value), "low": JSONValue(answer.value?.low),
                "high": JSONValue(answer.value?.high), "n": JSONValue(answer.value?.nets), "reason": JSONValue(answer.reason),
              ])
            }),
        ])
      })
  }
}
