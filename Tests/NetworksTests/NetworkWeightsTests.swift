import Engine
import Networks
import Spaces
import Testing

@Suite struct NetworkWeightsTests {
  /// Chains, cells whose choices are followed in many places, branches: nothing is left out and nothing stands twice.
  @Test(arguments: Samples.catalogue.indices) func everyWeightBelongsToOneCandidateOrToAll(number: Int) throws {
    let network = try Network(Samples.catalogue[number], Classification(), batch: 2, .path), weights = network.weights
    let owned = (weights.fixed + weights.choices.joined().joined()).map(\.name)
    let all = network.parameters.parameters.filter { $0.kind == .weight && !$0.name.hasPrefix("auxiliary") }.map(\.name)
    #expect(owned.count == all.count && Set(owned) == Set(all))
    #expect(weights.choices.map(\.count) == network.space.choices.map(\.candidates.count))
  }

  @Test func aCandidatesWeightsAreThoseItComputesWith() throws {
    let space = Space.nasBenchMacro(input: Samples.input, classes: 3, stem: 4, widths: [6, 8], depths: [2, 2], head: 12)
    let weights = try Network(space, Classification(), batch: 2, .path).weights
    #expect(weights.fixed.map(\.name) == ["stem/convolution1/weight", "head/convolution1/weight", "classifier/weight"])
    #expect(weights.choices[0][0].map(\.name) == ["layer1/identity/convolution1/weight"] && weights.choices[1][0].isEmpty)
    #expect(weights.choices[1][1].map(\.name) == (1...3).map { "layer2/MB3_K3/convolution\($0)/weight" })
  }
}
