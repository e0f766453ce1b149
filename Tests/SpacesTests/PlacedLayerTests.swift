import Spaces
import Testing

@Suite struct PlacedLayerTests {
  @Test func costsFollowFromShapes() {
    let input = ImageShape(height: 7, width: 5, channels: 12)
    let space = Space(
      name: "one of each", input: input, classes: 10,
      stem: [
        .convolution(Convolution(.expanded(2.5), kernel: 3, stride: .fixed(2), groups: .count(3), bias: true)),
        .normalization(), .normalization(affine: false), .activation(.hSwish),
        .squeezeExcite(SqueezeExcite()),
        .pool(Pool(.max, kernel: 3, stride: .fixed(2))), .dropout(0.5), .globalAverage, .linear(outputs: 10, bias: false),
      ], choices: [], nodes: [], head: [])
    let layers = space.stemLayers
    #expect(layers.map(\.parameters) == [9 * 4 * 30 + 30, 60, 0, 0, 30 * 7 + 7 + 7 * 30 + 30, 0, 0, 0, 300])
    #expect(layers.map(\.macs) == [4 * 3 * 9 * 4 * 30, 0, 0, 0, 2 * 30 * 7, 0, 0, 0, 300])
    #expect(layers[5].output == ImageShape(height: 2, width: 2, channels: 30))
    #expect(space.shapes == [ImageShape(height: 1, width: 1, channels: 10)])
  }

  @Test func halvingLayersKeepTheirShapesAndCosts() {
    let space = Space(
      name: "halving", input: ImageShape(height: 16, width: 12, channels: 6), classes: 10,
      stem: [
        .factorizedReduce(outputs: .fixed(5)), .pool(Pool(.average, kernel: 5, stride: .fixed(3), padded: false)), .flatten,
        .linear(outputs: 7, bias: false),
      ], choices: [], nodes: [], head: [])
    let layers = space.stemLayers
    #expect(
      layers.map(\.layer) == [
        .factorizedReduce(outputs: .fixed(5)), .pool(Pool(.average, kernel: 5, stride: .fixed(3), padded: false)), .flatten,
        .linear(outputs: 7, bias: false),
      ])
    #expect(layers.map(\.output.text) == ["8×6×5", "2×1×5", "1×1×10", "1×1×7"])
    #expect(layers.map(\.parameters) == [30, 0, 0, 70])
    #expect(layers.map(\.macs) == [30 * 48, 0, 0, 70])
  }
}

extension ImageShape {
  fileprivate var text: String { "\(height)×\(width)×\(channels)" }
}
