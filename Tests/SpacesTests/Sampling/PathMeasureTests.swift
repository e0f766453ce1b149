import Spaces
import Testing

@Suite struct PathMeasureTests {
  @Test func depthStartsAtTheShallowestPath() throws {
    #expect(try PathIndex(.nasBenchMacro(), by: .depth).values == 0...8)
    var space = Space.nasBenchMacro()
    space.choices[0].candidates.removeFirst()
    #expect(try PathIndex(space, by: .depth).values == 1...8)
  }

  @Test func macsAreCountedInAtMostAHundredThousandSteps() throws {
    for space in Catalogue.spaces where !space.isPadded {
      let last = try PathIndex(space, by: .macs).values.upperBound
      // Of NAS-Bench-201 all differences are multiples of a 1×1 convolution: 54 steps are exact.
      #expect(((space.name == "nas-bench-201" ? 54 : 1000)...100_020).contains(last), "\(space.name): \(last)")
    }
  }

  @Test func macsAreTheTableOfMACs() throws {
    for space in [Space.nasBenchMacro(), .fairNAS()] {
      let own = try PathIndex(space, by: .macs), table = try PathIndex(space, by: .table(CostTable(space).macs))
      #expect(own.values == table.values)
      for part in 0..<10 {
        let range = part * own.values.upperBound / 10...(part + 1) * own.values.upperBound / 10
        #expect(own.count(range) == table.count(range))
      }
    }
  }

  @Test func tablesOfOtherSpacesAreRefused() {
    #expect(throws: SpaceError.self) { try PathIndex(.fairNAS(), by: .table(CostTable(.nasBenchMacro()).macs)) }
  }

  @Test func withoutAMeasureAllPathsAreAlike() throws {
    #expect(try PathIndex(.nasBenchMacro()).values == 0...0)
  }
}
