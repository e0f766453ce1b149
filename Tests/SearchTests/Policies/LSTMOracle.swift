import Search
import Streams

/// An LSTM policy in Double, written down choice by choice and net by net: what the fast one in Float must agree with.
struct LSTMOracle {
  let shape: LSTMShape
  var weights: [Double]

  /// Log-probabilities of every choice's candidates along a path.
  func logs(_ path: [Int]) -> [[Double]] {
    let units = shape.units
    var h = [Double](repeating: 0, count: units), c = h, token = 0
    return path.enumerated().map { choice, taken in
      var sums = (0..<4 * units).map { weights[shape.bias + $0] }
      for j in 0..<4 * units {
        for e in 0..<shape.embedding { sums[j] += weights[token * shape.embedding + e] * weights[shape.input + e * 4 * units + j] }
        for u in 0..<units { sums[j] += h[u] * weights[shape.recurrent + u * 4 * units + j] }
      }
      let sigmoid = { (x: Double) in 1 / (1 + Elementary.exp(-x)) }
      for u in 0..<units {
        c[u] = sigmoid(sums[units + u]) * c[u] + sigmoid(sums[u]) * Elementary.tanh(sums[2 * units + u])
        h[u] = sigmoid(sums[3 * units + u]) * Elementary.tanh(c[u])
      }
      let count = shape.candidates[choice], head = shape.heads[choice]
      let logits = (0..<count).map { k in
        (0..<units).reduce(weights[head + count * units + k]) { $0 + weights[head + k * units + $1] * h[$1] }
      }
      token = shape.tokens[choice] + taken
      return PolicyObjective.logSoftmax(logits)
    }
  }
}

/// What an update ascends, from log-probabilities alone.
struct PolicyObjective {
  let options: PolicyOptions
  let baseline: Double

  /// Summed over nets. `logs` and `old` give the rows of a path, by the policy as it is and as it was before the update.
  func sum(_ nets: [Episode], logs: ([Int]) -> [[Double]], old: ([Int]) -> [[Double]]) -> Double {
    var sum = 0.0
    for net in nets {
      for (choice, (row, before)) in zip(logs(net.path), old(net.path)).enumerated() where net.drawn[choice] || options.credit == .all {
        let taken = net.path[choice], advantage = net.reward - baseline
        switch options.update {
        case .reinforce: sum += advantage * row[taken]
        case .ppo(let clip, _):
          let ratio = Elementary.exp(row[taken] - before[taken])
          sum += min(ratio * advantage, min(max(ratio, 1 - clip), 1 + clip) * advantage)
        }
        for log in row { sum -= options.entropy * log * Elementary.exp(log) }
      }
    }
    return sum
  }

  static func logSoftmax(_ logits: [Double]) -> [Double] {
    let normalizer = Elementary.log(logits.reduce(0) { $0 + Elementary.exp($1) })
    return logits.map { $0 - normalizer }
  }
}

/// Nets of choices with 3, 1, 4 and 2 candidates: all, some, one that cannot matter, and none of their choices drawn.
enum Nets {
  static let candidates = [3, 1, 4, 2]
  static let generations = [
    [
      net([0, 0, 3, 1], [true, true, true, true], 0.75), net([2, 0, 1, 0], [true, false, true, false], 0.25),
      net([0, 0, 3, 0], [false, false, false, true], 0.5), net([1, 0, 0, 1], [false, true, false, false], 1),
      net([1, 0, 2, 1], [false, false, false, false], 0), net([2, 0, 1, 0], [true, false, false, true], -0.5),
    ],
    [
      net([2, 0, 0, 0], [true, true, true, true], 1), net([0, 0, 2, 1], [false, false, true, true], 0.5),
      net([1, 0, 3, 1], [true, true, true, true], -0.25),
    ],
  ]
  /// Mean reward of the first generation, its baseline.
  static let mean = 2.0 / 6

  private static func net(_ path: [Int], _ drawn: [Bool], _ reward: Double) -> Episode {
    Episode(path: path, drawn: drawn, reward: reward)
  }
}
