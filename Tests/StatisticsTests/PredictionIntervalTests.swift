import FoundationEssentials
import Testing

import Statistics
import Streams

@Suite struct PredictionIntervalTests {
  private struct Golden: Decodable {
    struct Case: Decodable { let values: [Double], level: Double, scale: String, low: Double, high: Double }
    let intervals: [Case]
  }

  @Test func agreesWithScipy() throws {
    let cases = try golden("series.json", as: Golden.self).intervals
    #expect(cases.count == 12)
    for one in cases {
      let own = try PredictionInterval(one.values, level: one.level, isCorrelation: one.scale == "correlation")
      #expect(abs(own.low - one.low) < 1e-9 * max(1, abs(one.low)) && abs(own.high - one.high) < 1e-9 * max(1, abs(one.high)), "\(one)")
      #expect(own.count == one.values.count && own.holds(own.mean) && own.holds(own.low) && !own.holds(.nan))
    }
  }

  @Test func whatMakesNoIntervalSaysWhy() {
    #expect(throws: StatisticsError.tooFew("draws", count: 1, least: 2)) { try PredictionInterval([1], level: 0.9) }
    #expect(throws: StatisticsError.constant(column: "the draws")) { try PredictionInterval([1, 1, 1], level: 0.9) }
    #expect(throws: StatisticsError.notFinite(column: "the draws", index: 1)) { try PredictionInterval([1, .nan], level: 0.9) }
    #expect(throws: StatisticsError.self) { try PredictionInterval([0.5, 1], level: 0.9, isCorrelation: true) }
  }

  /// How often one of ten rows or more lies outside though nothing changed.
  private func family(
    _ rows: Int, _ repetitions: Int, _ row: (inout RandomStream, _ shared: Double) -> Double
  ) throws -> Double {
    let level = PredictionInterval.level(family: 0.01, rows: rows)
    var random = RandomStream(seed: 1, "nights"), alarms = 0
    for _ in 0..<repetitions {
      // A night's rows hang together by what they share.
      var values = [[Double]](repeating: [], count: rows)
      for _ in 0...10 {
        let shared = random.normal()
        for place in values.indices { values[place].append(row(&random, shared)) }
      }
      let isOutside = try values.contains { own in
        try !PredictionInterval(Array(own.dropLast()), level: level).holds(own[10])
      }
      if isOutside { alarms += 1 }
    }
    return Double(alarms) / Double(repetitions)
  }

  /// Standard error of 3,000 repetitions at 1 %: .0018.
  @Test func tenRowsAlarmOnOneNightInAHundred() throws {
    let independent = try family(10, 3_000) { random, _ in random.normal() }
    #expect(independent > 0.004 && independent < 0.0155, "\(independent)")
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", "CONCORD_SOAK=1 runs 20,000 repetitions of each case"))
  func theFamilyKeepsItsLevel() throws {
    let repetitions = 20_000
    let cases: [(name: String, most: Double, row: (inout RandomStream, Double) -> Double)] = [
      ("independent normals", 0.0125, { random, _ in random.normal() }),
      ("normals, correlation .5", 0.0125, { random, shared in (random.normal() + shared) / 2.0.squareRoot() }),
      ("uniform", 0.0125, { random, _ in random.unit() }),
      // Heavier tails alarm more often: said in docs/nightly.md.
      ("Student, 5 degrees of freedom", 1, { random, _ in Self.student(5, &random) }),
    ]
    for one in cases {
      let share = try family(10, repetitions, one.row)
      print("| \(one.name) | \((share * 10_000).rounded() / 100) % |")
      #expect(share <= one.most, "\(one.name): \(share)")
    }
  }

  private static func student(_ freedom: Int, _ random: inout RandomStream) -> Double {
    let normal = random.normal(),
      square = (0..<freedom).reduce(0.0) { sum, _ in
        let other = random.normal()
        return sum + other * other
      }
    return normal / (square / Double(freedom)).squareRoot()
  }
}
