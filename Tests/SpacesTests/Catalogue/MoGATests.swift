import Spaces
import Testing

@Suite struct MoGATests {
  static let space = Space.moGA()

  @Test func itIsMobileNetV3sSkeleton() throws {
    try Self.space.validate()
    #expect(Self.space.shapes.map(\.channels) == [16, 24, 24, 40, 40, 40, 80, 80, 80, 80, 112, 112, 160, 160, 160])
    #expect(Self.space.shapes.map(\.height) == [112, 56, 56, 28, 28, 28] + Array(repeating: 14, count: 6) + [7, 7, 7])
    #expect(Self.space.choices.allSatisfy { $0.candidates.count == 12 })
  }

  @Test func activationsAreThoseOfTheLayersPlace() {
    for node in 0..<14 {
      let layers = Self.space.layers(ofNode: node, candidate: 6), activation: Activation = node < 5 ? .relu : .hSwish
      #expect(layers[2].layer == .activation(activation) && layers[5].layer == .activation(activation))
      guard case .squeezeExcite(let gate) = layers[6].layer else {
        Issue.record("\(layers[6])")
        return
      }
      #expect(gate.inner == activation && gate.gate == .hSigmoid && layers[6].squeezed == 3 * Self.space.shapes[node].channels / 4)
    }
  }

  @Test func itRunsFromItsSmallestToItsLargest() {
    let table = CostTable(Self.space)
    #expect(table.cost(of: Architecture(path: Array(repeating: 0, count: 14))) == Cost(parameters: 3_388_224, macs: 153_014_064))
    #expect(table.cost(of: Architecture(path: Array(repeating: 11, count: 14))) == Cost(parameters: 6_312_924, macs: 364_459_488))
  }
}
