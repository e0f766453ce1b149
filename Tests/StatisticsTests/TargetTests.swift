import Testing

import Statistics

@Suite struct TargetTests {
  @Test func noiseComesFromTheNetsWithSecondRuns() throws {
    let target = try Target(runs: [[1, 3], [5], [2, 2, 5]])
    #expect(target.means == [2, 5, 3] && target.counts == [2, 1, 3])
    #expect(try target.noiseVariance == (2.0 + 3) / 2)
    #expect(target.repeated.nets == [0, 2] && target.repeated.seeds == [[1, 2], [3, 2]])
    #expect(try Target(seeds: [[1, 2]]).repeated.nets.isEmpty)
    #expect(throws: StatisticsError.tooFew("runs of net 1", count: 0, least: 1)) { try Target(runs: [[1], []]) }
    #expect(throws: StatisticsError.lengths(2, 1)) { try Target(seeds: [[1, 2], [1]]) }
  }
}
