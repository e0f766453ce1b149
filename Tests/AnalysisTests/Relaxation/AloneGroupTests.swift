import Analysis
import SimulatedStudies
import Statistics
import Testing

@Suite struct AloneGroupTests {
  @Test func theBestIsChosenByValidationAndReportedByTest() throws {
    let nets = try [(40, 70), (60, 50), (60, 90)].map { try SimulatedRelaxations.net(skips: 9, macs: 1, validation: $0.0, test: $0.1) }
    let group = AloneGroup("random", .random, nets, without: 0)
    #expect(group.best?.test == 0.5, "the first of equal validation accuracies")
    #expect(abs((group.mean.value?.value ?? 0) - 0.7) < 1e-12 && abs((group.deviation ?? 0) - 0.2) < 1e-12)
    // t of two degrees of freedom: 4.302653.
    let interval = try #require(group.mean.value?.interval), half = 4.302653 * 0.2 / 3.0.squareRoot()
    #expect(abs(interval.high - 0.7 - half) < 1e-6 && abs(0.7 - interval.low - half) < 1e-6)
    #expect(nets[0].normalSkips == 8 && nets[0].skips == 9 && nets[0].operations == 16)
  }

  @Test func oneNetHasNoSpreadAndNoneHasAReason() throws {
    let one = AloneGroup("A", .searched, [try SimulatedRelaxations.net(skips: 0, macs: 1, test: 50)], without: 2)
    #expect(one.deviation == nil && one.mean.value?.interval == nil && one.mean.value?.value == 0.5 && one.without == 2)
    let none = AloneGroup("A", .searched, [], without: 3)
    #expect(none.best == nil && none.mean.value == nil && none.mean.reason != nil)
  }
}
