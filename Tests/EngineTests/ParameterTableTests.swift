import Engine
import Streams
import Testing

@Suite struct ParameterTableTests {
  private func initial(_ names: [String], _ start: ParameterTable.Start, count: Int = 20_000) throws -> [String: [Float]] {
    var table = ParameterTable()
    let parameters = names.map { table.add($0, [count], start, .weight) }
    let executor = try Executor(
      Executor.Capacity(images: 1, activations: Layout(), parameters: table.count, statistics: 0, needs: Needs(), threads: 1))
    table.initialize(executor.contents, RandomStream(seed: 5, "weights"))
    return Dictionary(
      uniqueKeysWithValues: parameters.map { p in (p.name, p.range.map { executor.contents.parameters[$0] }) })
  }

  @Test func valuesDependOnTheNameNotOnThePlace() throws {
    let one = try initial(["a", "b", "c"], .normal(deviation: 1), count: 100),
      other = try initial(["c", "a"], .normal(deviation: 1), count: 100)
    #expect(one["a"] == other["a"] && one["c"] == other["c"])
    #expect(one["a"] != one["b"])
  }

  @Test(arguments: [
    (ParameterTable.Start.heUniform(fanIn: 9), (2.0 / 9).squareRoot(), (6.0 / 9).squareRoot()),
    (.heNormal(fan: 9), (2.0 / 9).squareRoot(), .infinity), (.uniform(bound: 0.3), 0.3 / 3.0.squareRoot(), 0.3),
    (.normal(deviation: 0.2), 0.2, .infinity),
  ]) func momentsAreThoseOfTheDistribution(start: ParameterTable.Start, deviation: Double, bound: Double) throws {
    let values = try #require(try initial(["w"], start)["w"]).map(Double.init), count = Double(values.count)
    let mean = values.reduce(0, +) / count, variance = values.reduce(0) { $0 + $1 * $1 } / count
    #expect(abs(mean) < 0.03 * deviation)
    #expect(abs(variance.squareRoot() / deviation - 1) < 0.02)
    #expect(values.allSatisfy { abs($0) <= bound * 1.000001 })
  }
}
