import Testing

import Statistics
import Streams

@Suite struct ReplicateTests {
  @Test func eachRunIsHeldAgainstTheMeanOfTheOthers() throws {
    var random = RandomStream(seed: 6, "runs")
    let truth = (0..<50).map { _ in random.normal() }, seeds = (0..<3).map { _ in truth.map { $0 + 0.6 * random.normal() } }
    func others(_ a: Int, _ b: Int) -> [Double] { zip(seeds[a], seeds[b]).map { ($0 + $1) / 2 } }
    let expected = try [
      KendallTau(seeds[0], others(1, 2)).tauB, KendallTau(seeds[1], others(0, 2)).tauB, KendallTau(seeds[2], others(0, 1)).tauB,
    ]
    let line = try replicate(seeds: seeds)
    #expect(abs(line.value - expected.mean) < 1e-14 && line.interval != nil)
    // Early accuracies of the same runs: nosier, so lower.
    let early = seeds.map { $0.map { $0 + random.normal() } }
    #expect(try acrossSeeds(predictions: early, seeds: seeds).value < line.value)
    #expect(throws: StatisticsError.tooFew("stand-alone seed", count: 1, least: 2)) { try replicate(seeds: [seeds[0]]) }
  }

  @Test func aPerfectReplicateIsFlagged() throws {
    let x = (0..<20).map(Double.init)
    #expect(try replicate(seeds: [x, x]).interval?.flags == [.degenerate])
  }

  @Test func aCensusHasNoIntervalOverNets() throws {
    var random = RandomStream(seed: 7, "replicate")
    let seeds = (0..<3).map { _ in (0..<30).map { Double($0) + 5 * random.normal() } }
    let line = try replicate(seeds: seeds, isCensus: true), sampled = try replicate(seeds: seeds)
    #expect(line.value == sampled.value && line.absence == .allNets && line.interval == nil && sampled.interval != nil)
  }
}
