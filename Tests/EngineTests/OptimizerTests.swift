import Engine
import GradientOracle
import Testing

@Suite struct OptimizerTests {
  @Test func parametersThatAreNotNamedStay() throws {
    var bench = Bench(images: 4)
    let x = bench.source(2, 2, 3), w = bench.weights(3), off = bench.weights(3), z = bench.view(2, 2, 1)
    bench.add(Pointwise(x, weights: w, output: z))
    bench.probe(z)
    let executor = try bench.executor(), memory = executor.contents, before = off.range.map { memory.parameters[$0] }
    let trained = w.range.map { memory.parameters[$0] }
    _ = bench.run(executor)
    Optimizer(.sgd(SGD(decay: 0.1))).update(executor, bench.plan.touched, rate: 0.1)
    #expect(off.range.map { memory.parameters[$0] } == before)
    #expect(w.range.map { memory.parameters[$0] } != trained)
  }
}
