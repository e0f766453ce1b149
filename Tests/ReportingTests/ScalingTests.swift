import Reporting
import Testing

@Suite struct ScalingTests {
  @Test(arguments: [Scaling.squareRoot, .logarithmic]) func onlyWhatIsNotLinearIsSaidInCaptions(_ scaling: Scaling) throws {
    func caption(_ scaling: Scaling) throws -> String {
      let panel = SearchPanel(
        axis: Axis("Distance", scaling: scaling),
        curves: [SearchCurve("A", evaluations: [1, 2], readings: [Reading(2), Reading(1)], series: 0)])
      return try SearchProgress(panels: [panel], evaluations: Axis("Evaluations"), band: "ranges").figure().caption
    }
    #expect(try caption(scaling).contains("The vertical axis is ") && !caption(.linear).contains("axis is "))
  }
}
