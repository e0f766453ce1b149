import Reporting
import Testing

@Suite struct SearchProgressTests {
  private func panel(_ axis: Axis, _ values: [Double], isBand: Bool = true) -> SearchPanel {
    SearchPanel(
      axis: axis,
      curves: [
        SearchCurve(
          "A", evaluations: values.indices.map { 10 * ($0 + 1) },
          readings: values.map { isBand ? Reading($0, low: $0 / 2, high: $0 * 2) : Reading($0) }, series: 4)
      ])
  }
  private func figure(_ panels: [SearchPanel], evaluations: Axis = .evaluations) throws -> Figure {
    try SearchProgress(panels: panels, evaluations: evaluations, band: "10–90 % quantiles over 31 seeds").figure()
  }

  @Test func theCallersWordsForLineAndBandAreInTheCaption() throws {
    let own = try figure([panel(Axis("Hypervolume", what: "of the front"), [0.5, 0.75])]).caption
    #expect(
      own
        == "Hypervolume against evaluations. Lines: means over search seeds. Bands: 10–90 % quantiles over 31 seeds. Hypervolume: of the "
        + "front. The horizontal axis is logarithmic.")
    #expect(try !figure([panel(Axis("Hypervolume"), [0.5, 0.75], isBand: false)]).caption.contains("Bands"))
  }

  @Test func panelsOfDifferentAxesHaveTheirOwnTitlesAndRanges() throws {
    let own = try figure([
      panel(Axis("Hypervolume"), [0.5, 0.75]), panel(Axis("Distance", scale: 100, scaling: .logarithmic), [0.5, 0.25]),
    ])
    #expect(own.script.contains("'Hypervolume'") && own.script.contains("'Distance'") && own.script.contains("\nset logscale y"))
    #expect(own.data.contains("# Distance, A\n# evaluations\tvalue\tlow\thigh\tmarked\n10.0\t50.0\t25.0\t100.0\t50.0\n"))
    #expect(own.caption.contains("The axis of distance is logarithmic. The horizontal one is logarithmic."))
    #expect(own.script.contains("points lt 5") && own.size.width == 17.8)
  }

  @Test func evaluationsMayBeLinear() throws {
    let own = try figure([panel(Axis("Hypervolume"), [0.5, 0.75])], evaluations: Axis("Nets (thousands)", scale: 1e-3))
    #expect(own.script.contains("'Nets (thousands)'") && !own.script.contains("\nset logscale") && own.data.contains("\n0.01\t0.5\t"))
    #expect(!own.caption.contains("logarithmic") && own.size.width == 8.6)
  }

  @Test func moreThanThreeBandsAreFainter() throws {
    #expect(try Samples.progress.figure().script.contains("solid 0.1 noborder"))
    #expect(try figure([panel(Axis("Hypervolume"), [0.5, 0.75])]).script.contains("solid 0.15 noborder"))
  }
}
