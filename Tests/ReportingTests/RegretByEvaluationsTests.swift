import Reporting
import Testing

@Suite struct RegretByEvaluationsTests {
  private func curve(
    _ values: [Double], series: Int = 0, _ style: SearchCurve.Style = .mean, half: Double? = nil, rings: Bool = false
  ) -> SearchCurve {
    SearchCurve(
      "A", evaluations: values.indices.map { 1 << (3 * $0) },
      readings: values.map { value in Reading(value, low: half.map { value - $0 }, high: half.map { value + $0 }) }, series: series,
      style: style, marksMinimum: rings)
  }
  private func figure(_ panels: [SearchPanel]) throws -> Figure { try RegretByEvaluations(panels: panels).figure() }
  private func ranges(_ script: String, _ axis: String) -> [Substring] {
    script.split(separator: "\n").filter { $0.hasPrefix("set \(axis)range") && !$0.hasSuffix("[0:1]") }
  }

  @Test func theRegretsTheirIntervalsAndMarksAreTheData() throws {
    let own = try figure([SearchPanel("SPOS", axis: .regret, curves: [curve([4, 1], half: 0.5)])])
    #expect(
      own.data == "# SPOS, A\n# evaluations\tvalue\tlow\thigh\tmarked\n1.0\t4.0\t3.5\t4.5\t4.0\n8.0\t1.0\t0.5\t1.5\t1.0\n")
    #expect(own.script.contains("with filledcurves") && own.caption.contains("Bands: 95 % intervals over search seeds."))
    let bare = try figure([SearchPanel("SPOS", axis: .regret, curves: [curve([4, 1])])])
    #expect(!bare.script.contains("with filledcurves") && !bare.caption.contains("Bands"))
  }

  @Test func theMinimumOfEachCurveIsRingedAndSaid() throws {
    let own = try figure([
      SearchPanel("SPOS", axis: .regret, curves: [curve([4, 1, 2], .single, rings: true), curve([4, 3, 2], .single, rings: true)]),
      SearchPanel("Strict", axis: .regret, curves: [curve([4, 1, 1], .single, rings: true)]),
    ])
    #expect(own.data.contains("# SPOS, A: minimum\n# evaluations\tvalue\n8.0\t1.0\n\n"))
    #expect(own.caption.contains("Rings: least regret of a curve, at evaluation 8, 64 (the last) (SPOS); 8 (Strict)."))
    #expect(own.caption.contains("Thin (A): one supernet each.") && own.script.contains("minimum of a curve"))
    let without = try figure([SearchPanel("SPOS", axis: .regret, curves: [curve([4, 1, 2], .single)])])
    #expect(!without.script.contains("minimum") && !without.caption.contains("Rings"))
  }

  @Test func aSearcherHasTheColourOfItsSeriesInEveryPanelWhateverItsPlace() throws {
    let own = try figure([
      SearchPanel("a", axis: .regret, curves: [curve([4, 1], series: 2), curve([4, 1], series: 1)]),
      SearchPanel("b", axis: .regret, curves: [curve([3, 1], series: 2)]),
    ])
    // The base, both panels, the legend; each up to the next one's settings.
    let plots = own.script.split(separator: "\nplot ").map { $0.split(separator: "\n\n")[0] }
    #expect(plots[2].contains("#D55E00") && plots[2].contains("lc rgb '#009E73'") && plots[2].contains("points lt 3"))
    #expect(plots[3].contains("lc rgb '#009E73'") && !plots[3].contains("#D55E00"))
  }

  @Test func panelsOfOneAxisHaveOneRangeThatHoldsZeroAndEveryInterval() throws {
    let own = try figure([
      SearchPanel("a", axis: .regret, curves: [curve([4, 0])]), SearchPanel("b", axis: .regret, curves: [curve([9, 8, 7], half: 3)]),
    ])
    let heights = ranges(own.script, "y"), widths = ranges(own.script, "x")
    #expect(heights.count == 2 && Set(heights).count == 1 && heights[0].hasPrefix("set yrange [0.0:13"))
    #expect(widths.count == 2 && Set(widths).count == 1)
    #expect(own.script.split(separator: "set nonlinear y via sqrt(y)").count == 3 && own.script.contains("unset nonlinear y"))
    #expect(own.caption.contains("spaced by square roots") && own.caption.contains("The horizontal one is logarithmic."))
  }

  @Test func eachReferenceIsInTheLegendOnceWithADashOfItsOwn() throws {
    let chance = Reference("random choice", Reading(3)), best = Reference("argmax of scores", Reading(1))
    let own = try figure([
      SearchPanel("a", axis: .regret, curves: [curve([4, 1])], references: [chance]),
      SearchPanel("b", axis: .regret, curves: [curve([4, 1])], references: [chance, best]),
    ])
    #expect(own.script.split(separator: "'random choice'").count == 2 && own.script.split(separator: "'argmax of scores'").count == 2)
    #expect(
      own.script.contains("first 3.0 to graph 1,first 3.0 nohead dt 3") && own.script.contains("first 1.0 to graph 1,first 1.0 nohead dt 4")
    )
  }

  @Test func aLongCurveIsThinnedButKeepsItsLastAndItsLeast() throws {
    let counts = Array(1...4_000), values = counts.map { $0 == 3_456 ? 0.25 : 4 / Double($0) + 1 }
    let long = SearchCurve(
      "A", evaluations: counts, readings: values.map { Reading($0) }, series: 0, style: .single, marksMinimum: true)
    let data = try figure([SearchPanel("a", axis: .regret, curves: [long])]).data
    #expect(data.split(separator: "\n").count < 620 && data.contains("\n3456.0\t0.25\t") && data.contains("\n4000.0\t1.001\t"))
  }

  @Test(arguments: [Scaling.squareRoot, .logarithmic]) func whatHasNoPlaceStandsOnTheLowerEdge(_ scaling: Scaling) throws {
    let panel = SearchPanel(
      "a", axis: Axis("True regret", scaling: scaling), curves: [curve([3, 0], half: 1)], references: [Reference("best", Reading(-1))])
    let script = try figure([panel]).script
    let edge = try #require(ranges(script, "y").first).dropFirst("set yrange [".count).prefix { $0 != ":" }
    #expect(Double(edge).map { scaling == .squareRoot ? $0 == 0 : $0 > 0 } == true)
    #expect(script.contains("graph 0,first \(edge) to graph 1,first \(edge) nohead"))
    for column in 2...3 { #expect(script.contains("using 1:($\(column)<\(edge)?\(edge):$\(column))")) }
  }

  @Test(
    .enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"),
    arguments: [Scaling.linear, .squareRoot, .logarithmic])
  func zerosAndSinglePointsAreDrawnUnderEveryScaling(_ scaling: Scaling) async throws {
    let axis = Axis("True regret", scaling: scaling)
    try await inFolder { folder in
      for values in [[0.0], [0, 0], [3, 0, 0.5]] {
        let panel = SearchPanel(
          "a_b", axis: axis, curves: [curve(values, half: 1, rings: true), curve(values, .expected), curve(values, .single)],
          references: [Reference("best", Reading(0))])
        let drawn = try await Gnuplot().draw(
          figure([panel, SearchPanel("c", axis: Axis("d"), curves: [curve(values)])]), in: folder, formats: [.svg])
        #expect(try text(drawn[0]).contains("a_b"))
      }
    }
    let own = try figure([SearchPanel("a", axis: axis, curves: [curve([3, 0])])])
    #expect(own.caption.contains("lower edge") == (scaling == .logarithmic))
  }
}
