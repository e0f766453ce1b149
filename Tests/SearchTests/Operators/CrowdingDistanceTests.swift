import Search
import Testing

@Suite struct CrowdingDistanceTests {
  /// Check value 6 of the specification, negated since larger is better here. pymoo's is half of it: it divides by two objectives.
  private let five: [[Double]] = [[0, 10], [1, 7], [3, 4], [6, 2], [10, 0]].map { $0.map { -$0 } }

  private func close(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || abs($0 - $1) < 1e-12 }
  }

  @Test func distancesAreDebs() {
    #expect(close(CrowdingDistance.distances([0, 1, 2, 3, 4], five), [.infinity, 0.9, 1.0, 1.1, .infinity]))
    #expect(close(CrowdingDistance.distances([3, 0, 4, 2, 1], five), [1.1, .infinity, .infinity, 1.0, 0.9]))
  }

  /// Of the first objective .3, .5 and .7 of the whole, of the second .6, .5 and .4.
  @Test func weightsCountEachObjectivesShare() {
    let weighted = CrowdingDistance.distances([0, 1, 2, 3, 4], five, weights: [0.2, 0.8])
    #expect(close(weighted, [.infinity, 0.2 * 0.3 + 0.8 * 0.6, 0.2 * 0.5 + 0.8 * 0.5, 0.2 * 0.7 + 0.8 * 0.4, .infinity]))
  }

  @Test func onlyTheFrontIsLookedAt() {
    let more = five + [[-100, -100], [100, 100]]
    #expect(close(CrowdingDistance.distances([0, 2, 4], more), [.infinity, 2, .infinity]))
    #expect(CrowdingDistance.distances([], more) == [])
    #expect(CrowdingDistance.distances([5], more) == [.infinity])
    #expect(CrowdingDistance.distances([5, 6], more) == [.infinity, .infinity])
  }

  @Test func anObjectiveThatIsConstantAddsNothing() {
    let points = [[1.0, 5], [2, 5], [4, 5], [9, 5]]
    #expect(close(CrowdingDistance.distances([0, 1, 2, 3], points), [.infinity, 3.0 / 8, 7.0 / 8, .infinity]))
    let equal = CrowdingDistance.distances([0, 1, 2], [[1, 1], [1, 1], [1, 1]])
    #expect(equal == [.infinity, 0, .infinity])
  }

  @Test func valuesWithoutEndLeaveNoNumberUndefined() {
    let points: [[Double]] = [[-.infinity, 3], [1, 2], [2, 1], [3, 0]]
    #expect(CrowdingDistance.distances([0, 1, 2, 3], points).allSatisfy { !$0.isNaN })
  }
}
