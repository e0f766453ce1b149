import FoundationEssentials
import Spaces
import Testing

@Suite struct ShuffleNetTests {
  static let space = Space.shuffleNet()

  @Test func itHasTheReleasedCodesStages() throws {
    try Self.space.validate()
    #expect(
      Self.space.shapes.map(\.channels).dropFirst() == [64, 64, 64, 64, 160, 160, 160, 160] + Array(repeating: 320, count: 8)[...] + [
        640, 640, 640, 640,
      ])
    #expect(Self.space.shapes.first == ImageShape(height: 112, width: 112, channels: 16) && Self.space.shapes.last?.height == 7)
    #expect(Self.space.choices.allSatisfy { $0.candidates.map(\.name) == ["choice_3", "choice_5", "choice_7", "choice_x"] })
  }

  /// Even channels pass, odd ones are convolved; 3 × 3 depthwise convolutions are followed by no activation.
  @Test func aBlockOfStrideOneConvolvesTheOddChannels() throws {
    let layers = Self.space.layers(ofNode: 1, candidate: 1)
    #expect(layers.count == 2 && layers[0].layer == .shuffle(groups: 32))
    #expect(layers[1].branches[0].map(\.layer) == [.channels(.first, of: 2)])
    let main = layers[1].branches[1]
    #expect(main.map(\.output.channels) == Array(repeating: 32, count: 9))
    #expect(main[3].layer == .activation(.relu) && main[4].isDepthwise && main[6].isPointwise && main[8].layer == .activation(.relu))
  }

  @Test func aBlockOfStrideTwoProjectsWithItsOwnKernel() throws {
    for (candidate, kernel) in [3, 5, 7, 3].enumerated() {
      let branches = Self.space.layers(ofNode: 4, candidate: candidate)[0].branches
      guard case .convolution(let convolution) = branches[0][0].layer else {
        Issue.record("\(branches[0][0])")
        return
      }
      #expect(convolution.kernel == kernel && convolution.stride == .fixed(2) && branches[0].last?.output.channels == 64)
      #expect(branches[1].last?.output == ImageShape(height: 28, width: 28, channels: 96))
    }
  }

  @Test func onlyANetTrainedForItselfHasScalesAndShifts() throws {
    let searched = CostTable(.shuffleNet(form: .search)), trained = CostTable(Self.space)
    let first = Self.space.layers(ofNode: 1, candidate: 0)[1].branches[1], path = Architecture(path: Array(repeating: 0, count: 20))
    #expect(trained.choices[1][0].parameters - searched.choices[1][0].parameters == first.count { $0.layer == .normalization() } * 64)
    #expect(searched.cost(of: path).macs == trained.cost(of: path).macs)
  }

  /// Reductions by half at layers 5 and 9 alone; layers 1 and 17 change their width and keep the size.
  @Test func theCIFARFormReducesTwice() throws {
    let space = try Catalogue.space(named: "shufflenet-cifar")
    #expect(space.shapes.map(\.height) == Array(repeating: 32, count: 5) + Array(repeating: 16, count: 4) + Array(repeating: 8, count: 12))
    let branches = space.layers(ofNode: 0, candidate: 0)[1].branches
    #expect(branches[0].last?.output.channels == 8 && branches[1].last?.output.channels == 56)
  }

  @Test func widthsAreTenthsOfHalfTheStages() throws {
    let widths = [2, 4, 6, 8, 10, 12, 14, 16].map { tenths in
      Space.shuffleNet(tenths: [tenths]).layers(ofNode: 1, candidate: 0)[1].branches[1][1].output.channels
    }
    #expect(widths == [6, 12, 19, 25, 32, 38, 44, 51])
  }

  /// (4 · 8)²⁰ paths: each block in each width costs what it costs in a space of this width alone.
  @Test func channelSearchHasEachBlockInEachWidthAtItsOwnCost() throws {
    let space = try Catalogue.space(named: "shufflenet-channels"), costs = CostTable(space)
    try space.validate()
    #expect(space.choices.allSatisfy { $0.candidates.count == 32 && $0.widthsAbove == (0..<32).map { $0 % 8 } })
    #expect("\(try PathIndex(space).count)" == "1267650600228229401496703205376")
    for (number, tenths) in Stages.shuffleNetTenths.enumerated() {
      let width = Space.shuffleNet(tenths: [tenths]), own = CostTable(width)
      for layer in 0..<20 {
        for block in 0..<4 {
          let candidate = space.choices[layer].candidates[8 * block + number]
          #expect(candidate.name == "\(width.choices[layer].candidates[block].name)@\(tenths / 10).\(tenths % 10)")
          #expect(candidate.layers == width.choices[layer].candidates[block].layers)
          #expect(costs.choices[layer][8 * block + number] == own.choices[layer][block])
        }
      }
    }
    #expect(try Space(json: JSONEncoder().encode(space)) == space)
  }

  /// The released net is the one of scale 1 everywhere.
  @Test func scaleOneIsTheSpaceWithoutChannelSearch() throws {
    let space = try Catalogue.space(named: "shufflenet-channels"), released = try Catalogue.published(named: "SPOS-released")
    let path = released.text.compactMap(\.wholeNumberValue).map { 8 * $0 + 3 }
    let cost = CostTable(space).cost(of: Architecture(path: path))
    #expect(cost == Cost(parameters: 3_558_464, macs: 322_918_720))
  }

  @Test(arguments: ["shufflenet-channels-cifar", "shufflenet-channels-tiny"]) func smallerFormsSearchTheSameWidths(name: String) throws {
    let space = try Catalogue.space(named: name)
    try space.validate()
    #expect(space.choices.allSatisfy { $0.widthsAbove == (0..<32).map { $0 % 8 } })
  }
}
