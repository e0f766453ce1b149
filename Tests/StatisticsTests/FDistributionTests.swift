import Statistics
import Testing

@Suite struct FDistributionTests {
  /// scipy.stats.f.sf, scipy 1.17.1.
  @Test(arguments: [
    (1.0, 1, 1, 0.5), (2.5, 3, 20, 0.08884375193768917), (0.3, 5, 8, 0.8996801537130267), (7.1, 2, 93, 0.001350204616849747),
    (1.2, 8, 63, 0.31360499195588454), (40, 1, 500, 5.639648057563886e-10),
  ]) func upperTailsAreScipys(f: Double, numerator: Int, denominator: Int, tail: Double) {
    #expect(abs(FDistribution(numerator, denominator).upperTail(f) / tail - 1) < 1e-10)
  }

  /// F(1, ν) is the square of Student's t.
  @Test func withOneDegreeOfFreedomItIsTheSquareOfStudentsT() {
    for freedom in [1, 4, 31, 400] {
      let t = 1.7, own = FDistribution(1, freedom).upperTail(t * t)
      #expect(abs(own - 2 * StudentT(degreesOfFreedom: Double(freedom)).cumulative(-t)) < 1e-12)
    }
    #expect(FDistribution(3, 5).upperTail(0) == 1)
  }
}
