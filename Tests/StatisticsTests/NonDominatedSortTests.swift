import Testing

import Statistics
import Streams

@Suite struct NonDominatedSortTests {
  /// Of pymoo: the volume above a point of reference, and the mean distance from all points to the first front.
  struct Golden: Decodable {
    var points: [[Double]], fronts: [[Int]], reference: [Double], hypervolume: Double?, distance: Double
  }

  /// Check value 5 of the remaining systems, with the signs turned.
  @Test func equalPointsShareAFront() throws {
    let points: [[Double]] = [[1, 5], [2, 3], [4, 1], [3, 4], [5, 5], [2, 3], [1, 6], [6, 1]]
    let sort = try NonDominatedSort(points.map { $0.map { -$0 } })
    #expect(sort.fronts == [[0, 1, 2, 5], [3, 6, 7], [4]])
    #expect(sort.ranks == [0, 0, 0, 1, 2, 0, 1, 1])
  }

  @Test func frontsAreThoseOfPymoo() throws {
    let cases = try golden("fronts.json", as: [Golden].self)
    #expect(cases.count == 52)
    for golden in cases { #expect(try NonDominatedSort(golden.points).fronts == golden.fronts) }
  }

  @Test(arguments: 1...5) func eachPointIsBehindOneOfTheFrontBeforeAndNoneOfItsOwn(_ dimension: Int) throws {
    var random = RandomStream(seed: UInt64(dimension), "fronts")
    for (count, levels) in [(1, 1), (2, 2), (30, 2), (60, 5), (200, 30), (300, 1_000_000)] {
      let points = (0..<count).map { _ in (0..<dimension).map { _ in Double(random.below(levels)) } }
      let sort = try NonDominatedSort(points)
      #expect(sort.fronts == bruteForceFronts(points))
      for (front, members) in sort.fronts.enumerated() { #expect(members.allSatisfy { sort.ranks[$0] == front }) }
      #expect(try NonDominatedSort(rows: Array(points.joined()), dimension: dimension) == sort)
    }
  }

  /// Peels one front after the other, each pair looked at.
  private func bruteForceFronts(_ points: [[Double]]) -> [[Int]] {
    var left = Array(points.indices), fronts: [[Int]] = []
    while !left.isEmpty {
      let front = left.filter { i in !left.contains { ParetoFront.dominates(points[$0], points[i]) } }
      fronts.append(front)
      left.removeAll { front.contains($0) }
    }
    return fronts
  }

  @Test func divergedNetsComeLast() throws {
    let sort = try NonDominatedSort([[-.infinity, -3], [1, -3], [-.infinity, -9], [-.infinity, -.infinity], [-.infinity, -3]])
    #expect(sort.fronts == [[1], [0, 4], [2], [3]])
    #expect(try NonDominatedSort([[0, 1, -.infinity], [-0.0, 1, -.infinity], [-.infinity, 1, 0]]).fronts == [[0, 1, 2]])
  }

  @Test func badPointsAreNamed() throws {
    #expect(throws: StatisticsError.tooFew("point", count: 0, least: 1)) { try NonDominatedSort([]) }
    #expect(throws: StatisticsError.tooFew("coordinates", count: 0, least: 1)) { try NonDominatedSort([[], []]) }
    #expect(throws: StatisticsError.lengths(2, 1)) { try NonDominatedSort([[1, 2], [1]]) }
    #expect(throws: StatisticsError.lengths(3, 2)) { try NonDominatedSort(rows: [1, 2, 3], dimension: 2) }
    #expect(throws: StatisticsError.notFinite(column: "point 1", index: 0)) { try NonDominatedSort([[1, 2], [.nan, 1]]) }
  }
}
