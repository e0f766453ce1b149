import Engine
import GradientOracle
import Testing

@Suite struct ExecutorTests {
  private func bench() -> (Bench, View) {
    var bench = Bench(images: 6)
    let x = bench.source(4, 4, 3, normalized: true, .relu6), w = bench.weights(27 * 5), z = bench.view(4, 4, 5, normalized: true)
    bench.add(DenseConvolution(x, kernel: 3, weights: w, output: z))
    bench.probe(z)
    return (bench, x)
  }

  @Test func gradientsAddUpOverPassesUntilAnUpdate() throws {
    let (bench, _) = bench(), executor = try bench.executor(threads: 2)
    let once = bench.run(executor), twice = bench.run(executor)
    for (a, b) in zip(once.gradients, twice.gradients) { #expect(zip(a, b).allSatisfy { abs(2 * $0 - $1) <= 1e-6 * abs($1) }) }
    Optimizer(.sgd(SGD(momentum: 0))).update(executor, bench.table.parameters, rate: 0)
    #expect(bench.run(executor).gradients == once.gradients)
  }

  @Test func runningAPrefixOnceChangesNoBits() throws {
    let (bench, _) = bench(), executor = try bench.executor()
    let whole = bench.run(executor)
    Optimizer(.sgd(SGD(momentum: 0))).update(executor, bench.table.parameters, rate: 0)
    executor.forward(bench.plan, from: 1)
    executor.backward(bench.plan, downTo: 2)
    executor.backward(Plan(Array(bench.instructions[..<2])))
    let memory = executor.contents
    #expect(bench.table.parameters.map { $0.range.map { memory.gradients[$0] } } == whole.gradients)
  }

  /// Images beyond the pass's count have no part in outputs, statistics or gradients; fewer images than slices are no exception.
  @Test(arguments: [2, 5]) func aPassMayReadFewerImages(images: Int) throws {
    let (bench, x) = bench(), mode = Mode(.training(tracks: false), images: images)
    let executor = try bench.executor(), other = try bench.executor()
    for i in images * 48..<6 * 48 { other.contents.arena[x.tensor.offset + i] = .nan }
    let a = bench.run(executor, mode), b = bench.run(other, mode)
    #expect(a.gradients == b.gradients)
    #expect(a.seen[0][..<(images * 80)] == b.seen[0][..<(images * 80)])
    #expect(a.gradients != bench.run(try bench.executor()).gradients)
  }
}
