import Search
import Spaces
import Streams
import Testing

@Suite struct SearchProblemTests {
  @Test func constraintsThatNothingMeetsAreNamedBeforeAnythingRuns() {
    let macs = CostTable(.nasBenchMacro()).macs
    let error = #expect(throws: SpaceError.self) {
      try SearchProblem(.nasBenchMacro(), objectives: Macro.objectives, constraints: [PathConstraint(macs, atMost: 7e6)])
    }
    #expect(error?.description.hasPrefix("space nas-bench-macro: no architecture has macs of at most 7000000") == true)
  }

  /// A latency measured place by place: a stage's second place is dearer than its third, and identities may stand before it or behind it.
  private func latencies() throws -> LookupTable {
    let space = Space.nasBenchMacro()
    return try LookupTable(
      name: "latency", unit: "ms", fixed: 0,
      entries: space.choices.indices.map { choice in [0, choice % 3 == 0 ? 2 : 1, choice % 3 == 0 ? 4 : 2] })
  }

  @Test func constraintsHoldForNetworksAlsoWhereTheirCodesHaveOtherSums() throws {
    let table = try latencies(), constraint = PathConstraint(table, atMost: 9)
    let problem = try SearchProblem(.nasBenchMacro(), objectives: Macro.objectives, constraints: [constraint])
    var random = RandomStream(seed: 2, "draws"), refused = 0
    for _ in 0..<2_000 {
      #expect(constraint.allows(problem.space.canonical(problem.draw(&random))))
      let path = problem.paths.draw(&random)
      refused += constraint.allows(problem.space.canonical(path)) ? 0 : 1
    }
    #expect(refused > 100)
  }

  @Test func constraintsThatNoNetworkMeetsAreNamedAlsoWhereCodesDo() throws {
    let space = Space.nasBenchMacro(widths: [8], depths: [3])
    let table = try LookupTable(name: "latency", unit: "ms", fixed: 0, entries: [[1, 1, 1], [0, 2, 2], [0, 1, 1]])
    // Only codes with an identity in the second place and a block in the third, which moves to the second.
    let error = #expect(throws: SpaceError.self) {
      try SearchProblem(space, objectives: Macro.objectives, constraints: [PathConstraint(table, atLeast: 2, atMost: 2)])
    }
    #expect(error?.description.contains("no canonical one was found") == true)
  }
}

/// Costs of a space whose blocks are padded to one width.
@Suite struct PaddedSearchProblemTests {
  private let space = Space.smallSuperResolution()

  @Test func boundsOnCostsThatAreNoSumsAreRefused() throws {
    let costs = CostTable(space)
    for table in [costs.macs, costs.parameters] {
      let error = #expect(throws: SpaceError.self) {
        try SearchProblem(space, objectives: [], constraints: [PathConstraint(table, atMost: 0.5 * table.greatest)])
      }
      #expect(error?.description.contains("no sums over candidates") == true)
    }
    #expect(try SearchProblem(space, objectives: []).paths.allowsAll)
  }
}
