import Testing

import Statistics
import Streams

@Suite struct ParetoFrontTests {
  @Test func thePointsThatNoneBeats() throws {
    let front = try ParetoFront([[1, 4], [2, 3], [2, 3], [1, 3], [4, 1], [3, 1]])
    #expect(front.members == [0, 1, 2, 4])
    #expect(try front.hypervolume(reference: [0, 0]) == 4 + 3 + 2)
    #expect(try front.hypervolume(reference: [1, 0]) == 3 + 2)
    #expect(try front.hypervolume(reference: [5, 5]) == 0)
  }

  /// Two boxes 2·2·1 and 1·1·2 share 1·1·1.
  @Test func threeCoordinatesByHandAndByDrawing() throws {
    #expect(try ParetoFront([[2, 2, 1], [1, 1, 2]]).hypervolume(reference: [0, 0, 0]) == 5)
    var random = RandomStream(seed: 3, "front")
    let points = (0..<12).map { _ in (0..<3).map { _ in random.unit() } }
    let exact = try ParetoFront(points).hypervolume(reference: [0, 0, 0])
    let inside = (0..<100_000).count { _ in
      let at = (0..<3).map { _ in random.unit() }
      return points.contains { zip($0, at).allSatisfy { $0 >= $1 } }
    }
    #expect(abs(exact - Double(inside) / 100_000) < 0.006)
  }

  /// Check value 7 of the remaining systems, with the signs turned.
  @Test func volumesOfTheCheckValues() throws {
    let two = try ParetoFront([[0, -10], [-1, -7], [-3, -4], [-6, -2], [-10, 0]])
    #expect(try two.hypervolume(reference: [-11, -11]) == 77)
    let three = try ParetoFront([[-1, -2, -3], [-2, -1, -3], [-3, -3, -1], [-2, -2, -2]])
    #expect(try three.hypervolume(reference: [-4, -4, -4]) == 13)
  }

  @Test func volumesAreThoseOfPymoo() throws {
    for golden in try golden("fronts.json", as: [NonDominatedSortTests.Golden].self) {
      let front = try ParetoFront(golden.points)
      #expect(front.members == golden.fronts[0])
      guard let volume = golden.hypervolume else { continue }
      let own = try front.hypervolume(reference: golden.reference)
      #expect(abs(own - volume) <= 1e-12 * volume, "\(own) and \(volume) of \(golden.points)")
      let flat = try ParetoFront(rows: Array(golden.points.joined()), dimension: golden.reference.count)
      #expect(try flat.members == front.members && flat.hypervolume(reference: golden.reference) == own)
    }
  }

  /// Three coordinates by a staircase are three coordinates by slices: a fourth that is 1 everywhere changes nothing.
  @Test func aConstantCoordinateOfOneChangesNoVolume() throws {
    var random = RandomStream(seed: 8, "slices")
    let points = (0..<60).map { _ in (0..<3).map { _ in Double(random.below(20)) } }
    let three = try ParetoFront(points).hypervolume(reference: [0, 0, 0])
    #expect(try ParetoFront(points.map { $0 + [1] }).hypervolume(reference: [0, 0, 0, 0]) == three)
    #expect(try ParetoFront(points.map { [1] + $0 }).hypervolume(reference: [0, 0, 0, 0]) == three)
  }

  @Test func divergedNetsCoverNothing() throws {
    let front = try ParetoFront([[-.infinity, 9], [2, 3]])
    #expect(try front.members == [0, 1] && front.hypervolume(reference: [0, 0]) == 6)
  }

  @Test func badPointsAreNamed() throws {
    #expect(throws: StatisticsError.notFinite(column: "the reference point", index: 1)) {
      try ParetoFront([[1, 2]]).hypervolume(reference: [0, .nan])
    }
    #expect(throws: StatisticsError.lengths(2, 1)) { try ParetoFront([[1, 2], [1]]) }
    #expect(throws: StatisticsError.tooFew("point", count: 0, least: 1)) { try ParetoFront([]) }
    #expect(throws: StatisticsError.lengths(1, 2)) { try ParetoFront([[1]]).hypervolume(reference: [0, 0]) }
  }
}
