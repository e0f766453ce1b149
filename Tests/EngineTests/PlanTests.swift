import Engine
import GradientOracle
import Testing

@Suite struct PlanTests {
  @Test func anUnnumberNamesItsInstruction() throws {
    var bench = Bench(images: 6)
    let x = bench.source(4, 4, 3, normalized: true, .relu6), w = bench.weights(27 * 5), z = bench.view(4, 4, 5, normalized: true)
    bench.add(DenseConvolution(x, kernel: 3, weights: w, output: z))
    bench.probe(z)
    let executor = try bench.executor(), memory = executor.contents
    executor.forward(bench.plan)
    #expect(bench.plan.firstNotFinite(memory) == nil)
    let weights = try #require(bench.table.parameters.last { $0.kind == .weight })
    memory.parameters[weights.range.lowerBound] = .infinity
    executor.forward(bench.plan)
    #expect(bench.plan.firstNotFinite(memory) == weights.name)
    memory.arena[x.tensor.offset + 7] = .nan
    executor.forward(bench.plan)
    #expect(bench.plan.firstNotFinite(memory) == "source")
  }

  @Test func whatItTouchesAndNeedsIsThatOfItsInstructions() {
    var bench = Bench()
    let x = bench.source(3, 3, 2), w = bench.weights(6), z = bench.view(3, 3, 3, normalized: true)
    bench.add(Pointwise(x, weights: w, output: z))
    bench.probe(z)
    #expect(bench.plan.touched.map(\.kind) == [.weight, .scale, .shift])
    #expect(bench.plan.needs.channels == 3 && bench.plan.needs.weights == 6)
  }
}
