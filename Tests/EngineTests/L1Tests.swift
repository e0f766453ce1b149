import Engine
import GradientOracle
import Testing

@Suite struct L1Tests {
  @Test(arguments: [5, 6]) func lossAndGradientAreTheFormulae(images: Int) throws {
    var bench = Bench(images: 6)
    let y = bench.source(3, 2, 3), targets = bench.layout.tensor(y.shape)
    let loss = L1(y, targets: targets, results: bench.layout.reserveDoubles(5 * L1.doublesPerSlice), slices: 4)
    bench.add(loss)
    let executor = try bench.executor(threads: 2), memory = executor.contents, numbers = bench.normals(y.shape.count)
    for (i, value) in numbers.enumerated() { memory.arena[targets.offset + i] = value }
    let outcome = bench.run(executor, Mode(.training(tracks: true), scale: 2, images: images)), count = images * 18
    var sum = 0.0
    for i in 0..<count {
      let difference = Double(memory.arena[y.tensor.offset + i]) - Double(numbers[i])
      sum += abs(difference)
      #expect(outcome.dz[0][i] == (difference > 0 ? 2 : -2) / Float(count))
    }
    #expect(abs(loss.loss(executor.contents) - sum / Double(count)) < 1e-7)
  }
}
