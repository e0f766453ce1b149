import Analysis
import Fixtures
import FoundationEssentials
import Statistics
import Streams
import Testing

@Suite struct ConventionAuditTests {
  private struct Case: Decodable {
    let seed: UInt64, n: Int, levels: Int, correlations: [String: Double]
  }

  /// Tests/Golden/statistics/conventions.py.
  @Test func correlationsAreThoseOfSciPy() throws {
    for own in try JSONDecoder().decode([Case].self, from: try Fixtures.golden("statistics/conventions.json")) {
      var random = RandomStream(seed: own.seed, "pairs")
      let x = (0..<own.n).map { _ in Double(random.below(own.levels)) }, y = x.map { ($0 / 2 + Double(random.below(own.levels))) / 37 }
      let audit = try ConventionAudit([("x", x)], target: y, draws: 100, random: RandomStream(seed: 1, "audit"))
      for (name, value) in own.correlations {
        let row = try #require(audit.rows.first { $0.convention == name }, "\(name)")
        #expect(abs(try #require(row.correlations[0].value).value - value) < 1e-12, "\(name) of \(own.n)")
      }
    }
  }

  /// Small samples spread about the tau of all, and larger ones closer; what is drawn is the same for all predictors.
  @Test func randomSamplesScatterAboutTheWhole() throws {
    var random = RandomStream(seed: 2, "nets")
    let y = (0..<1_500).map { _ in random.normal() }, x = y.map { $0 + random.normal() }
    let audit = try ConventionAudit([("x", x), ("again", x)], target: y, draws: 400, random: RandomStream(seed: 1, "audit"))
    let all = try KendallTau(x, y).tauB
    let drawn = try [13, 50, 100, 1_000].map { size in try #require(audit.rows.first { $0.convention == "\(size) at random" }) }
    let widths = try drawn.map { row in
      let own = try #require(row.correlations[0].value), low = try #require(own.low), high = try #require(own.high)
      #expect(low < all && all < high && abs(own.value - all) < 0.03 && row.correlations[1] == row.correlations[0])
      return high - low
    }
    #expect(widths == widths.sorted(by: >) && widths[0] > 0.4 && widths[3] < 0.05)
    let range = try #require(audit.range(of: 0))
    #expect(range.lowerBound < 0.1 && range.upperBound > all)
  }

  /// Ties at the cut of the best half all belong: 20 values in four levels leave 15 and 10 nets.
  @Test func theBestHalfHasAllWhoAreTiedAtItsCut() throws {
    let tied = (0..<20).map { Double([0, 1, 1, 2][$0 % 4]) }, exact = (0..<20).map { Double($0 * 7 % 20) }, y = (0..<20).map(Double.init)
    let audit = try ConventionAudit([("tied", tied), ("exact", exact)], target: y, draws: 10, random: RandomStream(seed: 1, "audit"))
    let row = try #require(audit.rows.first { $0.convention == ConventionAudit.topByPredictionName })
    #expect(row.nets == nil && row.correlations.map { $0.value?.nets } == [15, 10])
    let best = (0..<20).filter { tied[$0] >= 1 }
    #expect(try row.correlations[0].value?.value == KendallTau(best.map { tied[$0] }, best.map { y[$0] }).tauB)
    let alike = try ConventionAudit([("exact", exact)], target: y, draws: 10, random: RandomStream(seed: 1, "audit"))
    #expect(alike.rows.first { $0.convention == ConventionAudit.topByPredictionName }?.nets == 10)
    #expect(alike.rows.allSatisfy { $0.nets == $0.correlations[0].value?.nets || $0.correlations[0].value == nil })
  }

  @Test func distinctNetsAreMeansOverTheirCodes() throws {
    let x = [1.0, 3, 2, 5, 4, 6], y = [1.0, 2, 3, 4, 5, 9]
    let audit = try ConventionAudit([("x", x)], target: y, classes: [0, 0, 1, 2, 2, 3], draws: 10, random: RandomStream(seed: 1, "audit"))
    let row = try #require(audit.rows.first { $0.convention == ConventionAudit.distinctName })
    #expect(try row.nets == 4 && row.correlations[0].value?.value == KendallTau([2, 2, 4.5, 6], [1.5, 3, 4.5, 9]).tauB)
    #expect(!audit.rows.contains { $0.convention.hasSuffix("at random") && ($0.nets ?? 6) >= 6 })
  }
}
