import Engine
import GradientOracle
import Testing

@Suite struct ChannelGateTests {
  @Test(arguments: [1, 3, 24]) func outputsAndGradientsAreThoseOfTheTape(channels: Int) throws {
    for normalized in [true, false] {
      var bench = Bench(images: 4)
      let x = bench.source(3, 5, channels, normalized: normalized, .relu6),
        gate = bench.source(1, 1, channels, normalized: normalized, .hSigmoid)
      let z = bench.view(3, 5, channels, normalized: !normalized)
      bench.add(ChannelGate(x, gate: gate, output: z, adds: normalized))
      if normalized { bench.probe(x.leftOpen()) }
      bench.probe(z)
      try bench.check { given in
        let y = Images(x.shape) { image, y, x_, c in given[x][image, y, x_, c] * given[gate][image, 0, 0, c] }
        return (normalized ? [given[x]] : []) + [Bench.read(y, z, given)]
      }
    }
  }

  /// More positions than a chunk has.
  @Test func largeImagesAreGatedChunkByChunk() throws {
    var bench = Bench(images: 2)
    let x = bench.source(17, 13, 3, normalized: true, .hSwish), gate = bench.source(1, 1, 3, .hSigmoid)
    let z = bench.view(17, 13, 3, normalized: true)
    bench.add(ChannelGate(x, gate: gate, output: z))
    bench.probe(z)
    try bench.check { given in
      let y = Images(x.shape) { image, y, x_, c in given[x][image, y, x_, c] * given[gate][image, 0, 0, c] }
      return [Bench.read(y, z, given)]
    }
  }

  @Test func squeezeAndExcitationIsFourInstructions() throws {
    var bench = Bench(images: 4)
    let x = bench.source(4, 3, 6, normalized: true, .relu6), mean = bench.view(1, 1, 6), z = bench.view(4, 3, 6)
    let squeezed = bench.view(1, 1, 2, .relu), gate = bench.view(1, 1, 6, .hSigmoid)
    let w1 = bench.weights(12), b1 = bench.weights(2, .bias), w2 = bench.weights(12), b2 = bench.weights(6, .bias)
    bench.add(GlobalAverage(x, output: mean, adds: true))
    bench.add(Linear(mean, weights: w1, bias: b1, output: squeezed))
    bench.add(Linear(squeezed, weights: w2, bias: b2, output: gate))
    bench.add(ChannelGate(x.leftOpen(), gate: gate, output: z))
    bench.probe(z)
    try bench.check { given in
      func linear(_ input: Images, _ w: Parameter, _ b: Parameter, _ outputs: Int) -> Images {
        let product = input.convolved(given[w], kernel: 1, outputs: outputs)
        return Images(product.shape) { image, y, x, c in product[image, y, x, c] + given[b][c] }
      }
      let hidden = linear(given[x].averaged(), w1, b1, 2).activated(.relu), g = linear(hidden, w2, b2, 6).activated(.hSigmoid)
      return [Images(x.shape) { image, y, x_, c in given[x][image, y, x_, c] * g[image, 0, 0, c] }]
    }
  }
}
