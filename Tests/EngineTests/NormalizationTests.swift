import Engine
import GradientOracle
import Testing

@Suite struct NormalizationTests {
  private func bench(affine: Bool = true) -> (Bench, View) {
    var bench = Bench(images: 6)
    let x = bench.source(3, 5, 3, normalized: true, affine: affine, .relu6)
    bench.probe(x)
    return (bench, x)
  }

  @Test(arguments: [true, false], [1, 3, 24]) func viewsAndGradientsAreThoseOfTheTape(affine: Bool, channels: Int) throws {
    for activation in Nonlinearity.allCases {
      var bench = Bench()
      let x = bench.source(3, 5, channels, normalized: true, affine: affine, activation)
      bench.probe(x)
      try bench.check { given in [given[x]] }
    }
  }

  @Test func runningStatisticsMoveByATenthTowardsUnbiasedMoments() throws {
    let (bench, x) = bench(), executor = try bench.executor(threads: 3), memory = executor.contents
    let running = try #require(x.normalization?.running).range.lowerBound
    func statistics() -> [Float] { (0..<6).map { memory.statistics[running + $0] } }
    #expect(statistics() == [0, 0, 0, 1, 1, 1])
    executor.forward(bench.plan, Mode(.training(tracks: false)))
    executor.forward(bench.plan, Mode(.batch))
    #expect(statistics() == [0, 0, 0, 1, 1, 1])
    executor.forward(bench.plan, Mode(.training(tracks: true)))
    let z = (0..<x.shape.count).map { Double(memory.arena[x.tensor.offset + $0]) }
    for c in 0..<3 {
      let values = stride(from: c, to: z.count, by: 3).map { z[$0] }, mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
      #expect(abs(Double(statistics()[c]) - 0.1 * mean) < 1e-7)
      #expect(abs(Double(statistics()[3 + c]) - (0.9 + 0.1 * variance)) < 1e-6)
    }
  }

  @Test func fixedReadsTheTablesThatLieThere() throws {
    let (bench, x) = bench(), executor = try bench.executor(), memory = executor.contents
    let normalization = try #require(x.normalization)
    let fresh = bench.run(executor, Mode(.batch)).seen, kept = normalization.coefficients(memory)
    for i in 0..<x.shape.count { memory.arena[x.tensor.offset + i] *= 3 }
    #expect(bench.run(executor, Mode(.batch)).seen != fresh)
    normalization.restore(kept[...], memory)
    for i in 0..<x.shape.count { memory.arena[x.tensor.offset + i] /= 3 }
    let restored = bench.run(executor, Mode(.fixed)).seen
    #expect(zip(restored[0], fresh[0]).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  /// Under `inherited`, and under `fixed` behind a `batch`, mean and variance are constants of the pass.
  @Test(arguments: [Mode.Statistics.inherited, .fixed]) func constantStatisticsPassNoGradient(statistics: Mode.Statistics) throws {
    let (bench, x) = bench(), executor = try bench.executor(), memory = executor.contents
    let normalization = try #require(x.normalization), running = try #require(normalization.running).range.lowerBound
    for c in 0..<3 { (memory.statistics[running + c], memory.statistics[running + 3 + c]) = (0.3 * Float(c), 0.5 + Float(c)) }
    if statistics == .fixed { executor.forward(bench.plan, Mode(.inherited)) }
    let outcome = bench.run(executor, Mode(statistics)), tape = Tape()
    let z = Images(shape: x.shape, numbers: tape.numbers((0..<x.shape.count).map { memory.arena[x.tensor.offset + $0] }))
    let parameters = bench.table.parameters.map { tape.numbers($0.range.map { memory.parameters[$0] }) }
    let y = z.normalized(scale: parameters[0], shift: parameters[1], mean: [0, 0.3, 0.6], variance: [0.5, 1.5, 2.5]).activated(.relu6)
    let coefficients = bench.coefficients(0), loss = Number.sum(zip(y.numbers, coefficients).map { $0 * Double($1) }, tape)
    let gradients = tape.gradients(of: loss)
    #expect(zip(outcome.seen[0], y.numbers).allSatisfy { abs(Double($0) - $1.value) < 1e-5 })
    #expect(zip(outcome.dz[0], z.numbers).allSatisfy { abs(Double($0) - gradients[$1.index]) < 1e-5 })
    #expect(zip(outcome.gradients[0], parameters[0]).allSatisfy { abs(Double($0) - gradients[$1.index]) < 1e-4 })
    #expect(zip(outcome.gradients[1], parameters[1]).allSatisfy { abs(Double($0) - gradients[$1.index]) < 1e-4 })
  }

  /// Five channels are stored, three are run: the first of scales, shifts, running means and running variances.
  @Test func aPartHasTheFirstChannelsOfWhatIsStored() throws {
    var bench = Bench(images: 6)
    let scale = bench.table.add("scale", [5], .normal(deviation: 1), .scale),
      shift = bench.table.add("shift", [5], .normal(deviation: 1), .shift)
    let running = bench.table.addStatistics("running", channels: 5), w = bench.part([1, 1], [2, 3]), x = bench.source(3, 5, 2)
    let normalization = Normalization(
      channels: 3, table: bench.layout.reserve(Normalization.floats(3)), scale: Parameter(leading: [3], of: scale),
      shift: Parameter(leading: [3], of: shift), running: Parameter(leading: [2, 3], of: running))
    let z = View(bench.layout.tensor(bench.shape(3, 5, 3)), normalization, .relu, gradient: bench.layout.tensor(bench.shape(3, 5, 3)))
    bench.add(Pointwise(x, weights: w, output: z))
    bench.probe(z)
    try bench.check { given in [Bench.read(given[x].convolved(given[w], kernel: 1, outputs: 3), z, given)] }
    #expect(Set(bench.plan.touched) == [w.stored, scale, shift])
    let executor = try bench.executor(), memory = executor.contents, first = running.range.lowerBound
    executor.forward(bench.plan)
    let means = (0..<5).map { memory.statistics[first + $0] }, variances = (5..<10).map { memory.statistics[first + $0] }
    #expect(means.map { $0 != 0 } == [true, true, true, false, false] && variances.map { $0 != 1 } == [true, true, true, false, false])
    // Inherited, they are read from where they were written.
    for c in 0..<5 { (memory.statistics[first + c], memory.statistics[first + 5 + c]) = (Float(c), Float(c + 1)) }
    executor.forward(bench.plan, Mode(.inherited))
    let found = normalization.coefficients(memory)
    for c in 0..<3 {
      let a = Double(memory.parameters[scale.range.lowerBound + c]) / (Double(c + 1) + Normalization.epsilon).squareRoot()
      #expect(abs(Double(found[c]) - a) < 1e-6)
      #expect(abs(Double(found[3 + c]) - (Double(memory.parameters[shift.range.lowerBound + c]) - Double(c) * a)) < 1e-6)
    }
  }
}
