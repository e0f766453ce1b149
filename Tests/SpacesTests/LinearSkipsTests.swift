import FoundationEssentials
import Spaces
import Testing

@Suite struct LinearSkipsTests {
  @Test func bothFormsHaveTheSameArchitecturesTextsAndCosts() throws {
    let alone = Space.nasBenchMacro(), stabilised = alone.stabilised()
    try stabilised.validate()
    #expect(stabilised.alone == alone && CostTable(stabilised) == CostTable(alone))
    for path in [[0, 0, 1, 0, 0, 2, 0, 0], [1, 0, 2, 0, 1, 0, 0, 2]] {
      let architecture = Architecture(path: path)
      #expect(stabilised.text(of: architecture) == alone.text(of: architecture))
      #expect(stabilised.canonical(architecture) == alone.canonical(architecture))
      #expect(stabilised.depth(of: architecture) == alone.depth(of: architecture))
    }
  }

  @Test func onlyPlacesThatKeepTheirShapeHaveSkips() {
    let space = Space.nasBenchMacro()
    #expect(space.nodes.indices.filter { space.isSkip(ofNode: $0, candidate: 0) } == [1, 3, 4, 6, 7])
    #expect(space.nodes.indices.allSatisfy { !space.isSkip(ofNode: $0, candidate: 1) })
  }

  @Test func thePlainFormKeepsItsTextAndTheOthersHaveDigestsOfTheirOwn() throws {
    let space = Space.nasBenchMacro(), text = String(decoding: try JSONEncoder().encode(space), as: UTF8.self)
    #expect(!text.contains("\"skips\"") && !text.contains("weightsOf"))
    #expect(Set(try space.forms.map { try $0.digest() }).count == 6 && space.forms[0] == space)
    for form in space.forms { #expect(try Space(json: JSONEncoder().encode(form)) == form) }
  }

  @Test func aSpaceWithoutSkipsHasNoStabilisedForm() {
    #expect(throws: SpaceError.invalid(space: "fairnas", field: "skips", reason: "are said to be linear, and no place has one")) {
      try Space.fairNAS().stabilised().validate()
    }
  }
}
