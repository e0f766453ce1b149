import Spaces
import Testing

@Suite struct OperationTests {
  @Test func anInvertedResidualExpandsFiltersGatesAndProjects() {
    let gate = SqueezeExcite(of: .input, divisor: 2, rounding: .multiple(8), gate: .hSigmoid)
    let operation = Operation.invertedResidual("MB6_K5_SE", expansion: 6, kernel: 5, activation: .hSwish, squeezeExcite: gate)
    let space = Space(
      name: "one", input: ImageShape(height: 7, width: 7, channels: 8), classes: 2, stem: [], choices: [Choice("layer1", [operation])],
      nodes: [.place(choice: 0, from: 0, channels: 12, stride: 2)], head: [.globalAverage, .linear(outputs: 2)])
    #expect(
      space.layers(ofNode: 0, candidate: 0).map(\.layer) == [
        .convolution(Convolution(.fixed(48))), .normalization(affine: true), .activation(.hSwish),
        .convolution(Convolution(.fixed(48), kernel: 5, stride: .fixed(2), groups: .count(48))), .normalization(affine: true),
        .activation(.hSwish), .squeezeExcite(SqueezeExcite(of: .fixed(8), divisor: 1)), .convolution(Convolution(.fixed(12))),
        .normalization(affine: true),
      ])
    #expect(space.layers(ofNode: 0, candidate: 0).last?.output == ImageShape(height: 4, width: 4, channels: 12))
    #expect(operation.residual && !operation.isIdentity && Operation.identity().isIdentity)
  }
}
