import Engine
import GradientOracle
import Testing

@Suite struct ActivationTests {
  @Test(arguments: Activation.allCases, KernelLevel.allCases.filter(\.isAvailable))
  func whatIsNoNumberPasses(activation: Activation, level: KernelLevel) throws {
    var bench = Bench(images: 2)
    let x = bench.source(3, 3, 5, activation)
    bench.probe(x)
    let executor = try bench.executor(level: level)
    executor.contents.arena[x.tensor.offset + 7] = .nan
    let seen = bench.run(executor).seen[0]
    #expect(seen.enumerated().allSatisfy { $1.isNaN == ($0 == 7) })
  }

  /// Wherever it stands in a window: each position of the image is in one at least.
  @Test(arguments: [Pooling.Kind.max, .average], KernelLevel.allCases.filter(\.isAvailable))
  func whatIsNoNumberPassesPools(kind: Pooling.Kind, level: KernelLevel) throws {
    for place in 0..<9 {
      var bench = Bench(images: 1)
      let x = bench.source(3, 3, 1), z = bench.view(3, 3, 1)
      bench.add(Pooling(x, kind, kernel: 3, output: z))
      bench.probe(z)
      let executor = try bench.executor(level: level)
      executor.contents.arena[x.tensor.offset + place] = .nan
      #expect(bench.run(executor).seen[0][4].isNaN, "at \(place)")
    }
  }
}
