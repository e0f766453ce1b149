import Engine
import GradientOracle
import Testing

@Suite struct ConcatenationTests {
  @Test func outputsAndGradientsAreThoseOfTheTape() throws {
    var bench = Bench()
    let a = bench.source(3, 4, 3, normalized: true, .relu6), b = bench.source(3, 4, 10), c = bench.source(3, 4, 1, normalized: true, .swish)
    let z = bench.view(3, 4, 14, normalized: true, .relu)
    bench.add(Concatenation(Inputs([a, b, c], adds: [false, false, true]), output: z))
    bench.probe(c.leftOpen())
    bench.probe(z)
    try bench.check { given in
      let y = Images(z.shape) { image, y, x, k in
        k < 3 ? given[a][image, y, x, k] : k < 13 ? given[b][image, y, x, k - 3] : given[c][image, y, x, 0]
      }
      return [given[c], Bench.read(y, z, given)]
    }
  }
}
