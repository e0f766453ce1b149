import Testing

import Statistics

@Suite struct TargetTests {
  @Test func noiseComesFromTheNetsWithSecondRuns() throws {
    let target = try Target(runs: [[1, 3], [5], [2, 2, 5]])
    #expect(target.means == [2, 5, 3] && target.counts == [2, 1, 3])
    #expect(try target.noiseVariance == (2.0 + 3) / 2)
    #expect(target.repeated.nets == [0, 2] && target.repeated.seeds == [[1, 2], [3, 2]])
    #expect(target.repeated(least: 3).nets == [2] && target.repeated(least: 3).seeds == [[2], [2], [5]])
    #expect(try Target(seeds: [[1, 2]]).repeated.nets.isEmpty)
    #expect(throws: StatisticsError.tooFew("runs of net 1", count: 0, least: 1)) { try Target(runs: [[1], []]) }
    #expect(throws: StatisticsError.lengths(2, 1)) { try Target(seeds: [[1, 2], [1]]) }
  }

  /// Decimals whose sums differ by a rounding are ties all the same.
  @Test func equalMeansAreEqualInAnyOrder() throws {
    let runs = [[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [0.2, 0.2, 0.2], [0.4, 0.1, 0.1], [0.2, 0.3, 0.1]]
    #expect(Set(runs.map(\.mean)).count > 1 && Set(Target.means(of: runs)) == [0.2])
    #expect(Target.means(of: [[90.12, 90.13], [90.14, 90.11], [90.1251]]) == [90.125, 90.125, 90.1251])
    #expect(Target.means(of: [[1e-160, 3e-160], [2e160, 4e160]]) == [2e-160, 3e160])
    #expect(Target.means(of: [[1e-160, 3e-160], [5e-160, 7e-160]]) == [2e-160, 6e-160])
  }
}
