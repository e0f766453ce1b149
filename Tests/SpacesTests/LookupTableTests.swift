import FoundationEssentials
import Spaces
import Testing

@Suite struct LookupTableTests {
  static let macro = Space.nasBenchMacro()

  @Test func costsOfAllCodesAreTheTablesOfCosts() throws {
    let costs = CostTable(Self.macro), macs = costs.macs, parameters = costs.parameters
    for architecture in CanonicalFormTests.codes {
      let path = try #require(architecture.path), cost = costs.cost(of: architecture)
      #expect(macs.value(of: path) == Double(cost.macs) && parameters.value(of: path) == Double(cost.parameters))
    }
    #expect((macs.name, parameters.name, macs.unit) == ("macs", "parameters", ""))
    #expect(macs.value(of: [2, 2, 2, 1, 2, 2, 2, 0]) == 85_164_544)
  }

  @Test func theCheapestAndTheDearestPathAreKnown() throws {
    let macs = CostTable(.fairNAS()).macs
    #expect((macs.least, macs.greatest) == (247_129_856, 557_405_696))
  }

  @Test func numbersBelowZeroAndWithoutEndAreRefused() {
    let table = { (fixed: Double, entries: [[Double]]) throws(SpaceError) in
      try LookupTable(name: "latency", unit: "ms", fixed: fixed, entries: entries)
    }
    #expect(throws: SpaceError.table(name: "latency", line: nil, reason: "the fixed part is nan, expected a finite number of at least 0")) {
      try table(.nan, [[1]])
    }
    #expect(
      throws: SpaceError.table(name: "latency", line: nil, reason: "choice 2 has an entry of -0.5, expected a finite number of at least 0")
    ) { try table(1, [[1], [2, -0.5]]) }
    #expect(throws: SpaceError.self) { try table(1, [[1], [.infinity]]) }
    #expect(throws: SpaceError.self) { try table(1, [[1], []]) }
    #expect(throws: SpaceError.self) { try table(1e308, [[1e308], [1e308]]) }
  }

  @Test func aTableOfAnotherSpaceIsRefused() throws {
    let table = CostTable(Self.macro).macs
    try table.check(fits: .nasBenchMacro(widths: [8, 16, 32]))
    #expect(
      throws: SpaceError.table(name: "macs", line: nil, reason: "it has 8 choices for 19 of space fairnas: take a table of this space")
    ) { try table.check(fits: .fairNAS()) }
    let entries = [[1, 1, 1], [1]] + [[Double]](repeating: [1, 1, 1], count: 6)
    let other = try LookupTable(name: "latency", unit: "ms", fixed: 0, entries: entries)
    #expect(
      throws: SpaceError.table(
        name: "latency", line: nil, reason: "choice 2 has 1 entries for 3 candidates of space nas-bench-macro: take a table of this space")
    ) { try other.check(fits: Self.macro) }
  }

  @Test func whatIsWrittenIsReadBackAndChecked() throws {
    let table = try LookupTable(name: "latency", unit: "ms", fixed: 0.25, entries: [[1, 2.5], [0]])
    #expect(try JSONDecoder().decode(LookupTable.self, from: JSONEncoder().encode(table)) == table)
    let text = #"{"name": "latency", "unit": "ms", "fixed": 0, "entries": [[-1]]}"#
    #expect(throws: SpaceError.self) { try JSONDecoder().decode(LookupTable.self, from: Data(text.utf8)) }
  }
}
