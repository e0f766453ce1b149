import Testing

import Statistics
import Streams

@Suite struct RankResolutionTests {
  /// Three nets of two runs each: s² = .02 from 3 degrees of freedom, t.₉₇₅ = 3.182, with Bonferroni's half t.₉₈₇₅ = 4.177 (scipy's t.ppf).
  @Test func byHand() throws {
    let target = try Target(seeds: [[10.1, 10.5, 12.1], [9.9, 10.3, 11.9]])
    let own = try RankResolution(target)
    #expect(abs(own.noise * own.noise - 0.02) < 1e-12 && own.degreesOfFreedom == 3)
    // Standard error √.02 = .1414: 10.0 and 10.4 are 2.83 apart, 10.4 and 12.0 are 11.3 apart.
    #expect(own.ranks.map(\.rank) == [3, 2, 1] && own.ranks.map(\.low) == [2, 2, 1] && own.ranks.map(\.high) == [3, 3, 1])
    #expect(own.groups == [2, 2, 1] && own.size(ofGroup: 1) == 1 && abs(own.separableShare - 2.0 / 3) < 1e-15)
    // 3.6 errors apart: told apart alone at 3.182, not among three nets at 4.177.
    let near = try RankResolution(try Target(seeds: [[10.1, 10.61, 12.1], [9.9, 10.41, 11.9]]))
    #expect(near.separableShare == 1 && near.groups == [2, 2, 1] && near.ranks[0].low == 2)
  }

  @Test func runsOfUnequalNumberPoolTheirSquares() throws {
    let target = try Target(runs: [[1, 3], [5], [4, 5, 9]]), own = try RankResolution(target)
    #expect(own.degreesOfFreedom == 3 && abs(own.noise * own.noise - (2.0 + 14) / 3) < 1e-12)
    #expect(throws: StatisticsError.tooFew("nets with a second run", count: 0, least: 1)) {
      try RankResolution(try Target(seeds: [[1, 2]]))
    }
    #expect(throws: StatisticsError.self) { try RankResolution(target, level: 1) }
  }

  /// Equal runs: every difference is sure, and ties are ties.
  @Test func withoutNoiseRanksAreExact() throws {
    let own = try RankResolution(try Target(seeds: [[3, 1, 2, 2], [3, 1, 2, 2]]))
    #expect(own.ranks.map(\.low) == [1, 4, 2, 2] && own.ranks.map(\.high) == [1, 4, 3, 3] && own.ranks.map(\.rank) == [1, 4, 2.5, 2.5])
    #expect(own.groups == [1, 3, 2, 2] && abs(own.separableShare - 5.0 / 6) < 1e-15)
  }

  /// Each end is that of looking at every pair anew, with nets of one to four runs.
  @Test func endsCountSurePairs() throws {
    for repetition in 0..<20 {
      var random = RandomStream(seed: 13, "ends").child(repetition)
      let runs = (0..<15).map { net -> [Double] in
        let centre = random.normal()
        return (0...net % 4).map { _ in centre + 0.2 * random.normal() }
      }
      let own = try RankResolution(try Target(runs: runs), level: 0.9), means = runs.map { $0.reduce(0, +) / Double($0.count) }
      let freedom = runs.reduce(0) { $0 + $1.count } - 15
      let squares = zip(runs, means).reduce(0) { sum, net in sum + net.0.reduce(0) { $0 + ($1 - net.1) * ($1 - net.1) } }
      let t = StudentT(degreesOfFreedom: Double(freedom)).quantile(1 - 0.1 / 28)
      func isSurelyBetter(_ a: Int, _ b: Int) -> Bool {
        let variance = squares / Double(freedom)
        return means[a] - means[b] > t * (variance / Double(runs[a].count) + variance / Double(runs[b].count)).squareRoot()
      }
      for net in 0..<15 {
        #expect(own.ranks[net].low == 1 + (0..<15).count { isSurelyBetter($0, net) }, "\(repetition), \(net)")
        #expect(own.ranks[net].high == 15 - (0..<15).count { isSurelyBetter(net, $0) }, "\(repetition), \(net)")
      }
    }
  }

  /// 1,000 leaderboards of 30 nets with three runs: the interval of a net's rank holds its true rank in 95 % or more of them.
  @Test func intervalsHoldTheTrueRank() throws {
    var held = 0, wide = 0, count = 0
    for repetition in 0..<1_000 {
      var random = RandomStream(seed: 12, "ranks").child(repetition)
      let truth = (0..<30).map { _ in random.normal() }
      let own = try RankResolution(try Target(runs: truth.map { value in (0..<3).map { _ in value + 0.5 * random.normal() } }))
      for (net, value) in truth.enumerated() {
        let rank = 1 + truth.count { $0 > value }
        (held, wide, count) = (
          held + (own.ranks[net].low <= rank && rank <= own.ranks[net].high ? 1 : 0), wide + own.ranks[net].high - own.ranks[net].low,
          count + 1
        )
      }
    }
    #expect(Double(held) / Double(count) > 0.95 && Double(wide) / Double(count) < 20, "\(held) of \(count), width \(wide / count)")
  }
}
