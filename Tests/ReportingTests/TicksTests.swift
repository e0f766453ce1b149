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

  @Test(arguments: [0.9, 4.4, 13, 1_000]) func rootsBeginAtZeroWithTicksThatKeepApart(_ high: Double) {
    let ticks = Ticks([0, high], atMost: 6, scaling: .squareRoot), shares = ticks.marks.map(ticks.share)
    #expect(ticks.low == 0 && ticks.marks.first == 0 && ticks.high > high && (4...8).contains(ticks.marks.count))
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $1 - $0 >= 0.12 })
    #expect(abs(ticks.share(ticks.high / 4) - 0.5) < 1e-12)
  }

  @Test func logarithmsHaveTicksAtPowersOfTenWhereTheseAreEnough() {
    let long = Ticks([1, 4_000], scaling: .logarithmic), short = Ticks([0.02, 0.3], scaling: .logarithmic)
    #expect(long.marks == [1, 10, 100, 1_000] && abs(long.share((long.low * long.high).squareRoot()) - 0.5) < 1e-12)
    #expect(short.marks == [0.02, 0.03, 0.05, 0.1, 0.2, 0.3])
    #expect(Ticks([6, 30], scaling: .logarithmic).marks == [6, 8, 10, 15, 20, 30])
    #expect(Ticks([], fixed: 91...93, scaling: .logarithmic).marks == [91, 91.5, 92, 92.5, 93])
    #expect(Ticks([1e-9, 1e9], atMost: 5, scaling: .logarithmic).marks.count <= 5)
    #expect(Ticks([], fixed: 1...1_000, scaling: .logarithmic).marks == [1, 10, 100, 1_000])
  }

  @Test func whatALogarithmHasNoPlaceForDoesNotMoveTheRange() {
    #expect(Ticks([0, -1, 1, 4_000], scaling: .logarithmic) == Ticks([1, 4_000], scaling: .logarithmic))
    let none = Ticks([0, 0], scaling: .logarithmic)
    #expect(none.low > 0 && none.high > none.low && none.share(0) == 0)
  }

  @Test func gnuplotIsToldTheScalingTheRangeAndEveryTick() {
    let lines = Ticks([], fixed: 1...100, scaling: .logarithmic).lines("x")
    #expect(lines.prefix(2) == ["set logscale x", "set xrange [1.0:100.0]"])
    #expect(lines[2].hasPrefix("set xtics nomirror out ('1' 1.0, '10' 10.0, '100' 100.0, '' 2.0 1,") && lines[2].hasSuffix("'' 90.0 1)"))
    let roots = Ticks([], fixed: 0...4, scaling: .squareRoot).lines("y", labelled: false)
    #expect(roots[0] == "set nonlinear y via sqrt(y) inverse y*y" && roots[2].hasPrefix("set ytics nomirror out ('' 0.0, ''"))
  }

  @Test func labelsGroupLargeNumbersAndWritePowersWhereTheseAreShorter() {
    func label(_ value: Double) -> String {
      let text = Ticks([], fixed: value...value * 2, scaling: .logarithmic).lines("x")[2]
      return String(text.split(separator: "'")[1])
    }
    #expect(
      label(0.05) == "0.05" && label(20) == "20" && label(10_000) == "10\u{2009}000" && label(1) == "1" && label(1.5) == "1.5"
        && label(0.15) == "0.15")
    #expect(label(1_000_000) == "10^{6}" && label(2e-5) == "2·10^{−5}")
  }
}
