import Spaces
import Testing

@Suite struct FairDARTSChainTests {
  static let space = Space.fairDARTSChain()

  @Test func everyLayerButAStagesFirstMayBeSkipped() throws {
    try Self.space.validate()
    #expect(Self.space.choices.count == 21)
    let skips = Self.space.choices.indices.filter { Self.space.choices[$0].candidates.contains { $0.name == "skip" } }
    #expect(skips == (0..<20).filter { !$0.isMultiple(of: 4) })
    #expect(Self.space.choices[1].candidates.count == 7 && Self.space.choices[0].candidates.count == 6)
  }

  @Test func skippedLayersMayStandAnywhereInTheirStage() throws {
    let paths = [[0, 6, 2, 3], [0, 2, 6, 3], [0, 2, 3, 6]].map { Architecture(path: $0 + [Int](repeating: 0, count: 17)) }
    #expect(Set(paths.map { Self.space.canonical($0) }).count == 1)
    #expect(Self.space.depth(of: paths[0]) == 20)
  }

  @Test func depthAndWidthsAreFree() throws {
    let input = ImageShape(height: 32, width: 32, channels: 3)
    let space = Space.fairDARTSChain(
      input: input, classes: 10, stem: (8, 1, 4), widths: [8, 16], depths: [1, 3], strides: [1, 2], head: 32)
    try space.validate()
    #expect(space.choices.map(\.candidates.count) == [6, 6, 7, 7])
  }
}
