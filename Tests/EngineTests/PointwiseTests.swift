import Engine
import GradientOracle
import Testing

@Suite struct PointwiseTests {
  @Test(arguments: [1, 3, 10, 24, 61], [1, 3, 24]) func outputsAndGradientsAreThoseOfTheTape(inputs: Int, outputs: Int) throws {
    for normalized in [true, false] {
      var bench = Bench(images: 3)
      let x = bench.source(5, 3, inputs, normalized: normalized, .relu6), w = bench.weights(inputs * outputs)
      let z = bench.view(5, 3, outputs, normalized: true, affine: normalized)
      bench.add(Pointwise(x, weights: w, output: z))
      bench.probe(z)
      try bench.check(tolerance: 5e-5) { given in [Bench.read(given[x].convolved(given[w], kernel: 1, outputs: outputs), z, given)] }
    }
  }

  @Test func severalChunksOfASliceAddUp() throws {
    var bench = Bench(images: 5)
    let x = bench.source(17, 15, 3, normalized: true, .relu6), w = bench.weights(3 * 2), z = bench.view(17, 15, 2, normalized: true)
    bench.add(Pointwise(x, weights: w, output: z))
    bench.probe(z)
    try bench.check(tolerance: 5e-5) { given in [Bench.read(given[x].convolved(given[w], kernel: 1, outputs: 2), z, given)] }
  }

  @Test func aResidualSharesItsGradientWithItsSummand() throws {
    var bench = Bench()
    let x = bench.source(4, 5, 6, normalized: true, .relu6), expand = bench.weights(6 * 12), project = bench.weights(12 * 6)
    let kept = bench.layout.tensor(x.shape), wide = bench.view(4, 5, 12, normalized: true, .relu6)
    let narrow = bench.view(4, 5, 6, normalized: true).gathering(in: x.gradient)
    bench.add(Pointwise(x, kept: kept, weights: expand, output: wide, adds: true))
    bench.add(Pointwise(wide, weights: project, output: narrow))
    bench.probe(narrow.adding(kept))
    try bench.check { given in
      let inner = Bench.read(given[x].convolved(given[expand], kernel: 1, outputs: 12), wide, given)
      return [Bench.read(inner.convolved(given[project], kernel: 1, outputs: 6), narrow, given) + given[x]]
    }
  }

  @Test(arguments: [[3, 4], [10, 24], [61, 5]]) func aPartOfTheWeightsIsAWidthOfTheLayer(channels: [Int]) throws {
    var bench = Bench(images: 3)
    let x = bench.source(17, 13, channels[0], normalized: true, .relu6), w = bench.part([1, 1], channels)
    let z = bench.view(17, 13, channels[1], normalized: true)
    bench.add(Pointwise(x, weights: w, output: z))
    bench.probe(z)
    try bench.check(tolerance: 5e-5) { given in [Bench.read(given[x].convolved(given[w], kernel: 1, outputs: channels[1]), z, given)] }
  }
}
