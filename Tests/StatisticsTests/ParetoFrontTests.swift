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

  @Test func badPointsAreNamed() throws {
    #expect(throws: StatisticsError.lengths(2, 1)) { try ParetoFront([[1, 2], [1]]) }
    #expect(throws: StatisticsError.tooFew("point", count: 0, least: 1)) { try ParetoFront([]) }
    #expect(throws: StatisticsError.lengths(1, 2)) { try ParetoFront([[1]]).hypervolume(reference: [0, 0]) }
  }
}
