import Engine
import GradientOracle
import Streams
import Testing

@Suite struct DropoutTests {
  private func bench(_ unit: Dropout.Unit, rate: Double) -> (Bench, View) {
    var bench = Bench(images: 64)
    let x = bench.source(4, 4, 8, normalized: true, .swish), z = bench.view(4, 4, 8)
    bench.add(Dropout(x, rate: .constant(rate), unit: unit, output: z, name: "drop"))
    bench.probe(z)
    bench.probe(x.leftOpen())
    return (bench, z)
  }

  private func mode(_ step: Int) -> Mode { Mode(.training(tracks: false), random: RandomStream(seed: 1, "noise").child(step)) }

  @Test(arguments: [Dropout.Unit.number, .image]) func survivorsAreScaledAndTheRateIsMet(unit: Dropout.Unit) throws {
    let (bench, _) = bench(unit, rate: 0.3), outcome = bench.run(try bench.executor(), mode(1))
    let length = unit == .image ? 128 : 1, pairs = Array(zip(outcome.seen[0], outcome.seen[1]))
    var dropped = 0
    for start in stride(from: 0, to: pairs.count, by: length) {
      let mine = pairs[start..<start + length]
      if mine.allSatisfy({ $0.0 == 0 }) { dropped += 1 } else { #expect(mine.allSatisfy { abs($0.0 - $0.1 / 0.7) < 1e-5 }) }
    }
    let count = Double(pairs.count / length), share = Double(dropped) / count
    #expect(abs(share - 0.3) < 4 * (0.21 / count).squareRoot())
  }

  @Test(arguments: [Dropout.Unit.number, .image]) func backwardMeetsTheSameMask(unit: Dropout.Unit) throws {
    var bench = Bench(images: 64)
    let x = bench.source(4, 4, 8), z = bench.view(4, 4, 8)
    bench.add(Dropout(x, rate: .constant(0.3), unit: unit, output: z, name: "drop"))
    bench.probe(z)
    let executor = try bench.executor(), outcome = bench.run(executor, mode(3)), memory = executor.contents
    for i in 0..<x.shape.count {
      let factor = outcome.seen[0][i] == 0 ? 0 : 1 / Float(0.7)
      #expect(abs(outcome.seen[0][i] - factor * memory.arena[x.tensor.offset + i]) < 1e-5)
      #expect(abs(outcome.dz[0][i] - factor * bench.coefficients(0)[i]) < 1e-5)
    }
  }

  @Test func whatDropsDependsOnTheStepAndOnNothingElse() throws {
    let (bench, _) = bench(.number, rate: 0.5), one = bench.run(try bench.executor(), mode(1))
    for threads in 1...4 { #expect(bench.run(try bench.executor(threads: threads), mode(1)) == one) }
    #expect(bench.run(try bench.executor(), mode(2)).seen[0] != one.seen[0])
  }

  @Test(arguments: [Mode(.batch), Mode(.inherited), Mode.training]) func onlyTrainingDrops(mode: Mode) throws {
    let (bench, _) = bench(.number, rate: mode == .training ? 0 : 0.5), executor = try bench.executor()
    let outcome = bench.run(executor, mode)
    #expect(outcome.seen[0] == outcome.seen[1])
  }

  @Test func aSlotSetsTheRatePassByPass() throws {
    var bench = Bench(images: 4)
    let x = bench.source(2, 2, 8), z = bench.view(2, 2, 8), slot = ScalarSlot(&bench.layout)
    bench.add(Dropout(x, rate: .slot(slot), output: z, name: "drop"))
    bench.probe(z)
    let executor = try bench.executor()
    slot.set(0, executor.contents)
    #expect(!bench.run(executor, mode(1)).seen[0].contains(0))
    slot.set(0.9, executor.contents)
    #expect(bench.run(executor, mode(1)).seen[0].filter { $0 == 0 }.count > 64)
  }
}
