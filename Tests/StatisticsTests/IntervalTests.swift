import Glibc
import Testing

import Statistics

@Suite struct IntervalTests {
  /// τ = .5 with a standard error of .1 and 9 degrees of freedom, by hand: tanh(atanh .5 ± 2.2621572 · .1/.75).
  @Test func correlationsAreTransformedAndDifferencesAreNot() {
    let t = 2.262157162798205
    let tau = Interval(0.5, error: 0.1, degreesOfFreedom: 9, scale: .correlation, level: 0.95, scope: .nets)
    #expect(abs(tau.low - tanh(atanh(0.5) - t * 0.1 / 0.75)) < 1e-12 && abs(tau.high - tanh(atanh(0.5) + t * 0.1 / 0.75)) < 1e-12)
    let difference = Interval(0.5, error: 0.1, degreesOfFreedom: 9, scale: .difference, level: 0.95, scope: .nets)
    #expect(abs(difference.low - (0.5 - t * 0.1)) < 1e-12 && abs(difference.high - (0.5 + t * 0.1)) < 1e-12)
    let wide = Interval(0.9, error: 0.3, degreesOfFreedom: 9, scale: .correlation, level: 0.95, scope: .nets)
    #expect(wide.low > -1 && wide.high < 1)
  }
}
