import Engine
import GradientOracle
import Testing

@Suite struct ScalarTests {
  @Test func aSlotHoldsADoubleUntilItIsSetAgain() throws {
    var bench = Bench()
    let first = ScalarSlot(&bench.layout), second = ScalarSlot(&bench.layout), x = bench.source(1, 1, 1)
    bench.probe(x)
    let memory = try bench.executor().contents
    #expect(first.value(memory) == 0)
    first.set(0.1, memory)
    second.set(-1e-300, memory)
    #expect(first.value(memory) == 0.1 && second.value(memory) == -1e-300)
  }
}
