import Engine
import GradientOracle
import Testing

@Suite struct ViewTests {
  /// Activations without BatchNorm: forward and slope, on widths that use every block of lanes.
  @Test(arguments: Nonlinearity.allCases, [1, 3, 61]) func activationsNeedNoBatchNorm(activation: Nonlinearity, channels: Int) throws {
    var bench = Bench()
    let x = bench.source(3, 2, channels, activation)
    bench.probe(x)
    try bench.check { given in [given[x]] }
  }

  @Test func aResidualIsAddedBehindTheActivation() throws {
    var bench = Bench()
    let x = bench.source(3, 2, 5, normalized: true, .relu6), other = bench.source(3, 2, 5)
    bench.probe(x.adding(other.tensor))
    let seen = bench.run(try bench.executor()).seen[0], executor = try bench.executor(), memory = executor.contents
    var plain = Bench()
    let y = plain.source(3, 2, 5, normalized: true, .relu6)
    plain.probe(y)
    let without = plain.run(try plain.executor()).seen[0]
    #expect(seen.indices.allSatisfy { abs(seen[$0] - without[$0] - memory.arena[other.tensor.offset + $0]) < 1e-5 })
  }

  @Test func onlyTheReaderThatClosesSettles() {
    var bench = Bench()
    let x = bench.view(2, 2, 3, normalized: true)
    #expect(x.closingBarrier == .backward && x.closingChannels == 3)
    #expect(x.leftOpen().closingBarrier == [] && x.leftOpen().closingChannels == 0)
    #expect(x.gathering(in: nil).closingBarrier == [])
  }
}
