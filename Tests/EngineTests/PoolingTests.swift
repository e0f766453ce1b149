import Engine
import GradientOracle
import Testing

@Suite struct PoolingTests {
  @Test(arguments: [Pooling.Kind.max, .average], [(3, 1), (3, 2), (5, 2)])
  func outputsAndGradientsAreThoseOfTheTape(kind: Pooling.Kind, window: (kernel: Int, stride: Int)) throws {
    for (channels, normalized) in [(1, true), (3, false), (24, true), (24, false)] {
      var bench = Bench(images: 3)
      let x = bench.source(7, 6, channels, normalized: normalized, .hSwish)
      let shape = x.shape.strided(by: window.stride, channels: channels)
      let z = bench.view(shape.height, shape.width, channels, normalized: !normalized)
      bench.add(Pooling(x, kind, kernel: window.kernel, stride: window.stride, output: z, adds: true))
      bench.probe(x.leftOpen())
      bench.probe(z)
      try bench.check { given in [given[x], Bench.read(given[x].pooled(kind, kernel: window.kernel, stride: window.stride), z, given)] }
    }
  }

  @Test(arguments: [Pooling.Kind.max, .average], [(2, 2), (5, 3)])
  func windowsMayStayInside(kind: Pooling.Kind, window: (kernel: Int, stride: Int)) throws {
    var bench = Bench(images: 3)
    let x = bench.source(8, 11, 24, normalized: true, .hSwish), shape = x.shape.windows(of: window.kernel, by: window.stride)
    let z = bench.view(shape.height, shape.width, 24)
    bench.add(Pooling(x, kind, kernel: window.kernel, stride: window.stride, padded: false, output: z))
    bench.probe(z)
    try bench.check { given in [given[x].pooled(kind, kernel: window.kernel, stride: window.stride, padded: false)] }
  }

  @Test func anActivationMayStandInFrontOfOneReader() throws {
    var bench = Bench(images: 3)
    let x = bench.source(7, 6, 24), z = bench.view(7, 6, 24)
    bench.add(Pooling(x.through(.relu), .average, kernel: 3, output: z, adds: true))
    bench.probe(x.leftOpen())
    bench.probe(z)
    try bench.check { given in [given[x], given[x].activated(.relu).pooled(.average, kernel: 3, stride: 1)] }
  }

  @Test func ofEqualLargestNumbersTheFirstTakesTheGradient() throws {
    var bench = Bench(images: 1)
    let x = bench.source(3, 3, 1), z = bench.view(1, 1, 1)
    bench.add(Pooling(x, .max, kernel: 3, stride: 3, output: z))
    bench.probe(z)
    let executor = try bench.executor(slices: 1)
    for i in 0..<9 { executor.contents.arena[x.tensor.offset + i] = 1 }
    let dz = bench.run(executor).dz[0]
    #expect(dz[0] == bench.coefficients(0)[0] && dz[1...].allSatisfy { $0 == 0 })
  }
}
