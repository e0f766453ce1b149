import Spaces
import Testing

@Suite struct FairNASTests {
  @Test func resolutionsAndWidthsAreThoseOfTheReleasedNets() {
    let space = Space.fairNAS()
    #expect(space.shapes.map(\.channels) == [16, 32, 32, 40, 40, 40, 40, 80, 80, 80, 80, 96, 96, 96, 96, 192, 192, 192, 192, 320])
    #expect(space.shapes.map(\.height) == [112, 56, 56, 28, 28, 28, 28] + Array(repeating: 14, count: 8) + Array(repeating: 7, count: 5))
    #expect(space.stemLayers.filter { $0.layer == .activation(.relu6) }.count == 2)
    #expect(space.headLayers.contains { $0.layer == .dropout(0.2) })
    #expect((0..<19).filter { !space.residual(ofNode: $0, candidate: 0) } == [0, 2, 6, 10, 14, 18])
  }

  @Test func candidatesAreOrderedByExpansionThenKernel() {
    #expect(Space.fairNAS().choices[0].candidates.map(\.name) == ["MB3_K3", "MB3_K5", "MB3_K7", "MB6_K3", "MB6_K5", "MB6_K7"])
  }

  @Test func fixedLayersOfFairNASHaveOneCandidate() {
    let space = Space.fairNAS(searchable: 18)
    #expect(space.choices.map(\.candidates.count) == Array(repeating: 6, count: 18) + [1])
    #expect(space.choices[18].candidates[0].name == "MB6_K5")
  }

  @Test func reducedSpacesKeepTheStructure() throws {
    #expect(try Catalogue.space(named: "fairnas-cifar").choices == Catalogue.space(named: "fairnas").choices)
    #expect(try Catalogue.space(named: "fairnas-cifar").shapes.last == ImageShape(height: 4, width: 4, channels: 320))
  }

  @Test func squeezeExciteOfThePublishedNetsReadsABlocksInputs() throws {
    let wide = Space.fairNAS(squeeze: 1), narrow = Space.fairNAS(squeeze: 2)
    for (space, squeezed) in [(wide, 16), (narrow, 8)] {
      let layers = space.layers(ofNode: 0, candidate: 0)
      #expect(layers[2].layer == .activation(.swish) && layers[6].squeezed == squeezed && layers[6].input.channels == 48)
      guard case .squeezeExcite(let gate) = layers[6].layer else {
        Issue.record("\(layers[6])")
        return
      }
      #expect(gate.inner == .swish && gate.gate == .sigmoid && space.stemLayers[2].layer == .activation(.relu))
    }
  }
}
