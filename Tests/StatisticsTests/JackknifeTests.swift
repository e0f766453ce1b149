import Testing

import Statistics

@Suite struct JackknifeTests {
  /// The jackknife variance of a mean is s²/n exactly.
  @Test func theVarianceOfAMeanIsExact() {
    let x = [3.0, 1, 4, 1, 5, 9, 2, 6], total = x.sum
    let jackknife = Jackknife(value: x.mean, withoutEach: x.map { (total - $0) / 7 })
    #expect(abs(jackknife.variance - x.variance / 8) < 1e-14)
    let twice = Jackknife(value: 2 * x.mean, withoutEach: x.map { 2 * (total - $0) / 7 })
    #expect(abs((twice - jackknife).variance - jackknife.variance) < 1e-14)
    #expect(abs(Jackknife.mean([twice, jackknife]).value - 1.5 * x.mean) < 1e-14)
  }

  @Test func theClosestDifferentNeighboursAreSwapped() {
    #expect(swappingClosest([5, 1, 4.5, 1, 3]) == [4.5, 1, 5, 1, 3])
    #expect(swappingClosest([5, 1, 4.5, 2, 3]) { $0 != 2 && $1 != 2 } == [5, 2, 4.5, 1, 3])
    #expect(swappingClosest([2, 2, 2]) == [2, 2, 2])
  }
}
