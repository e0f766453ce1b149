import Spaces
import Testing

@Suite struct NASBenchMacroTests {
  @Test func nasBenchMacroHalvesThreeTimes() {
    let space = Space.nasBenchMacro()
    #expect(space.shapes.map(\.channels) == [32, 64, 64, 128, 128, 128, 256, 256, 256])
    #expect(space.shapes.map(\.height) == [32, 16, 16, 8, 8, 8, 4, 4, 4])
    #expect(space.headLayers.last?.output.channels == 10)
  }

  @Test func reducedSpacesKeepTheStructure() throws {
    let tiny = try Catalogue.space(named: "nas-bench-macro-tiny"), full = try Catalogue.space(named: "nas-bench-macro")
    #expect(tiny.shapes.map(\.height) == [14, 7, 7, 4, 4, 4, 2, 2, 2])
    #expect(tiny.choices == full.choices && tiny.symmetry == full.symmetry)
  }
}
