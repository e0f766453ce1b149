import Spaces
import Testing

@Suite struct CountingTests {
  @Test func eachConventionAddsItsTerms() {
    let space = Space(
      name: "one of each", input: ImageShape(height: 8, width: 8, channels: 2), classes: 10,
      stem: [
        .convolution(Convolution(.fixed(3))), .normalization(affine: false), .activation(.relu),
        .pool(Pool(.average, kernel: 3, stride: .fixed(2))), .pool(Pool(.max, kernel: 3, stride: .one)), .globalAverage,
        .linear(outputs: 5),
      ], choices: [], nodes: [], head: [])
    let layers = space.stemLayers, macs = 64 * 2 * 3 + 15
    #expect(Counting.macs.count(layers) == macs)
    #expect(Counting.thop.count(layers) == macs + 4 * 48 + 17 * 3)
    #expect(Counting.macsAndTwiceNorm.count(layers) == macs + 2 * 192)
    #expect(Counting.macsAndFourTimesNorm.count(layers) == macs + 4 * 192)
    #expect(Counting.ptflops.count(layers) == macs + 2 * 192 + 192 + 192 + 48 + 48)
    #expect(Counting.macsAndLinearAdditions.count(layers) == macs + 15 - 5)
    let gate = PlacedLayer(.squeezeExcite(SqueezeExcite(of: .fixed(1))), layers[1].input, layers[1].input)
    #expect(Counting.macsAndGatePools.count([gate]) == gate.macs + 192)
  }

  @Test func theLayersOfAnArchitectureCostWhatTheTableSays() throws {
    for text in ["22212220", "00000000"] {
      let space = Space.nasBenchMacro(), architecture = try space.architecture(text)
      #expect(Cost(space.layers(of: architecture)) == CostTable(space).cost(of: architecture))
    }
  }
}
