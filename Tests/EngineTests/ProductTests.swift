import Engine
import GradientOracle
import Testing

@Suite struct ProductTests {
  @Test func tilesAgreeWithOpenBLAS() throws {
    var bench = Bench(images: 8)
    let x = bench.source(9, 9, 45), w = bench.weights(45 * 77), z = bench.view(9, 9, 77)
    let y = bench.view(9, 9, 77)
    bench.add(Pointwise(x, weights: w, output: z))
    bench.add(DenseConvolution(z, kernel: 3, groups: 7, weights: bench.weights(9 * 11 * 11 * 7), output: y, adds: true))
    bench.probe(z.leftOpen())
    bench.probe(y)
    let ours = bench.run(try bench.executor()), theirs = bench.run(try bench.executor(tiles: false))
    for (a, b) in zip(ours.seen + ours.dz + ours.gradients, theirs.seen + theirs.dz + theirs.gradients) {
      let size = b.map(abs).max() ?? 0
      #expect(zip(a, b).allSatisfy { abs($0 - $1) <= 3e-6 * size })
    }
  }
}
