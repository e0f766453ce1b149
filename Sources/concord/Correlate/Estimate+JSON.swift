import Digests
import Statistics

extension Estimate {
  /// Value and interval; the interval is null with a reason where there is none.
  func json(_ level: Double) -> JSONValue {
    .object([
      "value": JSONValue(value), "low": JSONValue(interval?.low), "high": JSONValue(interval?.high), "level": JSONValue(level),
      "standard_error": JSONValue(standardError), "reason": JSONValue(absence?.rawValue),
      "flags": .array((interval?.flags ?? []).map { .text($0.rawValue) }),
    ])
  }
}
