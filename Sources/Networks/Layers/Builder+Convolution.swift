internal import Engine
internal import Spaces

/// Convolutions, dense, depthwise, pointwise, or a depthwise and a pointwise one at once: the cheapest instruction that computes the layer.
extension Builder {
  /// One line in every case, which counts the multiply-adds of both where a pointwise convolution is fused. Biases are none of its
  /// business: they are the map behind it.
  mutating func convolve(
    _ convolution: Convolution, _ placed: PlacedLayer, _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool
  ) -> Value {
    let kernel = convolution.kernel, stride = placed.stride, dilation = convolution.dilation, weights = unit.weights
    let macs = placed.macs + (unit.fused.pointwise?.macs ?? 0)
    if unit.fused.pointwise != nil {
      return append(unit.name, input, into: output(unit, isEnd: isEnd), macs: macs) {
        Separable(
          $0.input, kernel: kernel, stride: stride, dilation: dilation, depthwise: weights[0], pointwise: weights[1], output: $0.written,
          adds: $0.adds[0])
      }
    }
    if placed.isPointwise {
      return append(unit.name, input, into: output(unit, isEnd: isEnd), macs: macs) {
        Pointwise($0.input, kept: $0.kept, weights: weights[0], output: $0.written, adds: $0.adds[0])
      }
    }
    if placed.isDepthwise {
      return append(unit.name, input, into: output(unit, isEnd: isEnd), macs: macs) {
        Depthwise(
          $0.input, kernel: kernel, stride: stride, dilation: dilation, weights: weights[0], output: $0.written, adds: $0.adds[0])
      }
    }
    let groups = placed.groups
    return append(unit.name, input, into: output(unit, isEnd: isEnd), macs: macs) {
      DenseConvolution(
        $0.input, kernel: kernel, stride: stride, dilation: dilation, groups: groups, weights: weights[0], output: $0.written,
        adds: $0.adds[0])
    }
  }
}
