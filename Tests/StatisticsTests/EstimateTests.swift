import Testing

import Statistics

@Suite struct EstimateTests {
  @Test func aPerfectOrderIsFlaggedAndReachesOne() throws {
    let x = (0..<20).map(Double.init), interval = try #require(try KendallTau(x, x).estimate().interval)
    let swapped = try #require(try KendallTau(x, [1, 0] + x.dropFirst(2)).estimate().interval)
    #expect(interval.high == 1 && interval.low == swapped.low && swapped.flags.isEmpty && interval.low > 0.7)
    #expect(interval.flags == [.degenerate])
    let mirrored = try #require(try KendallTau(x, x.map { -$0 }).estimate().interval)
    #expect(mirrored.low == -1 && abs(mirrored.high + interval.low) < 1e-12)
  }

  @Test func nineNetsHaveNoIntervalButAReason() throws {
    let (x, y) = goldenColumns(seed: 3, count: 9, levels: 100), estimate = try KendallTau(x, y).estimate()
    #expect(estimate.interval == nil && estimate.absence == .fewNets)
  }

  @Test func aColumnThatHangsOnOneNetHasAReason() throws {
    let x = (0..<12).map { $0 == 4 ? 1.0 : 0 }, y = (0..<12).map(Double.init)
    #expect(try KendallTau(x, y).estimate().absence == .hangsOnOneNet)
  }

  /// V_A = 4 on 20 nets and V_S = 9 of 3 degrees of freedom: V = 13, degrees of freedom 169/(16/19 + 81/3).
  @Test func partsOfTheVarianceAreJoinedBySatterthwaite() throws {
    // Two values ±d around 0 in turn: the jackknife variance is 19²/20 · 20d²/19 = 19 d².
    let d = (4.0 / 19).squareRoot(), jackknife = Jackknife(value: 0, withoutEach: (0..<20).map { $0 % 2 == 0 ? d : -d })
    #expect(abs(jackknife.variance - 4) < 1e-12)
    let estimate = Estimate(
      jackknife, scale: .difference, more: [.init(variance: 9, degreesOfFreedom: 3)], level: 0.95, scope: .theStrategy)
    let interval = try #require(estimate.interval), freedom = try #require(interval.degreesOfFreedom)
    #expect(abs(freedom - 169 / (16.0 / 19 + 27)) < 1e-9)
    #expect(
      abs(interval.high - StudentT(degreesOfFreedom: freedom).quantile(0.975) * 13.0.squareRoot()) < 1e-9 && interval.low == -interval.high)
  }

  /// Variances 1 of three and 4 of four values: V = 1/3 + 1, degrees of freedom V²/((1/3)²/2 + 1/3).
  @Test func twoGroupsHaveWelchsInterval() throws {
    let far = 6.0.squareRoot(), estimate = Estimate(difference: [6, 7, 8], [2 - far, 2, 2, 2 + far])
    let interval = try #require(estimate.interval), freedom = try #require(interval.degreesOfFreedom)
    #expect(abs(estimate.value - 5) < 1e-12 && abs((estimate.standardError ?? 0) - (4.0 / 3).squareRoot()) < 1e-12)
    #expect(abs(freedom - 16.0 / 9 / (1.0 / 18 + 1.0 / 3)) < 1e-9 && interval.flags == [.fewSupernets])
    #expect(abs(interval.high - 5 - StudentT(degreesOfFreedom: freedom).quantile(0.975) * (4.0 / 3).squareRoot()) < 1e-9)
    #expect(Estimate(difference: [1], [2, 3]).absence == .oneSupernet)
  }
}
