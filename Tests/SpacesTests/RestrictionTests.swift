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

  @Test func aStandAloneNetIsAValidSpaceOfOneArchitecture() throws {
    let space = Space.nasBenchMacro()
    for path in [[2, 0, 1, 0, 2, 1, 1, 0], [0, 0, 0, 0, 0, 0, 0, 0], [1, 1, 2, 2, 0, 0, 1, 2]] {
      let alone = space.restricted(to: Architecture(path: path)), only = Architecture(path: path.map { _ in 0 })
      try alone.validate()
      #expect(Array(try PathIndex(alone).paths) == [only.path ?? []])
      #expect(CostTable(alone).cost(of: only) == CostTable(space).cost(of: Architecture(path: path)))
      #expect(alone.depth(of: only) == space.depth(of: Architecture(path: path)))
    }
  }

  @Test func groupsThatStayAlikeKeepTheirSymmetry() throws {
    var kept = Array(repeating: [0, 1, 2], count: 8)
    (kept[3], kept[4], kept[7]) = ([0, 2], [0, 2], [1, 2])
    let smaller = Space.nasBenchMacro().restricted(to: Architecture(kept: kept))
    try smaller.validate()
    #expect(smaller.symmetry == .idle(name: "identity", groups: [[1], [3, 4]]))
    #expect(try PathIndex(smaller).count == 9 * (3 * 3) * (3 * 3 * 2))
  }
}
