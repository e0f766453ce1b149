import Analysis
import Fixtures
import FoundationEssentials
import Statistics
import Streams
import Testing

@Suite struct ConventionAuditTests {
  private struct Case: Decodable {
    let seed: UInt64, n: Int, levels: Int, correlations: [String: Double]
    /// Of what hangs on the order of rows, over random orders: mean, standard deviation, the middle nine tenths.
    let drawn: [String: [Double]]
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
      for (name, drawn) in own.drawn {
        let row = try #require(audit.rows.first { $0.convention == name }, "\(name)"), found = try #require(row.correlations[0].value)
        // The mean of 100 draws; where no two nets are equal, none is open.
        #expect(abs(found.value - drawn[0]) < 1e-12 + drawn[1] / 2, "\(name) of \(own.n): \(found.value)")
        #expect((found.low == nil) == (drawn[1] < 1e-9) && abs((found.low ?? drawn[2]) - drawn[2]) < 1e-12 + drawn[1], "\(name)")
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
    let rho = try #require(audit.rows.first { $0.convention == ConventionAudit.spearmanName }?.correlations[0].value?.value)
    let argsort = try #require(audit.rows.first { $0.convention == ConventionAudit.argsortName }?.correlations[0].value?.value)
    #expect(range.lowerBound > argsort + 0.1 && range.upperBound >= all && range.upperBound < rho)
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

  /// The same nets in another order, some of them equal in all columns, in some or in the target alone, give the same audit.
  @Test(arguments: [1, 2, 3]) func theOrderOfRowsDecidesNothing(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "rows")
    let n = 260, x = (0..<n).map { _ in Double(random.below(9)) }, z = (0..<n).map { _ in random.normal() }
    let y = x.map { ($0 + Double(random.below(40))).rounded() }, bins = y.map { ($0 / 3).rounded() }, classes = z.indices.map { $0 % 200 }
    func audit(_ order: [Int]) throws -> ConventionAudit {
      func own(_ column: [Double]) -> [Double] { order.map { column[$0] } }
      return try ConventionAudit(
        [("x", own(x)), ("z", own(z))], target: own(y), bins: [("b", own(bins))], classes: order.map { classes[$0] }, draws: 20,
        random: RandomStream(seed: 1, "audit"))
    }
    let given = try audit(Array(0..<n)), shuffled = try audit(random.permutation(n))
    #expect(given.rows.map(\.convention) == shuffled.rows.map(\.convention))
    for (a, b) in zip(given.rows, shuffled.rows) {
      for (own, other) in zip(a.correlations, b.correlations) {
        let (one, two) = (try #require(own.value), try #require(other.value))
        #expect(abs(one.value - two.value) < 1e-12 && one.low == two.low && one.high == two.high, "\(a.convention)")
      }
    }
    #expect(given.rows.contains { $0.convention == ConventionAudit.binsName(of: "b") && $0.correlations[0].value?.low != nil })
  }

  /// Parts of another column hold other nets: of each, that with the largest value there.
  @Test func binsOfAnotherColumnChooseByIt() throws {
    let y = (0..<30).map { Double($0 * 7 % 30) }, other = (0..<30).map { Double($0 / 2) + ($0 % 2 == 0 ? 0 : 0.01) }
    let audit = try ConventionAudit(
      [("x", (0..<30).map { Double($0 * 11 % 30) })], target: y, bins: [("other", other)], draws: 10, random: RandomStream(seed: 1, "audit")
    )
    let row = try #require(audit.rows.first { $0.convention == "best of each of 400 bins of other" })
    // By brute force: of each part (low + i w, low + (i + 1) w], the lowest value in the first, the largest value.
    let low = 0.0, width = 14.01 / 400
    let chosen = (0..<400).compactMap { part -> Int? in
      let inside = other.indices.filter { net in
        let place = (other[net] - low) / width
        return place > Double(part) && place <= Double(part + 1) || part == 0 && other[net] == low
      }
      return inside.max { other[$0] < other[$1] }
    }
    #expect(row.nets == chosen.count && chosen.count > 14 && chosen.count < 30 && row.correlations[0].value?.low == nil)
    let found = try #require(row.correlations[0].value).value
    #expect(abs(found - (try KendallTau(chosen.map { Double($0 * 11 % 30) }, chosen.map { y[$0] }).tauB)) < 1e-12)
  }

  /// The widest numbers have parts, too.
  @Test func hugeValuesHaveBins() throws {
    let y: [Double] = (0..<40).map { net -> Double in
      let size = 4e306 * Double(net)
      return net % 2 == 0 ? -size : size
    }
    let audit = try ConventionAudit([("x", y.map { $0 / 1e300 })], target: y, draws: 10, random: RandomStream(seed: 1, "audit"))
    #expect(audit.rows.first { $0.convention == ConventionAudit.binsName }?.correlations[0].value?.value == 1)
  }

  @Test func distinctNetsAreMeansOverTheirCodes() throws {
    let x = [1.0, 3, 2, 5, 4, 6], y = [1.0, 2, 3, 4, 5, 9]
    let audit = try ConventionAudit([("x", x)], target: y, classes: [0, 0, 1, 2, 2, 3], draws: 10, random: RandomStream(seed: 1, "audit"))
    let row = try #require(audit.rows.first { $0.convention == ConventionAudit.distinctName })
    #expect(try row.nets == 4 && row.correlations[0].value?.value == KendallTau([2, 2, 4.5, 6], [1.5, 3, 4.5, 9]).tauB)
    #expect(!audit.rows.contains { $0.convention.hasSuffix("at random") && ($0.nets ?? 6) >= 6 })
  }

  /// 401 values at equal distances are the edges of 400 parts: each belongs to the part below it, whatever the last digits (numpy on integers: n = 400).
  @Test(arguments: [1.0, 0.01, 0.1]) func valuesOnEdgesBelongToThePartBelow(step: Double) throws {
    let y = (0...400).map { 90 + Double($0) * step }, x = (0...400).map { Double($0 * 7 % 401) }
    let audit = try ConventionAudit([("x", x)], target: y, draws: 20, random: RandomStream(seed: 1, "audit"))
    #expect(audit.rows.first { $0.convention == ConventionAudit.binsName }?.nets == 400)
  }
}
