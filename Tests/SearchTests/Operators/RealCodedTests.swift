import Search
import Statistics
import Streams
import Testing

/// Survival by rank and crowding in the setting that it was published in: NSGA-II on real numbers, with simulated binary crossover and
/// polynomial mutation, on problems whose fronts are known (Deb et al. 2002; Zitzler, Deb and Thiele 2000; Deb et al. 2005).
@Suite struct RealCodedTests {
  struct Problem: CustomTestStringConvertible, Sendable {
    let testDescription: String, variables: Int, objectives: Int
    /// Of pymoo's own NSGA-II after 250 generations of 100, mean and standard deviation of five runs; of the front itself.
    let hypervolume: Double, deviation: Double, front: Double
    /// To be small.
    let values: @Sendable ([Double]) -> [Double]
  }

  private static func spread(_ x: [Double]) -> Double { 1 + 9 * x.dropFirst().reduce(0, +) / Double(x.count - 1) }

  private static let problems = [
    Problem(testDescription: "ZDT1", variables: 30, objectives: 2, hypervolume: 0.86977, deviation: 0.00012, front: 0.876667) { x in
      let g = spread(x)
      return [x[0], g * (1 - (x[0] / g).squareRoot())]
    },
    Problem(testDescription: "ZDT2", variables: 30, objectives: 2, hypervolume: 0.53629, deviation: 0.00027, front: 0.543333) { x in
      let g = spread(x)
      return [x[0], g * (1 - (x[0] / g) * (x[0] / g))]
    },
    Problem(testDescription: "DTLZ2", variables: 12, objectives: 3, hypervolume: 0.7055, deviation: 0.0040, front: 0.807401) { x in
      let g = 1 + x[2...].reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) }
      let (a, b) = (x[0] / 4, x[1] / 4)
      let (cosA, sinA, cosB, sinB) = (cosine(a), cosine(a - 0.25), cosine(b), cosine(b - 0.25))
      return [g * cosA * cosB, g * cosA * sinB, g * sinA]
    },
  ]

  /// Of a number of whole turns.
  private static func cosine(_ turns: Double) -> Double { Elementary.cos(halfTurns: 2 * turns) }

  private static func power(_ x: Double, _ exponent: Double) -> Double { x == 0 ? 0 : Elementary.exp(exponent * Elementary.log(x)) }

  /// Two children around two parents (Deb and Agrawal 1995), η = 15, within 0 ... 1; each variable with one half.
  private static func crossover(_ a: inout [Double], _ b: inout [Double], _ random: inout RandomStream) {
    for i in a.indices where random.unit() < 0.5 && abs(a[i] - b[i]) > 1e-14 {
      let low = min(a[i], b[i]), high = max(a[i], b[i]), u = random.unit()
      func factor(_ room: Double) -> Double {
        let alpha = 2 - power(1 + 2 * room / (high - low), -16)
        return power(u <= 1 / alpha ? u * alpha : 1 / (2 - u * alpha), 1.0 / 16)
      }
      let first = (low + high - factor(low) * (high - low)) / 2, second = (low + high + factor(1 - high) * (high - low)) / 2
      (a[i], b[i]) = random.unit() < 0.5 ? (first, second) : (second, first)
      (a[i], b[i]) = (min(max(a[i], 0), 1), min(max(b[i], 0), 1))
    }
  }

  /// Polynomial mutation (Deb and Goyal 1996), η = 20, of nine children in ten and there of one variable in the mean.
  private static func mutate(_ x: inout [Double], _ random: inout RandomStream) {
    guard random.unit() < 0.9 else { return }
    for i in x.indices where random.unit() < 1 / Double(x.count) {
      let u = random.unit(), low = x[i], high = 1 - x[i]
      let step =
        u < 0.5
        ? power(2 * u + (1 - 2 * u) * power(1 - low, 21), 1.0 / 21) - 1
        : 1 - power(2 * (1 - u) + 2 * (u - 0.5) * power(1 - high, 21), 1.0 / 21)
      x[i] = min(max(x[i] + step, 0), 1)
    }
  }

  private static func hypervolume(_ problem: Problem, seed: UInt64) throws -> Double {
    var random = RandomStream(seed: seed, "nsga2")
    let signs = [Double](repeating: -1, count: problem.objectives)
    var nets = (0..<100).map { _ in (0..<problem.variables).map { _ in random.unit() } }
    var scores = nets.map { problem.values($0).map { -$0 } }
    for _ in 1..<250 {
      let order = Weighting.plain.order(scores, signs: signs).order
      func parent() -> [Double] {
        let first = random.below(100), second = random.below(100)
        return nets[order.prefers(first, second) ? first : second]
      }
      // No point twice, as in pymoo.
      var known = Set(nets)
      while nets.count < 200 {
        var a = parent(), b = parent()
        if random.unit() < 0.9 { crossover(&a, &b, &random) }
        mutate(&a, &random)
        mutate(&b, &random)
        for child in [a, b] where nets.count < 200 && known.insert(child).inserted { nets.append(child) }
      }
      scores += nets[100...].map { problem.values($0).map { -$0 } }
      let survivors = Weighting.plain.survivors(100, of: scores, signs: signs)
      (nets, scores) = (survivors.map { nets[$0] }, survivors.map { scores[$0] })
    }
    return try ParetoFront(scores).hypervolume(reference: [Double](repeating: -1.1, count: problem.objectives))
  }

  @Test(arguments: problems) func theKnownFrontIsReachedAsFarAsPymooReachesIt(problem: Problem) throws {
    let runs = try (0..<5).map { try Self.hypervolume(problem, seed: $0) }
    let mean = runs.reduce(0, +) / 5
    #expect(abs(mean - problem.hypervolume) < 4 * problem.deviation, "\(runs)")
    #expect(runs.allSatisfy { $0 < problem.front })
  }
}
