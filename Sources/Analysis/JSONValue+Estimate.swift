package import Digests
package import Statistics

extension JSONValue {
  /// `{"value": …, "low": …, "high": …}`, both ends null where it has no interval; null where there is no estimate.
  package init(_ estimate: Estimate?) {
    guard let estimate else {
      self = .null
      return
    }
    self = .object([
      "value": .number(estimate.value), "low": JSONValue(estimate.interval?.low), "high": JSONValue(estimate.interval?.high),
    ])
  }
}
