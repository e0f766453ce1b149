import Spaces
import Testing

@Suite struct PublishedCountsTests {
  static let rows = Result { try PublishedCounts(Catalogue.genotypes).rows }

  private func explanations(_ name: String, _ setting: EvaluationSetting, _ macs: String) throws -> (
    parameters: Explanation?, macs: Explanation?
  ) {
    let rows = try Self.rows.get()
    let row = try #require(rows.first { $0.published.name == name && $0.counts.setting == setting && $0.printed?.macs.text == macs })
    return (row.parameters, row.macs)
  }

  @Test func fairDARTSCountsTheSecondHeadInAllRowsButOne() throws {
    let fair = try Self.rows.get().filter { $0.published.name.hasPrefix("FairDARTS_") && $0.printed?.source == .readmeFair }
    #expect(fair.count == 7)
    for row in fair {
      guard case .counted(let way, _) = row.parameters else {
        Issue.record("\(row.published.name): \(String(describing: row.parameters))")
        continue
      }
      #expect(way == .parameters(auxiliary: row.published.name != "FairDARTS_c"))
    }
  }

  @Test func theParametersOfDARTSInTheReadmeAreGDASs() throws {
    let readme = try explanations("DARTS_V2", .cifar, "522"), comment = try explanations("DARTS_V2", .cifar, "528")
    #expect(readme.parameters == .otherRow(name: "GDAS_V1", .parameters(auxiliary: false), .cutOff))
    guard case .unexplained(.operations(.macs), let difference) = readme.macs else {
      Issue.record("522 M of DARTS_V2 is no count: \(String(describing: readme.macs))")
      return
    }
    #expect(abs(difference - 0.01218) < 1e-5)
    #expect(
      comment.parameters == .counted(.parameters(auxiliary: false), .rounded) && comment.macs == .counted(.operations(.macs), .rounded))
  }

  @Test func imageNetNumbersArePtflopss() throws {
    for (name, macs) in [("PC_DARTS_cifar", "586"), ("PC_DARTS_image", "597"), ("PDARTS", "557")] {
      #expect(try explanations(name, .imageNet, macs).macs == .counted(.operations(.ptflops), .rounded))
    }
    guard case .unexplained = try explanations("DARTS_V2", .imageNet, "574").macs else {
      Issue.record("574 M of DARTS_V2 cannot be counted")
      return
    }
  }

  /// Which of NoisyDARTS's rows count BatchNorm twice, which four times; 3.01 stands for 3.10.
  @Test func noisyDARTSCountsBatchNorm() throws {
    let noisy = try Self.rows.get().filter { $0.published.family == .noisyDARTS }
    let ways = noisy.map { row in if case .counted(.operations(let way), _) = row.macs { way } else { Counting.macs } }
    let two = Counting.macsAndTwiceNorm, four = Counting.macsAndFourTimesNorm
    #expect(ways == [four, four, two, two, four, four, four, four, two, two])
    #expect(noisy[7].parameters == .exchangedDigits(.parameters(auxiliary: false), as: "3.10"))
  }

  @Test func whatStaysUnexplainedIsKnown() throws {
    let open = try Self.rows.get().flatMap { row in
      [row.parameters, row.macs].compactMap { explanation in if case .unexplained = explanation { row.published.name } else { nil } }
    }
    #expect(open == ["DARTS_V2", "DARTS_V2", "FairDARTS_a"])
  }
}
