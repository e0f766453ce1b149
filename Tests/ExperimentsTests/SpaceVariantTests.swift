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
    let isSmall = name == .nasBenchMacro
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

  @Test func fieldsOfOtherSpacesAreRefused() {
    for variant in [
      SpaceVariant(.scarlet, activation: .relu), SpaceVariant(.moGA, form: .search), SpaceVariant(.nasBenchMacro, strides: [2, 2, 2]),
      SpaceVariant(.proxylessGPU, widths: [8]), SpaceVariant(.nasBenchMacro, form: .search),
    ] {
      #expect(throws: ExperimentError.self) { try variant.space(input: Self.imageNet, classes: 10) }
    }
  }
}
