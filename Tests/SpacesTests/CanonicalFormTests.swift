import Spaces
import Streams
import Testing

@Suite struct CanonicalFormTests {
  static let space = Space.nasBenchMacro()

  /// All 6,561 codes.
  static var codes: [Architecture] {
    (0..<6561).map { number in
      Architecture(path: (0..<8).map { (number / [2187, 729, 243, 81, 27, 9, 3, 1][$0]) % 3 })
    }
  }

  @Test func nasBenchMacroHas3969Networks() {
    #expect(Set(Self.codes.map(Self.space.canonical)).count == 3969)
  }

  @Test func identitiesBehindAStagesFirstLayerGoLast() throws {
    let canonical = { (code: String) in Self.space.text(of: Self.space.canonical(try Self.space.architecture(code))) }
    #expect(try canonical("00000000") == "00000000")
    #expect(try canonical("01001002") == "01010020")
    #expect(try canonical("10201120") == "10210120")
    #expect(try canonical("22212220") == "22212220")
  }

  @Test func theCanonicalFormIsItsOwnAndKeepsCostAndDepth() {
    let table = CostTable(Self.space)
    for code in Self.codes {
      let canonical = Self.space.canonical(code)
      #expect(Self.space.canonical(canonical) == canonical)
      #expect(table.cost(of: canonical) == table.cost(of: code))
      #expect(Self.space.depth(of: canonical) == Self.space.depth(of: code))
    }
  }

  @Test func depthCountsNonIdentities() throws {
    #expect(Self.space.depth(of: try Self.space.architecture("00000000")) == 0)
    #expect(Self.space.depth(of: try Self.space.architecture("10201020")) == 4)
    #expect(Space.fairNAS().depth(of: Architecture(path: Array(repeating: 0, count: 19))) == 19)
  }

  @Test func aSpaceWithoutSymmetryLeavesArchitecturesAsTheyAre() {
    var random = RandomStream(seed: 3, "canonical")
    let space = Space.fairNAS(), path = space.uniformPath(&random)
    #expect(space.canonical(Architecture(path: path)).path == path)
  }
}
