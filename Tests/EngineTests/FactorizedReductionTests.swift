import Engine
import GradientOracle
import Testing

@Suite struct FactorizedReductionTests {
  @Test(arguments: [(1, 2), (3, 5), (24, 16)]) func outputsAndGradientsAreThoseOfTheTape(inputs: Int, outputs: Int) throws {
    var bench = Bench(images: 3)
    let x = bench.source(8, 6, inputs, normalized: true, .relu), half = outputs / 2
    let w = [bench.weights(inputs * half), bench.weights(inputs * (outputs - half))]
    let z = bench.view(4, 3, outputs, normalized: true, affine: false)
    bench.add(FactorizedReduction(x, weights: w, output: z))
    bench.probe(z)
    try bench.check(tolerance: 5e-5) { given in [Bench.read(Self.reduced(given[x], given[w[0]], given[w[1]]), z, given)] }
  }

  @Test func aReaderThroughReLUAddsToWhatOthersLeft() throws {
    var bench = Bench(images: 2)
    let x = bench.source(4, 4, 3), w = [bench.weights(6), bench.weights(6)], z = bench.view(2, 2, 4)
    bench.add(FactorizedReduction(x.through(.relu), weights: w, output: z, adds: true))
    bench.probe(z)
    bench.probe(x)
    try bench.check { given in [Self.reduced(given[x].activated(.relu), given[w[0]], given[w[1]]), given[x]] }
  }

  /// Every second position from (0, 0) times the first matrix, beside every second from (1, 1) times the second.
  static func reduced(_ x: Images, _ first: [Number], _ second: [Number]) -> Images {
    let shape = x.shape, inputs = shape.channels, columns = [first.count / inputs, second.count / inputs]
    var numbers: [Number] = []
    for image in 0..<shape.images {
      for y in 0..<shape.height / 2 {
        for x0 in 0..<shape.width / 2 {
          for (half, w) in [first, second].enumerated() {
            let from = ((image * shape.height + 2 * y + half) * shape.width + 2 * x0 + half) * inputs
            for output in 0..<columns[half] {
              numbers.append(Number.sum((0..<inputs).map { x.numbers[from + $0] * w[$0 * columns[half] + output] }, w[0].tape))
            }
          }
        }
      }
    }
    return Images(shape: shape.strided(by: 2, channels: columns[0] + columns[1]), numbers: numbers)
  }
}
