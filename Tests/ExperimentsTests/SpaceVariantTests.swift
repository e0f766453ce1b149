import Experiments
import Spaces
import Testing

@Suite struct SpaceVariantTests {
  private static let imageNet = ImageShape(height: 224, width: 224, channels: 3), small = ImageShape(height: 32, width: 32, channels: 3)
  private static let tiny = ImageShape(height: 14, width: 14, channels: 1)

  /// With another name.
  private func catalogued(_ name: String, as own: Space) throws -> Space {
    var space = try Catalogue.space(named: name)
    space.name = own.name
    return space
  }

  @Test(arguments: SpaceVariant.Name.allCases) func aNameAloneIsTheCataloguesSpace(name: SpaceVariant.Name) throws {
    let isSmall = name == .nasBenchMacro || name == .nasBench201
    if name.enlarges {
      let own = try Catalogue.space(named: name.rawValue)
      #expect(try SpaceVariant(name).space(input: own.input, classes: own.classes) == catalogued(name.rawValue, as: own))
      return
    }
    let space = try SpaceVariant(name).space(input: isSmall ? Self.small : Self.imageNet, classes: isSmall ? 10 : 1000)
    #expect(try space == catalogued(name.rawValue, as: space))
  }

  @Test(
    arguments: [
      ("scarlet-tiny", .scarlet, 8, [8, 12, 24, 48], [2, 2, 2, 1], [1, 2, 2, 1], 128, nil, nil),
      ("fairnas-se-tiny", .fairNASWithGates, 8, [8, 12, 24, 48], [2, 2, 2, 1], [1, 2, 2, 1], 128, nil, nil),
      ("moga-tiny", .moGA, 8, [8, 12, 24], [2, 2, 2], [1, 2, 2], 96, nil, nil),
      ("shufflenet-tiny", .shuffleNet, 8, [16, 32, 64], [2, 2, 3], [1, 2, 2], 128, .relu6, .search),
      ("shufflenet-channels-tiny", .shuffleNetChannels, 8, [20, 40, 80], [2, 2, 3], [1, 2, 2], 128, .relu6, .search),
    ] as [(String, SpaceVariant.Name, Int, [Int], [Int], [Int], Int, Activation?, CellForm?)])
  func theCataloguesTinySpacesAreVariants(
    _ known: (
      name: String, variant: SpaceVariant.Name, stem: Int, widths: [Int], depths: [Int], strides: [Int], head: Int, activation: Activation?,
      form: CellForm?
    )
  ) throws {
    let variant = SpaceVariant(
      known.variant, stem: known.stem, widths: known.widths, depths: known.depths, strides: known.strides, stemStride: 1, head: known.head,
      activation: known.activation, form: known.form)
    let space = try variant.space(input: Self.tiny, classes: 10)
    #expect(try space == catalogued(known.name, as: space))
  }

  @Test func cellsHaveTheirNumberAndChannels() throws {
    let own = try SpaceVariant(.nasBench201, stem: 4, form: .search, cells: 1).space(input: Self.small, classes: 10)
    #expect(own == .nasBench201(channels: 4, cells: 1, form: .search))
  }

  /// One set of convolutions for both; the squeeze-excite is the one's own.
  @Test func twinsShareWeightsWhereItIsSaid() throws {
    for name in [SpaceVariant.Name.scarlet, .moGA] {
      let plain = try SpaceVariant(name).space(input: Self.imageNet, classes: 1000)
      let shared = try SpaceVariant(name, shareSE: true).space(input: Self.imageNet, classes: 1000)
      #expect(shared == plain.sharingTwins() && shared != plain)
      #expect(shared.choices.allSatisfy { $0.candidates.count { $0.weightsOf != nil } == 6 })
      #expect(try SpaceVariant(name, shareSE: false).space(input: Self.imageNet, classes: 1000) == plain)
    }
    let text = "{name: scarlet, shareSE: true}"
    #expect(try StrictYAML.decode(SpaceVariant.self, text, file: "a.yaml") == SpaceVariant(.scarlet, shareSE: true))
    for name in [SpaceVariant.Name.nasBenchMacro, .fairNASWithGates, .nasBench201] {
      let error = #expect(throws: ExperimentError.self) {
        try SpaceVariant(name, shareSE: true).space(input: Self.small, classes: 10)
      }
      #expect(error.map { "\($0)".contains("space.shareSE: is true, and no operations") } == true, "\(String(describing: error))")
    }
  }

  @Test func fieldsOfOtherSpacesAreRefused() {
    for variant in [
      SpaceVariant(.scarlet, activation: .relu), SpaceVariant(.moGA, form: .search), SpaceVariant(.nasBenchMacro, strides: [2, 2, 2]),
      SpaceVariant(.proxylessGPU, widths: [8]), SpaceVariant(.nasBenchMacro, form: .search),
      SpaceVariant(.nasBench201, widths: [8]), SpaceVariant(.nasBench201, cells: 0), SpaceVariant(.scarlet, cells: 2),
    ] {
      #expect(throws: ExperimentError.self) { try variant.space(input: Self.imageNet, classes: 10) }
    }
  }
}
