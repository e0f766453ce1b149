import Testing

import Statistics
import Streams

@Suite struct TopKMeansTests {
  @Test func meansOverSupernetsHaveBootstrapIntervals() throws {
    var random = RandomStream(seed: 4, "top")
    let target = (0..<60).map { _ in random.normal() }, scores = (0..<4).map { _ in target.map { $0 + random.normal() } }
    let bootstrap = Bootstrap(.crossed, draws: 400), stream = RandomStream(seed: 1, "bootstrap")
    let means = try TopKMeans(scores: scores, target: target, k: 5, bootstrap: bootstrap, random: stream)
    let singles = try scores.map { try TopK(predicted: $0, target: target, k: 5) }
    #expect(abs(means.regret.value - singles.map(\.regret).mean) < 1e-14)
    let interval = try #require(means.regret.interval)
    #expect(interval.low >= 0 && interval.low < means.regret.value && interval.high > interval.low && interval.scope == .theStrategy)
    #expect(means.randomRegret == singles[0].randomRegret && means.randomRegret > means.regret.value)
    #expect(try TopKMeans(scores: scores, target: target, k: 5, bootstrap: bootstrap, random: stream) == means)
  }

  @Test func aCensusIsSpreadOverSupernetsAlone() throws {
    var random = RandomStream(seed: 5, "census")
    let target = (0..<40).map { _ in random.normal() }, scores = (0..<3).map { _ in target.map { $0 + random.normal() } }
    let means = try TopKMeans(scores: scores, target: target, k: 5, bootstrap: nil, random: RandomStream(seed: 1, "unused"))
    let each = try scores.map { try TopK(predicted: $0, target: target, k: 5).regret }
    let half = 4.302652729911275 * (each.variance / 3).squareRoot(), interval = try #require(means.regret.interval)
    #expect(abs(means.regret.value - each.mean) < 1e-12 && abs(interval.high - each.mean - half) < 1e-9)
    #expect(interval.scope == .theStrategy && interval.flags == [.fewSupernets])
    let one = try TopKMeans(scores: [scores[0]], target: target, k: 5, bootstrap: nil, random: RandomStream(seed: 1, "unused"))
    #expect(one.regret.interval == nil && one.regret.absence == .oneSupernet)
  }
}
