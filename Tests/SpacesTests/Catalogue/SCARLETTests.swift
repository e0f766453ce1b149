import Spaces
import Testing

@Suite struct SCARLETTests {
  static let space = Space.scarlet()

  @Test func onlyAllButAStagesFirstLayerMayBeSkipped() throws {
    try Self.space.validate()
    let names = ["MB3_K3", "MB3_K5", "MB3_K7", "MB6_K3", "MB6_K5", "MB6_K7"]
    let legal = Self.space.choices.indices.filter { Self.space.choices[$0].candidates.last?.name == "skip" }.map { $0 + 1 }
    #expect(legal == [2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18])
    for choice in Self.space.choices { #expect(choice.candidates.prefix(12).map(\.name) == names + names.map { "\($0)_SE" }) }
    #expect(Self.space.choices.reduce(0) { $0 + $1.candidates.count } == 19 * 12 + 13)
  }

  @Test func itRunsFromItsShallowestToItsLargest() throws {
    let table = CostTable(Self.space)
    let shallowest = Self.space.choices.map { $0.candidates.count == 13 ? 12 : 0 }
    #expect(table.cost(of: Architecture(path: shallowest)) == Cost(parameters: 2_158_000, macs: 108_869_888))
    #expect(table.cost(of: Architecture(path: Array(repeating: 11, count: 19))) == Cost(parameters: 9_038_096, macs: 561_340_928))
  }

  @Test func squeezeExciteReadsTheHiddenWidthBehindHSwish() throws {
    let layers = Self.space.layers(ofNode: 0, candidate: 6)
    #expect(layers[5].layer == .activation(.hSwish) && layers[6].squeezed == 48 / 4)
    #expect(layers[6].layer == .squeezeExcite(SqueezeExcite(of: .fixed(12), divisor: 1, inner: .relu, gate: .hSigmoid)))
    #expect(!Self.space.headLayers.contains { if case .dropout = $0.layer { true } else { false } })
  }
}
