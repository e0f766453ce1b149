import Spaces
import Testing

@Suite struct DiscretisationWeightsTests {
  @Test func theLargestWeightsAndTheLastOfEqualsGoOn() {
    let weights = [[0.1, 0.4, 0.2, 0.3], [0.25, 0.25, 0.25, 0.25], [0.5, 0.2, 0.2, 0.1]]
    #expect(Discretisation.survivors(weights: weights, count: 2) == [[1, 3], [2, 3], [0, 2]])
    #expect(Discretisation.survivors(weights: weights, count: 9) == [[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]])
  }

  /// P-DARTS's second stage: five of eight operations an edge, and more cells.
  @Test func aDeeperStageIsBuiltFromThem() throws {
    let first = Space.darts(name: "stage 1", cells: 5)
    let weights = first.choices.indices.map { choice in first.choices[choice].candidates.indices.map { Double(($0 * 3 + choice) % 8) } }
    let survivors = Discretisation.survivors(weights: weights, count: 5)
    let second = Space.darts(name: "stage 2", cells: 11) { edge in
      CellEdge.all.firstIndex(of: edge).map { choice in survivors[choice].map { Primitive.darts[$0] } } ?? []
    }
    try second.validate()
    #expect(second.choices.allSatisfy { $0.candidates.count == 5 })
    #expect(second.choices[1].candidates.map(\.name) == survivors[1].map { Primitive.darts[$0].rawValue })
    #expect(second.choices.reduce(0) { $0 + $1.candidates.count } == 140)
  }
}
