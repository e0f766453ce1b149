import Analysis
import Experiments

/// What `reproduce --json` says of a study of searches.
struct SearchSummary {
  private let name: String, study: SearchStudy

  init(_ report: SearchReport) { (name, study) = (report.experiment.name, report.study) }

  var json: JSONValue {
    .object([
      "name": .text(name),
      "methods": .array(
        study.groups.map { group in
          .object([
            "label": .text(group.label), "chance": .number(group.nulls.normal.meanSkips),
            "searches": .array(
              group.rows.map { row in
                .object([
                  "seed": .integer(row.seed), "genotype": .text(row.genotype), "skips": .integer(row.normal.last.skips),
                  "kept": .integer(row.normal.last.kept), "mixture": .number(row.mixture), "kept_accuracy": .number(row.chosen.keep),
                  "one": .number(row.chosen.one), "alone": JSONValue(row.chosen.alone),
                ])
              }),
          ])
        }),
    ])
  }
}
