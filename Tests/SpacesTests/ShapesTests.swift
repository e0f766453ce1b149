import Spaces
import Testing

@Suite struct ShapesTests {
  @Test func residualsNeedEqualShapes() {
    let space = Space.nasBenchMacro()
    #expect((0..<8).map { space.residual(ofNode: $0, candidate: 1) } == [false, true, false, true, true, false, true, true])
    #expect(!space.residual(ofNode: 1, candidate: 0))
    #expect(space.layers(ofNode: 1, candidate: 0).isEmpty)
    #expect(space.layers(ofNode: 0, candidate: 0).map(\.output.height) == [16, 16])
    #expect(
      space.layers(ofNode: 2, candidate: 2)[3].layer
        == .convolution(Convolution(.fixed(384), kernel: 5, stride: .fixed(2), groups: .count(384))))
  }

  @Test func sumsAndConcatenationsMeet() {
    let space = Space(
      name: "cell", input: ImageShape(height: 8, width: 8, channels: 3), classes: 2, stem: [],
      choices: [Choice("edge", [Operation("pool", [.pool(Pool(.average, kernel: 3, stride: .place))])])],
      nodes: [
        .layers([.convolution(Convolution(.output))], from: 0, channels: 4), .place(choice: 0, from: 1, channels: 4, stride: 2),
        .place(choice: 0, from: 1, channels: 4, stride: 2), .sum([2, 3]), .concatenation([2, 4]),
      ], head: [.globalAverage, .linear(outputs: 2)])
    #expect(space.shapes.map(\.channels) == [3, 4, 4, 4, 4, 8])
    #expect(space.shapes.map(\.height) == [8, 8, 4, 4, 4, 4])
    #expect(space.headLayers.map(\.parameters) == [0, 18])
  }
}
