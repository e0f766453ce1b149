import Engine
import GradientOracle
import Testing

@Suite struct GlobalAverageTests {
  @Test(arguments: [1, 3, 24]) func outputsAndGradientsAreThoseOfTheTape(channels: Int) throws {
    for normalized in [true, false] {
      var bench = Bench()
      let x = bench.source(5, 3, channels, normalized: normalized, .relu6), z = bench.view(1, 1, channels, normalized: !normalized, .relu)
      bench.add(GlobalAverage(x, output: z))
      bench.probe(z)
      try bench.check { given in [Bench.read(given[x].averaged(), z, given)] }
    }
  }

  @Test func aSecondReaderAdds() throws {
    var bench = Bench()
    let x = bench.source(3, 3, 5, normalized: true, .hSwish), z = bench.view(1, 1, 5)
    bench.add(GlobalAverage(x, output: z, adds: true))
    bench.probe(x.leftOpen())
    bench.probe(z)
    try bench.check { given in [given[x], given[x].averaged()] }
  }
}
