import Analysis
import Reporting
import SimulatedStudies
import Statistics
import Testing

@Suite struct StudyTablesTests {
  @Test func theTablesShowTheStudysNumbers() throws {
    let study = try simulatedStudy.get(), tables = StudyTables(study)
    #expect(
      try tables.all().map(\.name) == ["claims", "strategies", "populations", "supernet-agreement", "stability", "bands", "expenses"])
    let strategies = try tables.strategies(), first = study.strategies[0], tau = try #require(first.ranks.tau().value)
    let these = try #require(tau.theseSupernets.interval), all = try #require(tau.theStrategy.interval)
    #expect(strategies.rows[0].cells[0] == .text(first.strategy))
    #expect(strategies.rows[0].cells[1] == .estimate(tau.value, [.init(these.low, these.high), .init(all.low, all.high)]))
    for line in [
      "replicate, n = 32", "oracle", "short training, n = 32", "depth", "MACs", "activations", "parameters", "ridge on choices",
      "depth + MACs + parameters", "untrained supernet",
    ] {
      #expect(strategies.rows.contains { $0.cells[0] == .text(line) }, "\(line)")
    }
  }

  @Test func eachClaimHasItsVerdict() throws {
    let study = try simulatedStudy.get(), table = try StudyTables(study).claims()
    #expect(table.rows.count == 3)
    for (row, claim) in zip(table.rows, study.claims) {
      let finding = try #require(claim.verdict).words
      #expect(row.cells.contains { if case .verdict(finding, _) = $0 { true } else { false } })
    }
  }

  @Test func oneSupernetGivesReasonsWhereIntervalsOfTheStrategyWouldStand() throws {
    let table = try StudyTables(try SimulatedRuns(seeds: 1).study()).strategies()
    guard case .estimate(_, let spans) = table.rows[0].cells[1] else {
      Issue.record("no tau")
      return
    }
    #expect(
      spans[0] != nil && spans[1] == nil && table.markdown.contains("[–]") == false && table.terminal(hasColour: false).contains("[–]"))
  }

  /// The control's effect stands below the claims in units of δ, and a verdict of equivalence names its margin.
  @Test func theControlIsPrintedInUnitsOfTheMargin() throws {
    let runs = try SimulatedRuns()
    func table(_ control: Primary.Claim?) throws -> Table {
      try StudyTables(
        try runs.study {
          $0.claims = [$0.claims[1]]
          ($0.control, $0.margin) = (control, 0.5)
        }
      ).claims()
    }
    let claim = Primary.Claim(text: "It ranks better", source: "simulated", first: "strict fairness", second: "SPOS")
    let seen = try table(claim), none = try table(nil)
    #expect(seen.rows[0].cells.contains(.verdict("equivalent within ±0.50", .neutral)))
    #expect(
      seen.notes.contains {
        $0.hasPrefix("Positive control: It ranks better (strict fairness − SPOS): 0.") && $0.hasSuffix(" δ, detected.")
      })
    #expect(none.rows[0].cells.contains(.verdict("inconclusive: within ±0.50, but no positive control was detected", .neutral)))
    #expect(
      none.notes.contains { $0.contains("no claim of equivalence") } && !seen.notes.contains { $0.contains("no claim of equivalence") })
  }

  @Test func supernetsAreHeldAgainstEachOther() throws {
    let study = try simulatedStudy.get(), table = try StudyTables(study).supernetAgreement()
    #expect(table.rows.count == study.supernetAgreement.count && table.rows.count == 9)
    for (row, own) in zip(table.rows, study.supernetAgreement) { #expect(row.cells[3] == .number(own.mean)) }
  }

  @Test func everyNetHasItsScores() throws {
    let study = try simulatedStudy.get(), lines = try StudyTables(study).scores().csv.split(separator: "\n")
    #expect(lines.count == 97 && lines[0].hasPrefix("architecture,depth,macs,parameters,target,SPOS seed 0,SPOS seed 1,"))
    let first = lines[1].split(separator: ","), net = study.nets[0]
    #expect(first[0] == net.architecture[...] && Double(first[5]) == net.oneShot[0][0] && first.count == 5 + 12)
  }

  /// All nets are there: no interval over nets, and the page says so.
  @Test func aCensusHasOneInterval() throws {
    let space = SimulatedCensus.small
    let table = try PublishedTable(
      reading: Array(try SimulatedCensus.table(of: space).utf8), of: space, what: "mean of three", source: "somebody")
    let census = try SimulatedCensus(space, table: table, noise: [("SPOS", 6), ("strict", 1)]), study = try census.study(table)
    let strategies = try StudyTables(study).strategies()
    #expect(strategies.columns[1].intervals == ["the strategy"] && strategies.title.contains("R = 3 published runs a net"))
    #expect(strategies.notes.contains { $0.contains("Student's over supernets alone") })
    #expect(strategies.notes.contains("Target: published mean of three (somebody).") && !strategies.markdown.contains("short training"))
    let figures = StudyFigures(study, digests: []), scatter = try figures.drawings[0].figure()
    #expect(scatter.caption.contains("Published accuracy: published mean of three.") && scatter.script.contains("Published accuracy (%)"))
    let slices = try #require(try figures.drawings.map { try $0.figure() }.first { $0.name == "tau-by-slice" })
    #expect(slices.script.contains("all nets") && !slices.script.contains("'design'"))
  }
}
