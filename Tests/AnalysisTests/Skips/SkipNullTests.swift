import Analysis
import Streams
import Testing

@Suite struct SkipNullTests {
  /// Skip is operation 2 of seven: of each of four nodes the two edges with the largest α, on each the best operation.
  private func topTwo(_ alpha: [[Double]]) -> (kept: Int, skips: Int) {
    var first = 0, skips = 0
    for inputs in 2...5 {
      let best = alpha[first..<first + inputs].sorted { ($0.max() ?? 0) > ($1.max() ?? 0) }.prefix(2)
      skips += best.count { row in row[2] == row.max() }
      first += inputs
    }
    return (8, skips)
  }

  /// P(exactly k skips of 8) in cells of seven operations (differentiable-and-super-resolution.md, section 7).
  @Test func sevenOperationsKeepOneSkipInSeven() {
    let null = SkipNull(operations: [Int](repeating: 7, count: 14), draws: 20_000, random: RandomStream(seed: 1, "null"), rule: topTwo)
    for (k, expected) in [0.29136, 0.38848, 0.22661, 0.07554, 0.01574].enumerated() {
      let share = Double(null.skips.count { $0 == k }) / 20_000
      #expect(abs(share - expected) < 4 * (expected * (1 - expected) / 20_000).squareRoot(), "k = \(k): \(share)")
    }
    #expect(abs(null.meanSkips - 8.0 / 7) < 0.03 && null.meanKept == 8)
    #expect(null.quantile(0.5) == 1 && null.quantile(0.05) == 0 && null.quantile(0.95) == 3 && null.quantile(1) == null.skips.max())
  }

  /// Three seeds of a fair coin: sums by the binomial law of three.
  @Test func tailsOfOneAndOfSums() {
    var turn = 0
    let null = SkipNull(operations: [1], draws: 400, random: RandomStream(seed: 1, "coin")) { _ in
      turn += 1
      return (1, turn % 2)
    }
    #expect(null.tail(0) == 1 && null.tail(1) == 201.0 / 401 && null.tail(2) == 1.0 / 401)
    for (least, expected) in [(0, 1.0), (1, 7.0 / 8), (2, 0.5), (3, 1.0 / 8), (4, 0)] {
      #expect(abs(null.tail(sum: least, of: 3) - expected) < 1e-12, "\(least)")
    }
    #expect(null.halfShare == 0.5)
  }

  @Test func drawsAreOfTheirStreamAndOfTheirDeviation() {
    var seen: [Double] = []
    let rule: ([[Double]]) -> (kept: Int, skips: Int) = {
      seen += $0.joined()
      return (0, 0)
    }
    let null = SkipNull(operations: [3, 1], deviation: 1e-3, draws: 2_000, random: RandomStream(seed: 7, "a"), rule: rule)
    let first = seen
    seen = []
    _ = SkipNull(operations: [3, 1], deviation: 1e-3, draws: 2_000, random: RandomStream(seed: 7, "a"), rule: rule)
    #expect(first == seen && first.count == 8_000 && null.halfShare == 0)
    let mean = first.reduce(0, +) / 8_000, square = first.reduce(0) { $0 + $1 * $1 } / 8_000
    #expect(abs(mean) < 5e-5 && abs(square.squareRoot() - 1e-3) < 4e-5)
  }
}
