import Analysis
import FoundationEssentials
import Reporting
import Spaces
import Statistics
import Testing

@Suite struct ClaimsPageTests {
  /// What an experiment of six searches, whose truth is known, says of one claim.
  private func study(_ margin: Double) throws -> ShrinkingStudy {
    let space = Space.nasBenchMacro(
      input: ImageShape(height: 8, width: 8, channels: 1), classes: 4, stem: 4, widths: [8], depths: [2], head: 16)
    let accuracies = ["00": 50.0, "01": 60, "02": 62, "10": 70, "11": 80, "12": 82, "20": 75, "21": 90, "22": 88]
    func left(_ score: String, _ seed: Int, _ end: [[Int]]) -> ShrinkingStudy.Trajectory {
      ShrinkingStudy.Trajectory(score, seed: seed, left: [[[0, 1, 2], [0, 1, 2]], end], scores: [[1, 2, 3], [4, 5, 6]])
    }
    return try ShrinkingStudy(
      [left("a", 1, [[2], [1]]), left("a", 2, [[2], [2]]), left("b", 1, [[0], [0]]), left("b", 2, [[0], [1]])], space: space,
      accuracies: accuracies,
      claims: [
        ShrinkingStudy.Claim(
          text: "A leaves better nets than b", source: "Müller 2020", measure: .best, first: "a", second: "b", margin: margin)
      ])
  }

  private func reported(_ name: String, _ claims: [ClaimOutcome], statements: [TablesStudy.Statement] = []) -> ReportedClaims {
    ReportedClaims(
      experiment: name, question: "Is \(name) true?", page: "\(name).html", cpuHours: name == "free" ? nil : 1.5, processors: ["CPU"],
      claims: claims, control: name == "second" ? "a − b: 1, detected" : nil, detectsControl: name == "second" ? true : nil,
      statements: statements)
  }

  /// The differences are 90 − 50 and 88 − 60: mean 34, standard error 6, so that no t interval of two leaves out 0.
  @Test func aStudysClaimStandsThereWithItsNumbers() throws {
    let outcomes = try study(0.5).outcomes, own = try #require(outcomes.first), value = try #require(own.difference.value)
    #expect(outcomes.count == 1 && own.contrast == "best accuracy of what is left, a − b" && own.unit == "points")
    #expect(value.value == 34 && own.repetitions == 2 && own.margin == 0.5 && own.finding == .inconclusive)
    let half = 12.706204736432095 * 6
    #expect(abs((value.low ?? 0) - (34 - half)) < 1e-6 && abs((value.high ?? 0) - (34 + half)) < 1e-6)
  }

  @Test func everyClaimIsARowWithALinkToItsReport() throws {
    let outcomes = try study(0.5).outcomes
    let page = ClaimsPage([reported("second", outcomes), reported("free", []), reported("first", outcomes + outcomes)])
    let table = try page.claims(), lines = table.csv.split(separator: "\n")
    #expect(table.rows.map(\.section) == ["first", "first", "second"] && lines.count == 4)
    #expect(lines[1].hasPrefix("first,A leaves better nets than b,inconclusive,34,") && lines[1].hasSuffix(",none,1.5,Müller 2020,first"))
    #expect(lines[3].hasPrefix("second,") && lines[3].hasSuffix(",detected,1.5,Müller 2020,second"))
    let html = try page.page().html()
    #expect(html.contains("3 claims of 2 experiments: 3 inconclusive."))
    for name in ["first", "second", "free"] { #expect(html.contains("<a href=\"\(name).html\">\(name)</a>")) }
    #expect(try page.experiments().rows.map { $0.cells[2] } == [.number(2), .number(0), .number(1)])
    #expect(try page.brief().rows.count == 3 && table.latex.allSatisfy(\.isASCII))
  }

  /// Inside ±δ by a design that detects nothing: the page prints what the report prints, README's table too.
  @Test func aVerdictHasOneWording() throws {
    let wide = try study(400), outcome = try #require(wide.outcomes.first), verdict = try #require(wide.claims[0].verdict)
    #expect(verdict.words == "inconclusive: within ±400.00, but no positive control was detected" && outcome.isWithinMargin == true)
    let page = ClaimsPage([reported("a", [outcome])])
    #expect(try page.claims().rows[0].cells[1] == .verdict(verdict.words, .neutral))
    #expect(try page.brief().rows[0].cells[3] == .verdict(verdict.words, .neutral))
    #expect(try page.page().html().contains("1 claims of 1 experiments: 1 inconclusive."))
    // Left out of JSON where it says nothing.
    #expect(try study(0.5).outcomes[0].isWithinMargin == nil)
  }

  @Test func publishedNumbersComputedAgainHaveATableOfTheirOwn() throws {
    #expect(try ClaimsPage([reported("a", [])]).statements() == nil)
    let text = """
      [{"what": "tau", "source": "s", "published": 0.502, "here": 0.484, "rounding": 0.0005},
       {"what": "rho", "source": "s", "published": 0.48, "here": 0.4841, "rounding": 0.005}]
      """
    let statements = try JSONDecoder().decode([TablesStudy.Statement].self, from: Data(text.utf8))
    let table = try #require(try ClaimsPage([reported("a", [], statements: statements)]).statements())
    #expect(table.rows.map { $0.cells[4] } == [.verdict("differs by −0.018", .bad), .verdict("reproduced", .good)])
  }

  /// It is written by one run and read by another.
  @Test func whatIsReportedIsReadAgainAsItWas() throws {
    let own = reported("a", try study(0.5).outcomes)
    #expect(try JSONDecoder().decode(ReportedClaims.self, from: try JSONEncoder().encode(own)) == own)
  }
}
