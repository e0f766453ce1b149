import Spaces
import Testing

@Suite struct ProxylessGPUTests {
  static let space = Space.proxylessGPU()

  @Test func theIdentityIsIllegalAtSixLayers() throws {
    try Self.space.validate()
    let illegal = Self.space.choices.indices.filter { !Self.space.choices[$0].candidates.contains { $0.name == "identity" } }
    #expect(illegal == [0, 4, 8, 12, 16, 20])
    #expect(Self.space.choices.reduce(0) { $0 + $1.candidates.count } == 141)
    #expect(Self.space.choices[1].candidates.map(\.name) == ["MB3_K3", "MB6_K3", "MB3_K5", "MB6_K5", "MB3_K7", "MB6_K7", "identity"])
  }

  @Test func itRunsFromItsShallowestToItsLargest() {
    let table = CostTable(Self.space)
    let shallowest = Self.space.choices.map { $0.candidates.count == 7 ? 6 : 0 }
    #expect(table.cost(of: Architecture(path: shallowest)) == Cost(parameters: 3_304_488, macs: 182_479_200))
    #expect(table.cost(of: Architecture(path: Array(repeating: 0, count: 21))) == Cost(parameters: 5_151_552, macs: 460_908_960))
    #expect(table.cost(of: Architecture(path: Array(repeating: 5, count: 21))) == Cost(parameters: 8_382_408, macs: 1_036_673_856))
  }
}
