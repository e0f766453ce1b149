import Engine
import Streams
import Testing

@Suite struct ParameterTests {
  static let shapes = [
    ([5], [3]), ([2, 7], [2, 4]), ([3, 3, 6], [3, 3, 5]), ([1, 1, 4, 6], [1, 1, 4, 5]), ([1, 1, 4, 6], [1, 1, 3, 6]),
    ([3, 3, 4, 6], [3, 3, 2, 5]), ([1, 1, 4, 6], [1, 1, 4, 6]), ([5, 1, 1], [2, 1, 1]),
  ]

  /// Row by row, the last axis varying fastest: the numbers whose every index is below the part's length.
  @Test(arguments: shapes.indices) func aLeadingPartHasTheFirstNumbersAlongEachAxis(number: Int) {
    let (whole, part) = Self.shapes[number]
    var table = ParameterTable()
    _ = table.add("in front", [3], .one, .weight)
    let stored = table.add("weight", whole, .zero, .weight), leading = Parameter(leading: part, of: stored)
    let expected = (0..<stored.count).filter { flat in
      var rest = flat
      return zip(whole, part).reversed().allSatisfy { length, kept in
        defer { rest /= length }
        return rest % length < kept
      }
    }
    #expect(leading.indices == expected.map { stored.range.lowerBound + $0 })
    #expect(leading.part(of: Array(0..<stored.count)) == expected && leading.count == expected.count)
    #expect(leading.stored == stored && stored.stored == stored && stored.indices == Array(stored.range))
    #expect((leading == stored) == (part == whole) && Parameter(leading: part, of: leading).indices == leading.indices)
  }

  /// PyTorch's indexing leaves gradients of zero behind the part: momentum and decay act there.
  @Test func anUpdateMovesTheWholeOfWhichAPlanRunsAPart() throws {
    var bench = Bench(images: 3)
    let x = bench.source(4, 4, 3), w = bench.part([1, 1], [3, 4]), z = bench.view(4, 4, 4)
    bench.add(Pointwise(x, weights: w, output: z))
    bench.probe(z)
    #expect(bench.plan.touched == [w.stored] && bench.plan.instructions.flatMap(\.parameters) == [w])
    let executor = try bench.executor(), memory = executor.contents, stored = w.stored
    for i in stored.range { memory.velocity[i] = 0.5 }
    let before = stored.range.map { memory.parameters[$0] }
    executor.forward(bench.plan)
    executor.backward(bench.plan)
    let gradients = stored.range.map { memory.gradients[$0] }
    Optimizer(.sgd(SGD(momentum: 0.9, decay: 0.1))).update(executor, bench.plan.touched, rate: 0.2)
    let inside = Set(w.indices)
    for (place, index) in stored.range.enumerated() {
      let velocity = 0.9 * 0.5 + gradients[place] + 0.1 * before[place]
      #expect((gradients[place] == 0) != inside.contains(index))
      #expect(abs(memory.velocity[index] - velocity) < 1e-6 && abs(memory.parameters[index] - (before[place] - 0.2 * velocity)) < 1e-6)
    }
  }
}
