import Reporting
import Testing

@Suite struct WeightRidgesTests {
  private func figure(_ panels: [WeightRidges.Panel]) throws -> Figure { try WeightRidges(panels: panels).figure() }

  /// Rows of a block of the data as numbers; nil where missing.
  private func block(_ name: String, of figure: Figure) -> [[Double?]] {
    let blocks = figure.data.split(separator: "\n\n\n"), own = blocks.first { $0.hasPrefix("# \(name)\n") } ?? ""
    return own.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map { $0 == "NaN" ? nil : Double($0) } }
  }

  @Test func heightsAreRootsOfSharesAboveTheRow() throws {
    let own = try figure([
      .init(
        "FairDARTS",
        ridges: [
          .init(epoch: 0, weights: [0.5, 0.5, 0.5, 0.5], skips: [0.5]), .init(epoch: 9, weights: [0, 1, 0.1, 0.999], skips: [1, 0.999]),
        ], threshold: 0.85)
    ])
    let first = block("FairDARTS, epoch 0", of: own), last = block("FairDARTS, epoch 9", of: own)
    // 41 bins of .025, centred on multiples of it, two corners each; the first row stands above the last.
    #expect(first.count == 82 && first.allSatisfy { $0[1] == 1 } && last.allSatisfy { $0[1] == 0 })
    // All at ½, a quarter of them skips: 2.4 and half of that above the row.
    #expect(first.filter { $0[2] == 3.4 && $0[3] == 2.2 }.map { $0[0] } == [19.5 * 0.025, 20.5 * 0.025])
    #expect(first.count { $0[2] != nil } == 6)
    #expect(last[0][2] == 1.2 && last[81].map { $0 ?? 0 }[2...].allSatisfy { abs($0 - 2.4 * 0.5.squareRoot()) < 1e-12 })
    #expect(own.script.contains("set arrow from 0.85, graph 0 to 0.85, graph 1") && own.script.contains("('0' 1, '9' 0)"))
    #expect(own.caption.contains("a share of 17 %"))
  }

  @Test func allPanelsHaveRoomForTheMostRows() throws {
    let one = WeightRidges.Ridge(epoch: 0, weights: [0.5], skips: [])
    let own = try figure([.init("A", ridges: [one, one, one]), .init("B", ridges: [one])])
    #expect(own.script.components("set yrange [-0.15:4.5]").count == 3)
    #expect(!own.script.contains("weights of skips") && !own.script.contains("kept from here on"))
  }

  @Test func badPanelsAreNamed() {
    #expect(throws: ReportingError.empty(figure: "weight-ridges", what: "the list of panels")) { try figure([]) }
    #expect(throws: ReportingError.empty(figure: "weight-ridges", what: "panel 'A'")) {
      try figure([.init("A", ridges: [.init(epoch: 0, weights: [], skips: [])])])
    }
    #expect(throws: ReportingError.notFinite(figure: "weight-ridges", field: "panel 'A'", position: 0)) {
      try figure([.init("A", ridges: [.init(epoch: 0, weights: [.nan], skips: [])])])
    }
  }
}

extension String {
  /// The parts between occurrences of a text.
  fileprivate func components(_ separator: String) -> [Substring] { split(separator: separator, omittingEmptySubsequences: false) }
}
