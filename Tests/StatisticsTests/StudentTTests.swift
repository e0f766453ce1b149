import Testing

import Statistics

@Suite struct StudentTTests {
  struct Case: Decodable { let df: Double, p: Double, quantile: Double, cumulative: Double, density: Double }

  /// Degrees of freedom from 1 to a million, fractions too: quantiles and probabilities of scipy to a relative 1e-10.
  @Test func agreesWithScipy() throws {
    let cases: [Case] = try golden("student.json")
    #expect(cases.count == 77)
    for one in cases {
      let t = StudentT(degreesOfFreedom: one.df)
      #expect(abs(t.quantile(one.p) / one.quantile - 1) < 1e-10, "quantile \(one.p) at \(one.df)")
      #expect(abs(t.cumulative(1.3) / one.cumulative - 1) < 1e-11, "at \(one.df)")
      #expect(abs(t.density(1.3) / one.density - 1) < 1e-11, "at \(one.df)")
      #expect(abs(t.cumulative(t.quantile(one.p)) - one.p) < 1e-13)
    }
  }

  /// At one degree of freedom it is Cauchy's: P(T ≤ t) = ½ + atan(t)/π, t.₉₇₅ = tan(.475 π).
  @Test func oneDegreeOfFreedomIsCauchy() {
    let t = StudentT(degreesOfFreedom: 1)
    #expect(abs(t.quantile(0.975) - 12.706204736174698) < 1e-11)
    #expect(t.cumulative(0) == 0.5 && abs(t.cumulative(1) - 0.75) < 1e-15 && t.quantile(0.5) == 0)
    #expect(t.quantile(0.25) == -t.quantile(0.75))
  }
}
