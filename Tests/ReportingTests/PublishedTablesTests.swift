import Analysis
import Reporting
import SimulatedStudies
import Statistics
import Testing

@Suite struct PublishedTablesTests {
  static let study = Result { try TablesStudy(SimulatedTables.files(), draws: 200) }
  private let study: TablesStudy, tables: PublishedTables

  init() throws {
    study = try Self.study.get()
    tables = PublishedTables(study)
  }

  @Test func everyNumberOfTheStudyHasItsPlace() throws {
    let cells = try tables.cells(), first = study.cells.rows[0], one = try #require(first.taus[0].value),
      interval = try #require(one.interval)
    #expect(
      cells.columns.map(\.title) == ["population", "cells", "one-shot", "few-shot", "few-shot − one-shot", "convolutions", "multiply-adds"])
    #expect(cells.rows.count == study.cells.rows.count && cells.rows[0].cells[1] == .number(120))
    #expect(cells.rows[0].cells[2] == .estimate(one.value, [.init(interval.low, interval.high)]))
    #expect(try tables.statements().rows.map { $0.cells[4] }[4] == .verdict("reproduced", .good))
    let angles = try tables.angles()
    #expect(angles.rows[0].cells[3] == .number(100) && angles.rows[0].cells[5] == .number(0))
    let seeds = try tables.seeds()
    #expect(
      seeds.rows.count == 12 && seeds.rows[6].section == "one supernet, with that spread"
        && seeds.rows[6].cells[3] != seeds.rows[0].cells[3]
    )
    let counted = try #require(study.cells.rows[0].taus[2].value), gain = SeedSpread.published[3].gain(over: counted.value)
    let range = try #require(gain.interval)
    #expect(seeds.rows[9].section == "less counting convolutions")
    #expect(seeds.rows[9].cells[3] == .estimate(gain.value, [.init(range.low, range.high)]))
    #expect(
      try tables.top().rows.last?.cells.first == .text("random choice") && tables.random().rows.count == study.random.predictors.count)
  }

  @Test func skipsAreShownSeedBySeedWithCensoring() throws {
    let rows = try tables.skips().rows
    #expect(rows.map { $0.cells[0] } == [.text("1"), .text("2"), .text("all 2"), .text("1"), .text("2"), .text("all 2")])
    #expect(
      rows[0].cells[3] == .text("6") && rows[1].cells[3] == .text("0") && rows[1].cells[4] == .text("9") && rows[3].cells[3] == .text("> 9")
    )
    #expect(rows[2].cells[1] == .number(12) && rows[0].section == "S3, SVHN, normal cell")
    #expect(try tables.endings().rows.map { $0.cells[2] } == [.text("0"), .text("7, 5")])
  }

  @Test func whatCannotBeSaidHasItsReason() throws {
    let searched = try tables.searched()
    guard case .missing(let reason) = searched.rows[0].cells[7], case .estimate(_, let spans) = searched.rows[0].cells[4] else {
      Issue.record("seven nets within the noise have an oracle")
      return
    }
    #expect(reason.contains("beyond the noise") && spans == [nil])
  }
}
