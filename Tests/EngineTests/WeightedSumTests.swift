import Engine
import GradientOracle
import Testing

@Suite struct WeightedSumTests {
  @Test(arguments: [1, 3, 24]) func outputsAndGradientsAreThoseOfTheTape(channels: Int) throws {
    var bench = Bench()
    let a = bench.source(3, 4, channels, normalized: true, .relu6), b = bench.source(3, 4, channels)
    let c = bench.source(3, 4, channels, normalized: true, affine: false, .swish), z = bench.view(3, 4, channels, normalized: true)
    bench.add(WeightedSum(Inputs([a, b, c]), weights: [.constant(0.3), .constant(-1.5), .constant(0.7)], output: z))
    bench.probe(z)
    try bench.check { given in
      [Bench.read(given[a].mapped { $0 * 0.3 } + given[b].mapped { $0 * -1.5 } + given[c].mapped { $0 * 0.7 }, z, given)]
    }
  }

  @Test func withoutWeightsItAdds() throws {
    var bench = Bench()
    let a = bench.source(3, 4, 5, normalized: true, .relu6), z = bench.view(3, 4, 5)
    bench.add(WeightedSum(Inputs([a, a.leftOpen()], adds: [true, false]), output: z))
    bench.probe(z)
    let outcome = bench.run(try bench.executor())
    var single = Bench()
    let x = single.source(3, 4, 5, normalized: true, .relu6)
    single.probe(x)
    let once = single.run(try single.executor())
    #expect(zip(outcome.seen[0], once.seen[0]).allSatisfy { $0 == 2 * $1 })
  }

  @Test func slotsAreReadWhenThePassRunsAndTheirGradientsAddUp() throws {
    var bench = Bench(images: 5)
    let a = bench.source(3, 4, 3, normalized: true, .relu6), b = bench.source(3, 4, 3), z = bench.view(3, 4, 3)
    let weights = [ScalarSlot(&bench.layout), ScalarSlot(&bench.layout)],
      gradients = [ScalarSlot(&bench.layout), ScalarSlot(&bench.layout)]
    let found = WeightedSum.WeightGradients(gradients, WeightedSum.Parts(&bench.layout, count: 2, slices: 4))
    bench.add(WeightedSum(Inputs([a, b]), weights: weights.map(Scalar.slot), output: z, weightGradients: found))
    bench.probe(z)
    let executor = try bench.executor(threads: 2), memory = executor.contents
    func loss(_ values: [Double]) -> Double {
      for (slot, value) in zip(weights, values) { slot.set(value, memory) }
      return zip(bench.run(executor).seen[0], bench.coefficients(0)).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    _ = loss([0.25, 2])
    let once = gradients.map { $0.value(memory) }
    for k in 0..<2 {
      var above = [0.25, 2], below = above
      above[k] += 0.5
      below[k] -= 0.5
      let exact = loss(above) - loss(below)
      #expect(abs(once[k] - exact) < 1e-4 * max(abs(exact), 1), "the sum is linear in its weights")
    }
    let after = gradients.map { $0.value(memory) }
    #expect(zip(after, once).allSatisfy { abs($0 - 5 * $1) < 1e-6 * abs($0) })
  }

  /// Views that are read by the sum alone take its gradient times their weight; one weight stands on two views.
  @Test func aViewWithAGainNeedsNoGradientOfItsOwn() throws {
    var bench = Bench(images: 5)
    let z = bench.view(3, 4, 7), slots = [ScalarSlot(&bench.layout), ScalarSlot(&bench.layout)], knobs = slots.map(Scalar.slot)
    let gradients = [ScalarSlot(&bench.layout), ScalarSlot(&bench.layout)]
    let values = [0.4, -1.25]
    let branches = [true, false].enumerated().map { k, affine in
      bench.source(3, 4, 7, normalized: true, affine: affine, gradientOf: z, gain: knobs[k])
    }
    let skip = bench.source(3, 4, 7), order = [0, 1, 0]
    bench.add(
      WeightedSum(
        Inputs(branches + [skip]), weights: order.map { knobs[$0] }, output: z,
        weightGradients: WeightedSum.WeightGradients(order.map { gradients[$0] }, WeightedSum.Parts(&bench.layout, count: 3, slices: 4))))
    bench.probe(z)
    bench.prepare = { memory in for (slot, value) in zip(slots, values) { slot.set(value, memory) } }
    try bench.check { given in
      [given[branches[0]].mapped { $0 * 0.4 } + given[branches[1]].mapped { $0 * -1.25 } + given[skip].mapped { $0 * 0.4 }]
    }
    let executor = try bench.executor(threads: 2), memory = executor.contents, plain = bench.run(executor)
    let found = gradients.map { $0.value(memory) }
    func loss(_ changed: [Double]) -> Double {
      for (slot, value) in zip(slots, changed) { slot.set(value, memory) }
      return zip(bench.run(executor).seen[0], bench.coefficients(0)).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    for k in 0..<2 {
      let exact =
        loss([values[0] + (k == 0 ? 0.5 : 0), values[1] + (k == 1 ? 0.5 : 0)])
        - loss([values[0] - (k == 0 ? 0.5 : 0), values[1] - (k == 1 ? 0.5 : 0)])
      #expect(abs(found[k] - exact) < 1e-4 * max(abs(exact), 1))
    }
    #expect(!plain.seen.isEmpty)
  }

  @Test func nothingMakesZero() throws {
    var bench = Bench()
    let z = bench.view(3, 4, 5)
    bench.add(WeightedSum(Inputs([]), output: z))
    bench.probe(z)
    #expect(bench.run(try bench.executor()).seen[0].allSatisfy { $0 == 0 })
  }
}
