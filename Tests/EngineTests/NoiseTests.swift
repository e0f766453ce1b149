import Engine
import GradientOracle
import Streams
import Testing

@Suite struct NoiseTests {
  private func mode(_ step: Int) -> Mode { Mode(.training(tracks: false), random: RandomStream(seed: 1, "noise").child(step)) }

  private func bench(_ law: Noise.Law, mean: Double, amount: Double) -> (Bench, View) {
    var bench = Bench(images: 64)
    let x = bench.source(4, 4, 8, normalized: true, .swish), z = bench.view(4, 4, 8)
    bench.add(Noise(x, law, mean: mean, amount: .constant(amount), output: z, name: "noise"))
    bench.probe(z)
    bench.probe(x.leftOpen())
    return (bench, z)
  }

  @Test func whatIsAddedHasTheMeanAndTheDeviation() throws {
    for (law, deviation) in [(Noise.Law.gaussian, 0.5), (.uniform, 0.5 / 3.0.squareRoot())] {
      let (bench, _) = bench(law, mean: 0.25, amount: 0.5), seen = bench.run(try bench.executor(), mode(1)).seen
      let added = zip(seen[0], seen[1]).map { Double($0 - $1) }, count = Double(added.count)
      let mean = added.reduce(0, +) / count, variance = added.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      #expect(abs(mean - 0.25) < 4 * deviation / count.squareRoot())
      #expect(abs(variance.squareRoot() - deviation) < 4 * deviation / count.squareRoot())
      if law == .uniform { #expect(added.allSatisfy { abs($0 - 0.25) <= 0.5 + 1e-5 }) }
    }
  }

  @Test func addedNoiseLeavesTheGradientAndFactorsMeetItAgain() throws {
    for law in Noise.Law.allCases {
      var bench = Bench(images: 16)
      let x = bench.source(4, 4, 8), z = bench.view(4, 4, 8)
      bench.add(Noise(x, law, mean: 0.1, amount: .constant(0.3), output: z, name: "noise"))
      bench.probe(z)
      let executor = try bench.executor(), outcome = bench.run(executor, mode(3)), memory = executor.contents
      for i in 0..<x.shape.count {
        let value = memory.arena[x.tensor.offset + i], factor = law == .factor ? outcome.seen[0][i] / value : 1
        #expect(abs(outcome.dz[0][i] - factor * bench.coefficients(0)[i]) < 1e-3 * max(1, abs(factor)))
      }
    }
  }

  @Test func whatIsDrawnDependsOnTheStepAndOnNothingElse() throws {
    let (bench, _) = bench(.gaussian, mean: 0, amount: 0.5), one = bench.run(try bench.executor(), mode(1))
    for threads in 1...4 { #expect(bench.run(try bench.executor(threads: threads), mode(1)) == one) }
    #expect(bench.run(try bench.executor(), mode(2)).seen[0] != one.seen[0])
  }

  @Test(arguments: [Mode(.batch), Mode(.inherited)]) func onlyTrainingIsNoisy(mode: Mode) throws {
    let (bench, _) = bench(.gaussian, mean: 1, amount: 0.5), outcome = bench.run(try bench.executor(), mode)
    #expect(outcome.seen[0] == outcome.seen[1])
  }

  @Test func numbersThatStandAloneAreStandardNormalInEveryMode() throws {
    var bench = Bench(images: 64)
    let z = bench.view(4, 4, 8)
    bench.add(Noise(nil, output: z, name: "noise"))
    bench.probe(z)
    for (mode, images) in [(mode(1), 64.0), (Mode(.inherited), 1)] {
      let seen = bench.run(try bench.executor(), mode).seen[0], count = images * 128
      let mean = seen.reduce(0) { $0 + Double($1) } / Double(seen.count)
      let variance = seen.reduce(0) { $0 + Double($1) * Double($1) } / Double(seen.count)
      #expect(abs(mean) < 4 / count.squareRoot() && abs(variance - 1) < 4 * (2 / count).squareRoot())
    }
  }

  @Test func theAmountIsAShareOfTheDeviationOfTheWholeBatch() throws {
    var bench = Bench(images: 5)
    let x = bench.source(4, 4, 8, normalized: true, .relu), z = bench.view(4, 4, 8), slot = ScalarSlot(&bench.layout)
    bench.add(Deviation(x.leftOpen(), slot: slot, Deviation.Sums(&bench.layout, slices: 4), name: "deviation"))
    bench.add(Noise(x, .uniform, amount: .constant(0.2), spread: slot, output: z, name: "noise"))
    bench.probe(z)
    bench.probe(x.leftOpen())
    for threads in 1...3 {
      let executor = try bench.executor(threads: threads), seen = bench.run(executor, mode(1)).seen, count = Double(seen[1].count)
      let mean = seen[1].reduce(0) { $0 + Double($1) } / count
      let deviation = (seen[1].reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / (count - 1)).squareRoot()
      #expect(abs(slot.value(executor.contents) - deviation) < 1e-9)
      let most = zip(seen[0], seen[1]).map { Double(abs($0 - $1)) }.max() ?? 0
      #expect(most <= 0.2 * deviation + 1e-5 && most > 0.19 * deviation)
    }
  }
}
