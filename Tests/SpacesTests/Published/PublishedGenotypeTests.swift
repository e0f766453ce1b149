import Spaces
import Testing

@Suite struct PublishedGenotypeTests {
  /// What an independent counter gave for 20 cells of 36 channels: parameters without the second head, MACs, thop in millions.
  struct Counted: Sendable, CustomTestStringConvertible {
    let name: String, parameters: Int, macs: Int?, thop: Double?
    var testDescription: String { name }
    init(_ name: String, _ parameters: Int, macs: Int?, thop: Double?) {
      (self.name, self.parameters, self.macs, self.thop) = (name, parameters, macs, thop)
    }
  }

  static let counted = [
    Counted("DARTS_V1", 3_169_414, macs: 500_987_520, thop: 501.14),
    Counted("DARTS_V2", 3_349_342, macs: 528_359_040, thop: 528.40),
    Counted("PC_DARTS_cifar", 3_634_678, macs: 556_670_592, thop: 558.26),
    Counted("PC_DARTS_image", 3_721_510, macs: 570_466_944, thop: 570.50),
    Counted("PDARTS", 3_433_798, macs: 532_174_464, thop: 532.32),
    Counted("SNAS", 2_661_382, macs: 422_218_368, thop: nil),
    Counted("GDAS_V1", 3_368_782, macs: 519_428_736, thop: nil),
    Counted("MdeNAS", 3_783_286, macs: 599_110_272, thop: nil),
    Counted("FairDARTS_a", 2_360_782, macs: 371_455_200, thop: 371.82),
    Counted("FairDARTS_b", 3_407_878, macs: 536_487_552, thop: 536.52),
    Counted("FairDARTS_c", 2_598_814, macs: 399_987_936, thop: 400.02),
    Counted("FairDARTS_d", 3_365_542, macs: 532_506_240, thop: 532.88),
    Counted("FairDARTS_e", 2_643_742, macs: 414_696_672, thop: 414.84),
    Counted("FairDARTS_f", 3_151_054, macs: 497_614_464, thop: 497.65),
    Counted("FairDARTS_g", 2_899_054, macs: 453_376_224, thop: 453.51),
    Counted("NOISE_50_1", 3_480_022, macs: 552_938_112, thop: 553.2),
    Counted("NOISE_50_2", 3_304_198, macs: 522_276_480, thop: 522.3),
    Counted("NOISE_50_3", 3_069_622, macs: 489_347_712, thop: 489.6),
    Counted("NoisyDARTS_a", 3_257_110, macs: 513_871_488, thop: nil),
    Counted("ID2_1", 2_732_230, macs: nil, thop: 433.6),
    Counted("ID2_2", 3_005_254, macs: nil, thop: 476.0),
    Counted("ID2_3", 2_339_110, macs: nil, thop: 378.8),
    Counted("ID2_4", 2_632_870, macs: nil, thop: 407.5),
    Counted("ID2_5", 2_708_038, macs: nil, thop: 442.1),
    Counted("ID2_6", 3_291_454, macs: nil, thop: 517.6),
    Counted("ID2_7", 2_990_134, macs: nil, thop: 480.2),
    Counted("ID2_FPT_1", 3_343_078, macs: nil, thop: 518.0),
    Counted("ID2_FPT_2", 3_251_494, macs: nil, thop: 519.2),
    Counted("ID2_FPT_3", 3_168_118, macs: nil, thop: 505.7),
    Counted("ID2_FPT_4", 3_173_518, macs: nil, thop: 506.7),
    Counted("ID2_FPT_5", 3_395_134, macs: nil, thop: 543.2),
    Counted("ID2_FPT_6", 3_172_222, macs: nil, thop: 502.4),
    Counted("ID2_FPT_7", 3_424_078, macs: nil, thop: 553.9),
  ]

  @Test(arguments: counted) func theCIFARNetworkCostsWhatAnIndependentCounterSays(_ counted: Counted) throws {
    let space = try network(counted.name, .cifar), table = CostTable(space), cost = table.cost(of: space.whole)
    try space.validate()
    #expect(cost.parameters == counted.parameters)
    #expect(table.auxiliary.parameters == 476_426)
    if let macs = counted.macs { #expect(cost.macs == macs) }
    if let thop = counted.thop {
      let millions = Double(Counting.thop.count(space.layers(of: space.whole))) / 1e6
      #expect(abs(millions - thop) < 0.1, "\(millions)")
    }
  }

  static let imageNet = [
    ("DARTS_V1", 4_510_432, 505_864_704, 519.75), ("DARTS_V2", 4_718_752, 529_911_552, 544.59),
    ("PC_DARTS_cifar", 5_270_560, 571_137_408, 586.36), ("PC_DARTS_image", 5_342_464, 581_627_328, 597.21),
    ("PDARTS", 4_944_352, 542_819_328, 557.38),
  ]

  @Test(arguments: imageNet) func theImageNetNetworkCostsWhatAnIndependentCounterSays(
    name: String, parameters: Int, macs: Int, ptflops: Double
  )
    throws
  {
    let space = try network(name, .imageNet), table = CostTable(space)
    try space.validate()
    #expect(table.cost(of: space.whole) == Cost(parameters: parameters, macs: macs))
    #expect(table.auxiliary.parameters == 1_260_776)
    #expect(abs(Double(Counting.ptflops.count(space.layers(of: space.whole))) / 1e6 - ptflops) < 0.01)
  }

  @Test func allAreThereOnceAndAreGenotypes() throws {
    let genotypes = Catalogue.genotypes
    #expect(genotypes.count == 43 && Set(genotypes.map(\.name)).count == 43)
    #expect(Set(try genotypes.map { try $0.genotype() }).count == 43)
  }

  private func network(_ name: String, _ setting: EvaluationSetting) throws -> Space {
    let published = try #require(Catalogue.genotypes.first { $0.name == name })
    return try setting.network(published.genotype())
  }
}
