import Engine
import GradientOracle
import Testing

@Suite struct SeparableTests {
  @Test(arguments: [3, 5], [1, 2]) func outputsAndGradientsAreThoseOfTheTape(kernel: Int, stride: Int) throws {
    for (inputs, outputs, dilation) in [(1, 2, 1), (5, 3, 2), (16, 16, 1), (24, 20, 2)] {
      var bench = Bench(images: 2)
      let x = bench.source(8, 6, inputs, normalized: true, .relu), d = bench.weights(kernel * kernel * inputs)
      let w = bench.weights(inputs * outputs), shape = x.shape.strided(by: stride, channels: outputs)
      let z = bench.view(shape.height, shape.width, outputs, normalized: true, affine: false, .relu)
      bench.add(Separable(x, kernel: kernel, stride: stride, dilation: dilation, depthwise: d, pointwise: w, output: z))
      bench.probe(z)
      try bench.check(tolerance: 1e-4) { given in
        let between = given[x].convolvedDepthwise(given[d], kernel: kernel, stride: stride, dilation: dilation)
        return [Bench.read(between.convolved(given[w], kernel: 1, outputs: outputs), z, given)]
      }
    }
  }

  /// Two readers that put ReLU in front of a tensor and one that does not share its gradient.
  @Test func readersThroughAnActivationShareAGradientWithOthers() throws {
    var bench = Bench(images: 3)
    let x = bench.source(6, 6, 5), d = [bench.weights(45), bench.weights(125)], w = [bench.weights(25), bench.weights(25)]
    let a = bench.view(6, 6, 5), b = bench.view(3, 3, 5)
    bench.add(Separable(x.through(.relu), kernel: 3, dilation: 2, depthwise: d[0], pointwise: w[0], output: a, adds: true))
    bench.add(Separable(x.through(.relu), kernel: 5, stride: 2, depthwise: d[1], pointwise: w[1], output: b, adds: true))
    bench.probe(a)
    bench.probe(b)
    bench.probe(x)
    try bench.check { given in
      let seen = given[x].activated(.relu)
      return [
        seen.convolvedDepthwise(given[d[0]], kernel: 3, stride: 1, dilation: 2)
          .convolved(given[w[0]], kernel: 1, outputs: 5),
        seen.convolvedDepthwise(given[d[1]], kernel: 5, stride: 2, dilation: 1)
          .convolved(given[w[1]], kernel: 1, outputs: 5),
        given[x],
      ]
    }
  }

  @Test(arguments: [1, 2]) func partsOfTheWeightsAreWidthsOfTheLayer(stride: Int) throws {
    var bench = Bench(images: 5)
    let x = bench.source(8, 6, 5, normalized: true, .relu), d = bench.part([3, 3], [5]), w = bench.part([], [5, 3])
    let shape = x.shape.strided(by: stride, channels: 3), z = bench.view(shape.height, shape.width, 3, normalized: true)
    bench.add(Separable(x, kernel: 3, stride: stride, depthwise: d, pointwise: w, output: z))
    bench.probe(z)
    try bench.check(tolerance: 1e-4) { given in
      let between = given[x].convolvedDepthwise(given[d], kernel: 3, stride: stride, dilation: 1)
      return [Bench.read(between.convolved(given[w], kernel: 1, outputs: 3), z, given)]
    }
  }
}
