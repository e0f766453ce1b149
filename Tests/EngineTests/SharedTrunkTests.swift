import Engine
import GradientOracle
import Testing

@Suite struct SharedTrunkTests {
  /// m passes through a shared trunk, which runs backward once, against m whole passes; gradients of all parameters, trunk included.
  @Test(arguments: [1, 2, 3]) func sharedTrunkGivesTheSumOfSeparatePasses(passes: Int) throws {
    var bench = Bench(images: 6)
    let x = bench.source(6, 5, 3), stemWeights = bench.weights(27 * 4), stem = bench.view(6, 5, 4, normalized: true, .relu6)
    bench.add(DenseConvolution(x, kernel: 3, weights: stemWeights, output: stem))
    let trunk = bench.plan, own = bench.layout.tensor(stem.shape)
    let branches = (0..<passes).map { _ in (weights: bench.weights(4 * 7), output: bench.view(6, 5, 7, normalized: true, .relu6)) }
    let coefficients = bench.layout.tensor(bench.shape(6, 5, 7)), seen = bench.layout.tensor(bench.shape(6, 5, 7))
    let numbers = bench.normals(coefficients.shape.count)
    func plan(_ branch: Int, _ view: View, _ shared: [any Instruction]) -> Plan {
      let (weights, output) = branches[branch]
      return Plan(
        trunk.instructions + shared + [
          Pointwise(view, weights: weights, output: output), Probe(input: output, seen: seen, coefficients: coefficients),
        ])
    }
    let needs = (0..<passes).map { plan($0, stem, []).needs }.reduce(Needs()) { $0.covering($1) }
    func gradients(_ run: (borrowing Executor) -> Void) throws -> [Float] {
      let executor = try Executor(
        Executor.Capacity(
          images: 6, activations: bench.layout, parameters: bench.table.count, statistics: bench.table.statisticsCount, needs: needs,
          threads: 2))
      let memory = executor.contents
      bench.table.initialize(memory, bench.random)
      for (i, value) in numbers.enumerated() { memory.arena[coefficients.offset + i] = value }
      for i in 0..<x.shape.count { memory.arena[x.tensor.offset + i] = numbers[i] }
      run(executor)
      return bench.table.parameters.flatMap { $0.range.map { memory.gradients[$0] } }
    }
    let separate = try gradients { executor in
      for branch in 0..<passes {
        let plan = plan(branch, stem, [])
        executor.forward(plan)
        executor.backward(plan)
      }
    }
    let shared = try gradients { executor in
      for branch in 0..<passes {
        let shared = SharedTrunk(stem, branch: own, adds: branch > 0, closes: branch == passes - 1)
        let plan = plan(branch, shared.output, [shared]), first = trunk.instructions.count
        executor.forward(plan, from: branch == 0 ? 0 : first)
        executor.backward(plan, downTo: first)
      }
      executor.backward(trunk)
    }
    let size = separate.map(abs).max() ?? 0
    #expect(zip(separate, shared).allSatisfy { abs($0 - $1) <= 2e-6 * size })
    #expect(separate[..<stemWeights.count].contains { abs($0) > 1e-3 * size })
  }
}
