import Reporting
import Testing

@Suite struct TicksTests {
  @Test(arguments: [(0.0, 1.0), (57.1, 68.9), (-0.2, 0.03), (1e-6, 3e-6), (0, 123_456)])
  func ticksAreFewRoundAndTellApart(_ low: Double, _ high: Double) {
    let ticks = Ticks([low, high], atMost: 6), span = ticks.high - ticks.low
    #expect(ticks.low < low && ticks.high > high && (1.5...6).contains(span / ticks.step))
    #expect(ticks.first >= ticks.low && ticks.first - ticks.low < ticks.step)
    #expect(ticks.step.decimals(ticks.decimals) != (0.0).decimals(ticks.decimals))
    #expect(abs((ticks.first / ticks.step).rounded() - ticks.first / ticks.step) < 1e-6)
  }

  @Test(arguments: [0.0, 5, -3]) func aSingleValueStandsInsideARange(_ value: Double) {
    let ticks = Ticks([value])
    #expect(ticks.low < value && value < ticks.high)
  }

  @Test func noDecimalIsIdle() {
    #expect(Ticks([], atMost: 6, fixed: 0...4).decimals == 0 && Ticks([], atMost: 6, fixed: 0...0.5).decimals == 1)
  }

  @Test func aQuarterNeedsOneMoreDecimal() {
    #expect(Ticks([], atMost: 5, fixed: 0...1).decimals == 2 && Ticks([], fixed: 0...10).decimals == 0)
  }
}
