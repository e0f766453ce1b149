import Spaces
import Testing

@Suite struct SpaceEdgesTests {
  @Test func edgesIntoASumAreOneGroup() {
    let groups = Space.darts().edgesBySum
    #expect(groups.map(\.count) == [2, 3, 4, 5, 2, 3, 4, 5])
    #expect(groups.joined().elementsEqual(0..<28))
    #expect(Space.nasBenchMacro().edgesBySum.isEmpty)
  }

  /// The strongest operation stands on a weak edge: by the product another pair of edges is kept.
  @Test func anEdgesWeightCountsTimesItsOperations() throws {
    let space = Space.darts(operations: Primitive.withoutNone)
    var weights = space.choices.map { $0.candidates.map { _ in 0.1 } }, edges = space.choices.map { _ in 0.5 }
    weights[2][0] = 0.9
    edges[2] = 0.05
    let kept = { (weights: [[Double]]) in
      try Discretisation.topTwo.genotype(weights: weights, of: space).normal.filter { $0.to == 3 }.map(\.from)
    }
    #expect(try kept(weights) == [0, 1])
    #expect(try kept(Discretisation.product(weights, edges: edges)) == [1, 2])
  }
}
