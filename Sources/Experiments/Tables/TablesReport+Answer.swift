internal import Analysis
public import Digests
internal import Spaces
internal import Statistics

extension TablesReport {
  /// Taus, statements that were reproduced or not, skips at the end.
  public var answer: JSONValue {
    .object([
      "name": .text(name),
      "statements": .array(
        study.statements.map { own in
          .object([
            "what": .text(own.what), "stated": .number(own.published), "here": .number(own.here), "reproduced": .flag(own.isReproduced),
          ])
        }),
      "cells": .array(
        study.cells.rows.map { row in
          .object([
            "images": .text(row.images.rawValue), "population": .text(row.population), "cells": .integer(row.cells),
            "tau_b": .object(Dictionary(zip(study.cells.predictors, row.taus.map { JSONValue($0.value) })) { first, _ in first }),
          ])
        }),
      "searched": .array(
        study.searched.map {
          .object(["name": .text($0.nets.name), "macs": JSONValue($0.macs.value), "parameters": JSONValue($0.parameters.value)])
        }),
      "skips": .array(
        study.skips.groups.map { group in
          .object([
            "space": .text(group.setting.space.rawValue), "cell": .text(group.kind.rawValue),
            "last": .array(group.trajectories.map { .integer($0.last.skips) }), "chance": .number(group.chance),
            "tail": .number(group.tail),
          ])
        }),
    ])
  }
}
