import Engine
import GradientOracle
import Testing

@Suite struct MemoryTests {
  @Test func itKeepsItsArenaAlive() throws {
    var bench = Bench()
    let x = bench.source(40, 40, 3)
    bench.probe(x)
    var memories: [Memory] = []
    for _ in 0..<20 { memories.append(try bench.executor().contents) }
    let numbers = memories.map { memory in (0..<x.shape.count).map { memory.arena[x.tensor.offset + $0] } }
    #expect(Set(numbers).count == 1)
  }
}
