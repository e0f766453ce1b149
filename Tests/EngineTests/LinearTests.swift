import Engine
import GradientOracle
import Testing

@Suite struct LinearTests {
  @Test(arguments: [1, 3, 24, 61], [1, 10, 24]) func outputsAndGradientsAreThoseOfTheTape(inputs: Int, outputs: Int) throws {
    var bench = Bench()
    let x = bench.source(1, 1, inputs, normalized: true, .relu), w = bench.weights(inputs * outputs), b = bench.weights(outputs, .bias)
    let z = bench.view(1, 1, outputs)
    bench.add(Linear(x, weights: w, bias: b, output: z))
    bench.probe(z)
    try bench.check { given in
      let product = given[x].convolved(given[w], kernel: 1, outputs: outputs)
      return [Images(product.shape) { image, y, x, c in product[image, y, x, c] + given[b][c] }]
    }
  }
}
