import Spaces
import Testing

@Suite struct PruningTests {
  /// Every sum reads state 1 alone: the row of cells is a chain, and no cell needs what state 0 would bring.
  @Test func inputsThatNoEdgeReadsAreLeftOut() throws {
    let entries = (2...5).map { Genotype.Entry(.separable3, to: $0, from: 1) }
    let space = try Space.darts(Genotype(normal: entries, reduce: entries, style: .triples), channels: 4, cells: 6)
    try space.validate()
    let entering = space.nodes.count { if case .layers(let layers, _, _) = $0 { layers.count == 3 } else { false } }
    #expect(entering == 6)
  }

  /// Normal cells read the last but one, so that of the first two cells only one is needed; the second head keeps its node.
  @Test func cellsThatNothingReadsAreLeftOut() throws {
    let normal = [Genotype.Entry(.skip, to: 2, from: 0)], reduce = [Genotype.Entry(.separable3, to: 2, from: 1)]
    let genotype = try Genotype(normal: normal, reduce: reduce, style: .triples)
    let space = try Space.darts(genotype, channels: 4, cells: 8, auxiliary: 0.4)
    try space.validate()
    let auxiliary = try #require(space.auxiliary)
    #expect(space.shapes[auxiliary.node] == ImageShape(height: 8, width: 8, channels: 16))
    #expect(space.choices.map(\.name) == ["normal/2<-0", "reduce/2<-1"])
    let outputs = space.nodes.count { if case .concatenation = $0 { true } else { false } }
    // The head reads cell 7, which reads cell 5, which reads 4, which reads 2, which reads 1, which reads the stem.
    #expect(outputs == 5)
  }
}
