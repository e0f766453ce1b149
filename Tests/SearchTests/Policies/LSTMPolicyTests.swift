import Fixtures
import FoundationEssentials
import Search
import Streams
import Testing

@Suite struct LSTMPolicyTests {
  /// By PyTorch in double precision: Tests/Golden/search/lstm.py.
  private struct Golden: Decodable { let probabilities: [[Double]], reinforce, ppo, learntReinforce, learntPPO: [Double] }

  private static let shape = LSTMShape(candidates: Nets.candidates, units: 8, embedding: 16)

  private static func golden() throws -> Golden { try JSONDecoder().decode(Golden.self, from: try Fixtures.golden("search/lstm.json")) }

  private static func policy(_ options: PolicyOptions, seed: UInt64 = 1) -> LSTMPolicy {
    var random = RandomStream(seed: seed, "golden"), weights: [Float] = []
    for _ in 0..<shape.count { weights.append(Float(random.unit() - 0.5)) }
    return LSTMPolicy(shape, weights, options)
  }

  private static func options(_ update: PolicyOptions.Update, credit: PolicyOptions.Credit = .drawn) -> PolicyOptions {
    PolicyOptions(.lstm(units: 8, embedding: 16), update: update, step: 0.01, entropy: 0.05, credit: credit)
  }

  private func largestError(_ found: [Float], _ wanted: [Double]) -> Double {
    #expect(found.count == wanted.count)
    return zip(found, wanted).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
  }

  @Test func probabilitiesArePyTorchs() throws {
    var reading = Self.policy(Self.options(.reinforce)).reading()
    for (taken, row) in zip(Nets.generations[0][0].path, try Self.golden().probabilities) {
      #expect(zip(reading.probabilities, row).allSatisfy { abs($0 - $1) < 1e-6 })
      #expect(abs(reading.probabilities.reduce(0, +) - 1) < 1e-12)
      reading.next(taken)
    }
  }

  /// Gradients reach 0.2; Float's own rounding is near 10⁻⁸.
  @Test func gradientsArePyTorchs() throws {
    let golden = try Self.golden(), nets = Nets.generations[0]
    #expect(golden.reinforce.contains { abs($0) > 0.02 })
    #expect(largestError(Self.policy(Self.options(.reinforce)).gradient(nets), golden.reinforce) < 1e-7)
    let policy = Self.policy(Self.options(.ppo(clip: 0.1)))
    #expect(largestError(policy.gradient(nets, behind: Self.policy(Self.options(.reinforce), seed: 2)), golden.ppo) < 1e-7)
    // Were ratios all 1 and nothing clipped, the golden file would test nothing.
    #expect(largestError(policy.gradient(nets), golden.ppo) > 1e-3)
  }

  /// Adam divides by gradients' sizes, so that rounding of small gradients is not small in weights: 10⁻⁴ of a step of 10⁻².
  @Test(arguments: [PolicyOptions.Update.reinforce, .ppo()]) func twoGenerationsLeavePyTorchsWeights(update: PolicyOptions.Update) throws {
    var policy = Self.policy(Self.options(update))
    for generation in Nets.generations { policy.learn(generation) }
    let golden = try Self.golden()
    #expect(largestError(policy.weights, update == .reinforce ? golden.learntReinforce : golden.learntPPO) < 1e-6)
    #expect(largestError(policy.weights, update == .reinforce ? golden.learntPPO : golden.learntReinforce) > 1e-2)
  }

  @Test(arguments: [PolicyOptions.Update.reinforce, .ppo(clip: 0.1)], PolicyOptions.Credit.allCases)
  func gradientsAreThoseOfCentralDifferences(update: PolicyOptions.Update, credit: PolicyOptions.Credit) {
    let options = Self.options(update, credit: credit), nets = Nets.generations[0]
    let policy = Self.policy(options), other = Self.policy(options, seed: 2)
    let objective = PolicyObjective(options: options, baseline: Nets.mean)
    let old = LSTMOracle(shape: Self.shape, weights: other.weights.map(Double.init))
    var oracle = LSTMOracle(shape: Self.shape, weights: policy.weights.map(Double.init))
    let gradient = policy.gradient(nets, behind: other)
    for i in stride(from: 0, to: Self.shape.count, by: 3) {
      let weight = oracle.weights[i]
      func value(_ shift: Double) -> Double {
        oracle.weights[i] = weight + shift
        defer { oracle.weights[i] = weight }
        return objective.sum(nets, logs: oracle.logs, old: old.logs) / Double(nets.count)
      }
      #expect(abs(Double(gradient[i]) - (value(1e-5) - value(-1e-5)) / 2e-5) < 1e-7, "parameter \(i)")
    }
  }

  /// Widths that fill no block of four nets, and choices of which nothing is learnt behind the last one drawn.
  @Test func netsThatDropOutEarlyChangeNothingForOthers() {
    let options = Self.options(.reinforce), policy = Self.policy(options)
    let nets = Nets.generations[0] + Nets.generations[1]
    let all = policy.gradient(nets), reversed = policy.gradient(nets.reversed())
    #expect(zip(all, reversed).allSatisfy { abs($0 - $1) < 1e-7 })
  }

  @Test func generationsWithoutAnyDrawLearnNothingButTheBaseline() {
    var policy = Self.policy(Self.options(.reinforce))
    let weights = policy.weights
    policy.learn([])
    #expect(policy.baseline.value == nil)
    policy.learn([Nets.generations[0][4]])
    #expect(policy.weights == weights)
    #expect(policy.baseline.value == 0)
  }

  @Test func firstWeightsAreUniformInADeclaredRange() {
    var random = RandomStream(seed: 3, "policy")
    let policy = LSTMPolicy(candidates: Nets.candidates, units: 64, embedding: 32, PolicyOptions(.lstm()), &random)
    #expect(random.position == UInt64(policy.weights.count))
    #expect(policy.weights.allSatisfy { abs($0) <= 0.08 })
    let variance = policy.weights.reduce(0) { $0 + Double($1 * $1) } / Double(policy.weights.count)
    #expect(abs(variance / (0.08 * 0.08 / 3) - 1) < 0.02)
  }

  /// The second choice's candidate is rewarded where it equals the first's, which is drawn by others.
  @Test(arguments: [PolicyOptions.Update.reinforce, .ppo()]) func laterChoicesLearnToFollowEarlierOnes(update: PolicyOptions.Update) {
    var random = RandomStream(seed: 11, "follow")
    var policy = PolicyOptions(.lstm(units: 16, embedding: 8), update: update, step: 0.02).policy(candidates: [2, 2], &random)
    var factorized = PolicyOptions(update: update, step: 0.02).policy(candidates: [2, 2], &random)
    for _ in 0..<60 {
      let nets = (0..<20).map { _ in
        let first = random.below(2)
        var reading = policy.reading()
        reading.next(first)
        let second = reading.draw(&random)
        return Episode(path: [first, second], drawn: [false, true], reward: first == second ? 1 : 0)
      }
      policy.learn(nets)
      factorized.learn(nets)
    }
    for first in 0..<2 { #expect(policy.probabilities(after: [first])[first] > 0.9) }
    #expect((0..<2).contains { factorized.probabilities(after: [$0])[$0] <= 0.5 })
  }
}
