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
}
