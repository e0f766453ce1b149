import Testing

import Statistics

@Suite struct InvertedGenerationalDistanceTests {
  @Test func itIsTheMeanDistanceToTheNearest() throws {
    // 5 and 0, and 13 from (0, 0) to (5, 12).
    #expect(try invertedGenerationalDistance(of: [[3, 4], [9, 9]], to: [[0, 0], [9, 9]]) == 2.5)
    #expect(try invertedGenerationalDistance(of: [[0, 0]], to: [[3, 4], [5, 12]]) == 9)
    #expect(try invertedGenerationalDistance(of: [[1, 2], [3, 1], [0, 0]], to: [[3, 1], [1, 2]]) == 0)
  }

  @Test func distancesAreThoseOfPymoo() throws {
    for golden in try golden("fronts.json", as: [NonDominatedSortTests.Golden].self) {
      let own = try invertedGenerationalDistance(of: golden.fronts[0].map { golden.points[$0] }, to: golden.points)
      #expect(abs(own - golden.distance) <= 1e-13 * golden.distance, "\(own) and \(golden.distance)")
    }
  }

  @Test func badPointsAreNamed() {
    #expect(throws: StatisticsError.tooFew("point", count: 0, least: 1)) { try invertedGenerationalDistance(of: [], to: [[1]]) }
    #expect(throws: StatisticsError.tooFew("point of reference", count: 0, least: 1)) {
      try invertedGenerationalDistance(of: [[1]], to: [])
    }
    #expect(throws: StatisticsError.lengths(1, 2)) { try invertedGenerationalDistance(of: [[1]], to: [[1, 2]]) }
    #expect(throws: StatisticsError.lengths(1, 2)) { try invertedGenerationalDistance(of: [[1], [1, 2]], to: [[1]]) }
    #expect(throws: StatisticsError.notFinite(column: "point 0", index: 1)) {
      try invertedGenerationalDistance(of: [[1, .infinity]], to: [[1, 2]])
    }
  }
}
