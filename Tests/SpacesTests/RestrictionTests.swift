import Spaces
import Testing

@Suite struct RestrictionTests {
  @Test func aRestrictedSpaceHasOneArchitectureOfTheSameCost() throws {
    let space = Space.nasBenchMacro(), path = [2, 0, 1, 0, 2, 1, 1, 0]
    let alone = space.restricted(to: Architecture(path: path))
    #expect(alone.choices.map(\.candidates.count) == path.map { _ in 1 })
    for node in space.nodes.indices {
      #expect(alone.layers(ofNode: node, candidate: 0) == space.layers(ofNode: node, candidate: path[node]))
      #expect(alone.residual(ofNode: node, candidate: 0) == space.residual(ofNode: node, candidate: path[node]))
    }
  }
}
