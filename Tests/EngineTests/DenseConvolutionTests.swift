import Engine
import GradientOracle
import Testing

@Suite struct ConvolutionTests {
  struct Case: CustomTestStringConvertible {
    var inputs = 3, outputs = 5, kernel = 3, stride = 1, dilation = 1, groups = 1, height = 7, width = 5
    var testDescription: String { "\(inputs)→\(outputs) k\(kernel) s\(stride) d\(dilation) g\(groups) \(height)x\(width)" }
  }

  static let cases = [
    Case(), Case(inputs: 1, outputs: 1), Case(inputs: 1, outputs: 24, stride: 2), Case(inputs: 24, outputs: 3, kernel: 1, stride: 2),
    Case(inputs: 4, outputs: 6, kernel: 5, stride: 2, groups: 2), Case(inputs: 3, outputs: 3, kernel: 3, dilation: 2, groups: 3),
    Case(inputs: 2, outputs: 2, kernel: 7, stride: 3, height: 8, width: 9), Case(inputs: 6, outputs: 9, kernel: 1, groups: 3),
    Case(inputs: 3, outputs: 10, kernel: 1, stride: 1),
    // more positions than one chunk takes
    Case(inputs: 2, outputs: 3, height: 17, width: 15), Case(inputs: 3, outputs: 2, kernel: 1, height: 17, width: 15),
    Case(inputs: 2, outputs: 2, kernel: 5, stride: 2, groups: 2, height: 30, width: 31),
    Case(inputs: 3, outputs: 4, kernel: 3, stride: 2, dilation: 2, height: 21, width: 11),
  ]

  @Test(arguments: cases) func outputsAndGradientsAreThoseOfTheTape(_ c: Case) throws {
    for normalized in [true, false] {
      var bench = Bench(images: 3)
      let x = bench.source(c.height, c.width, c.inputs, normalized: normalized, .relu)
      let w = bench.weights(c.kernel * c.kernel * c.inputs * c.outputs / c.groups)
      let shape = x.shape.strided(by: c.stride, channels: c.outputs)
      let z = bench.view(shape.height, shape.width, c.outputs, normalized: !normalized, .hSwish)
      bench.add(DenseConvolution(x, kernel: c.kernel, stride: c.stride, dilation: c.dilation, groups: c.groups, weights: w, output: z))
      bench.probe(z)
      try bench.check { given in
        let y = given[x].convolved(
          given[w], kernel: c.kernel, stride: c.stride, dilation: c.dilation, groups: c.groups, outputs: c.outputs)
        return [Bench.read(y, z, given)]
      }
    }
  }

  @Test(arguments: [1, 3]) func severalReadersAddTheirGradientsAndTheFirstCloses(kernel: Int) throws {
    var bench = Bench()
    let x = bench.source(5, 6, 3, normalized: true, .relu6)
    let first = bench.weights(kernel * kernel * 9), second = bench.weights(kernel * kernel * 9)
    let a = bench.view(5, 6, 3), b = bench.view(5, 6, 3, normalized: true)
    bench.add(DenseConvolution(x, kernel: kernel, weights: first, output: a, adds: true))
    bench.add(DenseConvolution(x.leftOpen(), kernel: kernel, weights: second, output: b))
    bench.probe(a)
    bench.probe(b)
    try bench.check { given in
      [
        given[x].convolved(given[first], kernel: kernel, outputs: 3),
        Bench.read(given[x].convolved(given[second], kernel: kernel, outputs: 3), b, given),
      ]
    }
  }

  @Test func nothingFlowsIntoImages() throws {
    var bench = Bench()
    let x = bench.source(6, 6, 3), w = bench.weights(27 * 4), z = bench.view(6, 6, 4, normalized: true)
    bench.add(DenseConvolution(x.gathering(in: nil), kernel: 3, weights: w, output: z))
    bench.probe(z)
    let outcome = bench.run(try bench.executor())
    #expect(outcome.dz[0].allSatisfy { $0 == 0 })
    #expect(outcome.gradients[0].contains { $0 != 0 })
  }

  @Test(arguments: [1, 3], [1, 2]) func aPartOfTheWeightsIsAWidthOfTheLayer(kernel: Int, stride: Int) throws {
    var bench = Bench(images: 5)
    let x = bench.source(6, 5, 4, normalized: true, .relu), w = bench.part([kernel, kernel], [4, 3])
    let shape = x.shape.strided(by: stride, channels: 3), z = bench.view(shape.height, shape.width, 3, normalized: true)
    bench.add(DenseConvolution(x, kernel: kernel, stride: stride, weights: w, output: z))
    bench.probe(z)
    try bench.check(tolerance: 5e-5) { given in
      [Bench.read(given[x].convolved(given[w], kernel: kernel, stride: stride, outputs: 3), z, given)]
    }
  }
}
