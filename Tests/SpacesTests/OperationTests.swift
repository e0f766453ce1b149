import Spaces
import Testing

@Suite struct OperationTests {
  @Test func anInvertedResidualExpandsFiltersGatesAndProjects() {
    let gate = SqueezeExcite(squeezed: .current(dividedBy: 4))
    let operation = Operation.invertedResidual("MB6_K5_SE", expansion: 6, kernel: 5, activation: .hSwish, squeezeExcite: gate)
    let space = Space(
      name: "one", input: ImageShape(height: 7, width: 7, channels: 8), classes: 2, stem: [], choices: [Choice("layer1", [operation])],
      nodes: [.place(choice: 0, from: 0, channels: 12, stride: 2)], head: [.globalAverage, .linear(outputs: 2)])
    #expect(
      space.layers(ofNode: 0, candidate: 0).map(\.kind) == [
        .convolution(kernel: 1, stride: 1, dilation: 1, groups: 1, bias: false), .normalization(affine: true), .activation(.hSwish),
        .convolution(kernel: 5, stride: 2, dilation: 1, groups: 48, bias: false), .normalization(affine: true), .activation(.hSwish),
        .squeezeExcite(squeezed: 12), .convolution(kernel: 1, stride: 1, dilation: 1, groups: 1, bias: false), .normalization(affine: true),
      ])
    #expect(space.layers(ofNode: 0, candidate: 0).last?.output == ImageShape(height: 4, width: 4, channels: 12))
    #expect(operation.residual && !operation.isIdentity && Operation.identity().isIdentity)
  }
}
