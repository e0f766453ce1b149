import Spaces
import Testing

@Suite struct PublishedArchitectureTests {
  static let rows = Result { try PublishedCounts.rows(of: Catalogue.published) }

  /// Parameters and multiply-adds that an independent counter and the released definitions gave.
  static let known: [(name: String, parameters: Int, macs: Int)] = [
    ("FairNAS-A", 4_651_352, 388_122_848), ("FairNAS-B", 4_506_272, 345_297_632), ("FairNAS-C", 4_397_864, 321_024_992),
    ("FairNAS-A-SE-1.0", 7_103_512, 390_564_320), ("FairNAS-B-SE-1.0", 6_871_432, 347_652_704),
    ("FairNAS-C-SE-1.0", 6_697_720, 323_315_168), ("FairNAS-A-SE-0.5", 5_881_920, 389_343_584),
    ("FairNAS-B-SE-0.5", 5_693_040, 346_475_168), ("FairNAS-C-SE-0.5", 5_551_776, 322_170_080),
    ("SCARLET-A", 6_707_720, 365_307_392), ("SCARLET-B", 6_531_556, 326_853_440), ("SCARLET-C", 6_073_684, 280_082_912),
    ("MoGA-A", 5_159_802, 304_042_176), ("MoGA-B", 5_506_236, 248_634_720), ("MoGA-C", 5_488_200, 221_089_920),
    ("SPOS-released", 3_558_464, 322_918_720), ("SPOS-blocks", 3_345_088, 318_729_024),
    ("SPOS-blocks-and-channels", 3_432_579, 327_857_920), ("SPOS-mmrazor", 3_353_104, 317_023_040),
    ("SPOS-all-choice_3", 3_154_880, 295_842_496), ("SPOS-all-choice_5", 3_211_968, 313_654_976),
    ("SPOS-all-choice_7", 3_297_600, 340_373_696), ("SPOS-all-choice_x", 3_870_816, 358_825_920),
    ("SPOS+ABS", 5_936_776, 470_792_064), ("ProxylessNAS+ABS", 5_955_808, 468_966_912), ("FairNAS+ABS", 3_774_992, 310_944_320),
  ]

  private func row(_ name: String) throws -> PublishedCounts.ArchitectureRow {
    try #require(try Self.rows.get().first { $0.published.name == name })
  }

  @Test(arguments: known) func itCostsWhatIsKnown(_ known: (name: String, parameters: Int, macs: Int)) throws {
    let counts = try row(known.name).counts
    #expect(counts.parameters == known.parameters && counts.macs == known.macs, "\(counts.parameters) \(counts.macs)")
  }

  @Test func textsReadBackAndCostWhatTheirCanonicalFormsDo() throws {
    for row in try Self.rows.get() {
      let space = try Catalogue.space(named: row.published.space), architecture = try space.architecture(row.published.text)
      #expect(space.text(of: architecture) == row.published.text)
      #expect(CostTable(space).cost(of: space.canonical(architecture)) == Cost(parameters: row.counts.parameters, macs: row.counts.macs))
    }
  }

  /// Of the nets with squeeze-excite, transferred to ten classes.
  @Test func transferredNetsHaveTheParametersOfTheReadme() throws {
    for (suffix, known) in [("1.0", [5_835_322, 5_603_242, 5_429_530]), ("0.5", [4_613_730, 4_424_850, 4_283_586])] {
      for (letter, parameters) in zip(["A", "B", "C"], known) {
        #expect(try row("FairNAS-\(letter)-SE-\(suffix)").counts.parameters - 990 * 1281 == parameters)
      }
    }
  }

  @Test(arguments: [
    ("SPOS+ABS-mmrazor", 490_136_480), ("SPOS-mmrazor", 328_547_840), ("SPOS-released", 334_672_448), ("FairNAS-A", 405_695_424),
  ]) func mmcvsCounterIsPtflopss(_ name: String, _ operations: Int) throws {
    #expect(try row(name).counts.operations(.ptflops) == operations)
  }

  /// FALSR's table counts other nets than the graphs that score its figures: A's multiply-adds, B's parameters and C's both.
  @Test func whichPrintedFiguresAreNoCount() throws {
    var open: [String] = []
    for row in try Self.rows.get() {
      for explanation in [row.parameters, row.macs] {
        if case .unexplained = explanation { open.append(row.published.name) }
      }
    }
    #expect(open == ["FairNAS+ABS", "FALSR-A", "FALSR-B", "FALSR-C", "FALSR-C"])
  }

  @Test(
    arguments: [
      ("FairNAS-A", .counted(.operations(.macs), .rounded)), ("MoGA-B", .counted(.operations(.macs), .cutOff)),
      ("SCARLET-A", .counted(.operations(.macs), .rounded)), ("SCARLET-B", .counted(.operations(.macsAndUnfoldedSkips), .cutOff)),
      ("SCARLET-C", .counted(.operations(.macs), .rounded)), ("FairNAS-B-SE-1.0", .counted(.operations(.macsAndGatePools), .rounded)),
      ("SPOS+ABS", .counted(.operations(.macsAndLinearAdditions), .cutOff)),
      ("ProxylessNAS+ABS", .counted(.operations(.macsAndLinearAdditions), .cutOff)),
      ("SPOS+ABS-mmrazor", .counted(.operations(.ptflops), .rounded)), ("SPOS-mmrazor", .counted(.operations(.ptflops), .rounded)),
    ] as [(String, Explanation)]) func printedOperationsAreThisCount(_ name: String, _ explanation: Explanation) throws
  {
    #expect(try row(name).macs == explanation)
  }

  /// The tables of 2019 drop digits; the rows with squeeze-excite have the parameters of the narrower nets.
  @Test func printedParametersAreCutOffOrOfAnotherRow() throws {
    for name in ["FairNAS-A", "SCARLET-C", "MoGA-C"] { #expect(try row(name).parameters == .counted(.allParameters, .cutOff)) }
    for letter in ["A", "B", "C"] {
      #expect(
        try row("FairNAS-\(letter)-SE-1.0").parameters == .otherRow(name: "FairNAS-\(letter)-SE-0.5", .allParameters, .rounded))
    }
  }
}
