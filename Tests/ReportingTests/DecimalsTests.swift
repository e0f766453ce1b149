import Reporting
import Testing

@Suite struct DecimalsTests {
  @Test func roundsToNearestAndShowsNoMinusBeforeZero() {
    #expect([0.125, -0.004, -1.5].map { $0.decimals(2) } == ["0.12", "0.00", "-1.50"])
    #expect([1e20, .nan, -.infinity].map { $0.decimals(0) } == ["100000000000000000000", "NaN", "-inf"])
  }

  @Test func readersGetAMinusSignAndGroups() {
    #expect((-0.25).readable(2) == "−0.25")
    #expect([50_000, 1_234, -1_234_567].map(\.grouped) == ["50\u{2009}000", "1234", "−1\u{2009}234\u{2009}567"])
  }
}
