import Digests
import Experiments
import Statistics

extension NightVerdict {
  /// What programs ask of a night: its finding, and each row with what was expected of it.
  func json(seed: Int) throws -> JSONValue {
    .answer(
      schema: 1,
      [
        "seed": .integer(seed), "finding": .text(finding.rawValue), "alarm": .flag(isAlarm), "numerics": .integer(numerics),
        "rows": .array(
          rows.map { row in
            .object([
              "part": .text(row.part.rawValue), "name": .text(row.name), "unit": .text(row.unit), "value": JSONValue(row.value),
              "low": JSONValue(row.expected?.low), "high": JSONValue(row.expected?.high), "outside": .flag(row.isOutside),
            ])
          }),
        "repeated": .array(repeated.map { .text($0) }),
        "canaries": .array(
          canaries.map { canary in
            .object([
              "name": .text(canary.name), "digest": .text(canary.digest), "moved": canary.isMoved.map { .flag($0) } ?? .null,
            ])
          }),
      ])
  }
}
