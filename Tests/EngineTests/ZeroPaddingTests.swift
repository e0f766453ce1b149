import Engine
import GradientOracle
import Testing

@Suite struct ZeroPaddingTests {
  /// Channels spread out, so that groups stay together: 48 in 64 leave every fourth free.
  @Test(arguments: [(16, 64), (48, 64), (5, 5), (3, 7)]) func channelsAreSpreadAmongZeros(inputs: Int, outputs: Int) throws {
    var bench = Bench()
    let x = bench.source(3, 2, inputs, normalized: true, .relu), z = bench.view(3, 2, outputs)
    bench.add(ZeroPadding(x, output: z))
    bench.probe(z)
    let sources = Dictionary(uniqueKeysWithValues: (0..<inputs).map { ($0 * outputs / inputs, $0) })
    try bench.check { given in
      let zero = given[x][0, 0, 0, 0].tape.number(0)
      return [Images(z.shape) { image, y, column, c in sources[c].map { given[x][image, y, column, $0] } ?? zero }]
    }
  }
}
