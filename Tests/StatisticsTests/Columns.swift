import FoundationEssentials
import Testing

import Fixtures
import Statistics
import Streams

/// Columns that tests draw: the same that Tests/Golden/statistics/make.py draws.
func goldenColumns(seed: UInt64, count: Int, levels: Int) -> (x: [Double], y: [Double]) {
  var random = RandomStream(seed: seed, "pairs")
  let x = (0..<count).map { _ in Double(random.below(levels)) }
  return (x, x.map { $0 / 2 + Double(random.below(levels)) })
}

/// Normal columns with this population tau: their correlation is sin(πτ/2).
func normalColumns(_ count: Int, correlation: Double, _ random: inout RandomStream) -> (x: [Double], y: [Double]) {
  let x = (0..<count).map { _ in random.normal() }
  return (x, x.map { correlation * $0 + (1 - correlation * correlation).squareRoot() * random.normal() })
}

func golden<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
  try JSONDecoder().decode(type, from: try Fixtures.golden("statistics/\(name)"))
}

/// Concordant minus discordant, pairs untied in x, in y, in both: by looking at each pair.
func bruteForce(_ x: [Double], _ y: [Double]) -> (net: Double, untiedX: Double, untiedY: Double, untied: Double) {
  var result = (net: 0.0, untiedX: 0.0, untiedY: 0.0, untied: 0.0)
  for i in x.indices {
    for j in 0..<i {
      let a: Double = x[i] == x[j] ? 0 : x[i] > x[j] ? 1 : -1, b: Double = y[i] == y[j] ? 0 : y[i] > y[j] ? 1 : -1
      result = (result.net + a * b, result.untiedX + a * a, result.untiedY + b * b, result.untied + a * a * b * b)
    }
  }
  return result
}
