import Spaces
import Testing

@Suite struct PrimitiveTests {
  @Test func theOrderIsThePapers() {
    let names = [
      "none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5",
    ]
    #expect(Primitive.darts.map(\.rawValue) == names)
    #expect(Primitive.withoutNone.map(\.rawValue) == Array(names.dropFirst()))
  }

  @Test(arguments: CellForm.allCases) func compositionsAreThoseOfTheReleasedCode(form: CellForm) {
    let normalization = Layer.normalization(affine: form == .evaluation), relu = Layer.activation(.relu)
    let pointwise = Layer.convolution(Convolution(.output))
    func depthwise(_ kernel: Int, _ stride: Stride, _ dilation: Int) -> Layer {
      .convolution(Convolution(.input, kernel: kernel, stride: stride, dilation: dilation, groups: .depthwise))
    }
    #expect(
      Primitive.separable5.operation(form).layers == [
        relu, depthwise(5, .place, 1), pointwise, normalization, relu, depthwise(5, .one, 1), pointwise, normalization,
      ])
    #expect(Primitive.dilated3.operation(form).layers == [relu, depthwise(3, .place, 2), pointwise, normalization])
    #expect(
      Primitive.maxPool.operation(form).layers
        == [.pool(Pool(.max, kernel: 3, stride: .place))] + (form == .search ? [normalization] : []))
    let skip = Primitive.skip.operation(form)
    #expect(skip.layers.isEmpty && skip.reducing == [relu, .factorizedReduce(outputs: .output), normalization])
    #expect(skip.layers(stride: 1) == skip.layers && skip.layers(stride: 2) == skip.reducing)
  }
}
