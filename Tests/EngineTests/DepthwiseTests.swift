import Engine
import GradientOracle
import Testing

@Suite struct DepthwiseTests {
  @Test(arguments: [3, 5, 7, 9], [1, 2]) func outputsAndGradientsAreThoseOfTheTape(kernel: Int, stride: Int) throws {
    for (channels, dilation, width) in [(1, 1, 6), (3, 1, 6), (24, 1, 6), (13, 2, 6), (9, 1, 15)] {
      var bench = Bench(images: 2)
      let x = bench.source(7, width, channels, normalized: true, .relu6), w = bench.weights(kernel * kernel * channels)
      let shape = x.shape.strided(by: stride, channels: channels),
        z = bench.view(shape.height, shape.width, channels, normalized: true, .relu6)
      bench.add(Depthwise(x, kernel: kernel, stride: stride, dilation: dilation, weights: w, output: z))
      bench.probe(z)
      try bench.check(tolerance: 5e-5) { given in
        [Bench.read(given[x].convolvedDepthwise(given[w], kernel: kernel, stride: stride, dilation: dilation), z, given)]
      }
    }
  }

  @Test func aStrideOfThreeAndASecondReader() throws {
    var bench = Bench()
    let x = bench.source(8, 7, 5, .swish), first = bench.weights(45), second = bench.weights(45)
    let a = bench.view(3, 3, 5), b = bench.view(8, 7, 5)
    bench.add(Depthwise(x, kernel: 3, stride: 3, weights: first, output: a, adds: true))
    bench.add(Depthwise(x.leftOpen(), kernel: 3, weights: second, output: b))
    bench.probe(a)
    bench.probe(b)
    try bench.check { given in
      [
        given[x].convolvedDepthwise(given[first], kernel: 3, stride: 3, dilation: 1),
        given[x].convolvedDepthwise(given[second], kernel: 3, stride: 1, dilation: 1),
      ]
    }
  }

  @Test(arguments: [1, 2], [3, 5]) func aPartOfTheWeightsIsAWidthOfTheLayer(stride: Int, kernel: Int) throws {
    for slopes in [false, true] {
      var bench = Bench(images: 5)
      let x = bench.source(7, 6, 7), w = bench.part([kernel, kernel], [7]), shape = x.shape.strided(by: stride, channels: 7)
      let z = bench.view(shape.height, shape.width, 7, normalized: true, .relu6)
      bench.add(Depthwise(slopes ? x.through(.relu) : x, kernel: kernel, stride: stride, weights: w, output: z))
      bench.probe(z)
      try bench.check(tolerance: 5e-5) { given in
        let seen = slopes ? given[x].activated(.relu) : given[x]
        return [Bench.read(seen.convolvedDepthwise(given[w], kernel: kernel, stride: stride, dilation: 1), z, given)]
      }
    }
  }
}
