import Spaces
import Testing

@Suite struct NASBench201Tests {
  static let space = Space.nasBench201()

  @Test func itHasAllArchitecturesOfTheBenchmark() throws {
    try Self.space.validate()
    #expect(Self.space.choices.map(\.name) == ["1<-0", "2<-0", "2<-1", "3<-0", "3<-1", "3<-2"])
    #expect(Self.space.choices.reduce(1) { $0 * $1.candidates.count } == 15_625)
    #expect(Self.space.choices[0].candidates.map(\.name) == ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"])
  }

  /// By hand: 15 cells of 6 convolutions, 17 layers outside.
  @Test func costsFollowFromTheReleasedLayers() throws {
    let table = CostTable(Self.space), convolutions = try Self.space.architecture("333333"), nothing = try Self.space.architecture("000000")
    let cells = [16, 32, 64].reduce(0) { $0 + 30 * (9 * $1 * $1 + 2 * $1) }
    let outside = (432 + 32) + (4608 + 9216 + 512 + 128) + (18_432 + 36_864 + 2048 + 256) + 128 + 650
    #expect(outside == 73_306)
    #expect(table.cost(of: nothing).parameters == outside)
    #expect(table.cost(of: convolutions) == Cost(parameters: outside + cells, macs: 220_119_680))
  }

  @Test func theSearchNetworkNormalisesWithoutScale() {
    let table = CostTable(.nasBench201(form: .search))
    #expect(table.choices[0].map(\.parameters) == [0, 0, 5 * (256 + 1024 + 4096), 5 * 9 * (256 + 1024 + 4096), 0])
  }
}
