import Search
import Streams
import Testing

@Suite struct FactorizedPolicyTests {
  private static let logits = [[0.3, -0.2, 0.1], [0.7], [0.0, 0.5, -0.5, 0.2], [-0.1, 0.4]]

  @Test func firstProbabilitiesAreUniform() {
    let policy = FactorizedPolicy(candidates: [4, 3], PolicyOptions())
    #expect(zip(policy.probabilities(after: [2]), [1.0 / 3, 1.0 / 3, 1.0 / 3]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(policy.candidates == [4, 3])
  }

  @Test func probabilitiesSumToOneAlsoWhereLogitsAreLarge() {
    let policy = FactorizedPolicy(logits: [[800, -800, 799], [0.1, 0.2, 0.3]], PolicyOptions())
    for prefix in [[], [0]] { #expect(abs(policy.probabilities(after: prefix[...]).reduce(0, +) - 1) < 1e-14) }
    #expect(policy.probabilities(after: [])[1] == 0)
  }

  /// Two epochs of PPO: the second's policy has moved from the one that ratios are taken against, and its clip of 0.02 acts.
  @Test(arguments: [PolicyOptions.Update.reinforce, .ppo(clip: 0.02, epochs: 2)], PolicyOptions.Credit.allCases)
  func updatesFollowCentralDifferences(update: PolicyOptions.Update, credit: PolicyOptions.Credit) {
    let options = PolicyOptions(update: update, step: 0.3, entropy: 0.05, credit: credit), nets = Nets.generations[0]
    let objective = PolicyObjective(options: options, baseline: Nets.mean)
    var logits = Self.logits
    for _ in 0..<(update == .reinforce ? 1 : 2) {
      var moved = logits
      for (choice, row) in logits.enumerated() {
        for k in row.indices {
          func value(_ shift: Double) -> Double {
            var shifted = logits
            shifted[choice][k] += shift
            return objective.sum(
              nets, logs: { _ in shifted.map(PolicyObjective.logSoftmax) }, old: { _ in Self.logits.map(PolicyObjective.logSoftmax) })
          }
          moved[choice][k] += options.step * (value(1e-5) - value(-1e-5)) / 2e-5
        }
      }
      logits = moved
    }
    var policy = FactorizedPolicy(logits: Self.logits, options)
    policy.learn(nets)
    for (row, wanted) in zip(policy.logits, logits) { #expect(zip(row, wanted).allSatisfy { abs($0 - $1) < 1e-9 }) }
    #expect(policy.logits[0] != Self.logits[0])
  }

  @Test func choicesThatWereNotDrawnMoveNoLogits() {
    var policy = FactorizedPolicy(logits: Self.logits, PolicyOptions())
    let nets = [
      Episode(path: [0, 0, 3, 1], drawn: [false, false, true, false], reward: 1),
      Episode(path: [1, 0, 2, 0], drawn: [false, false, true, false], reward: 0),
    ]
    policy.learn(nets)
    for choice in [0, 1, 3] { #expect(policy.logits[choice] == Self.logits[choice]) }
    #expect(policy.logits[2][3] > 0.2 && policy.logits[2][2] < -0.5)
    var imitator = FactorizedPolicy(logits: Self.logits, PolicyOptions(credit: .all))
    imitator.learn(nets)
    for choice in [0, 2, 3] { #expect(imitator.logits[choice] != Self.logits[choice]) }
  }

  /// Gains stop where π(a)/π_old(a) leaves 1 ± ε, however many epochs follow; a step overshoots by less than 0.01 here.
  @Test(arguments: [0.2, 0.4]) func theClipStopsTheRatio(clip: Double) {
    let options = PolicyOptions(update: .ppo(clip: clip, epochs: 2_000), step: 0.02, entropy: 0)
    var policy = FactorizedPolicy(candidates: [3, 3], options)
    policy.learn([
      Episode(path: [0, 0], drawn: [true, false], reward: 1), Episode(path: [0, 0], drawn: [false, true], reward: 0),
    ])
    let better = 3 * policy.probabilities(after: [])[0], worse = 3 * policy.probabilities(after: [0])[0]
    #expect(better > 1 + clip && better < 1.01 + clip)
    #expect(worse < 1 - clip && worse > 0.99 - clip)
  }
}
