import Search
import Streams
import Testing

@Suite struct PolicyTests {
  private static let forms: [PolicyOptions.Form] = [.factorized, .lstm(units: 16, embedding: 8)]
  private static let updates: [PolicyOptions.Update] = [.reinforce, .ppo()]

  /// A policy that drew, and learnt from, so many generations of 20 nets.
  private func learnt(_ options: PolicyOptions, _ candidates: [Int], generations: Int, reward: ([Int]) -> Double) -> LearntPolicy {
    var random = RandomStream(seed: 5, "policies"), policy = options.policy(candidates: candidates, &random)
    for _ in 0..<generations {
      policy.learn(
        (0..<20).map { _ in
          var reading = policy.reading(), path: [Int] = []
          for _ in candidates {
            path.append(reading.draw(&random))
            reading.next(path[path.count - 1])
          }
          return Episode(path: path, drawn: candidates.map { _ in true }, reward: reward(path))
        })
    }
    return policy
  }

  @Test(arguments: forms, updates) func theBetterOfTwoArmsIsLearnt(form: PolicyOptions.Form, update: PolicyOptions.Update) {
    let policy = learnt(PolicyOptions(form, update: update, step: 0.02), [2], generations: 60) { $0[0] == 1 ? 0.8 : 0.3 }
    #expect(policy.probabilities(after: [])[1] > 0.9)
  }

  @Test(arguments: forms, updates) func theBestOfEveryChoiceIsLearnt(form: PolicyOptions.Form, update: PolicyOptions.Update) {
    let gains = [[0.1, 0.3, 0.0], [0.4, 0.1], [0.0, 0.1, 0.2, 0.5]], best = [1, 0, 3]
    let policy = learnt(PolicyOptions(form, update: update, step: 0.02), [3, 2, 4], generations: 150) {
      zip(gains, $0).reduce(0) { $0 + $1.0[$1.1] }
    }
    for choice in best.indices { #expect(policy.probabilities(after: best[..<choice])[best[choice]] > 0.9) }
  }

  @Test func drawsHaveTheProbabilitiesAndTakeOneNumberEach() {
    let policy = FactorizedPolicy(logits: [[0.2, 0.5, 0.3].map { Elementary.log($0) }], PolicyOptions()), reading = policy.reading()
    var random = RandomStream(seed: 8, "draws"), counts = [0.0, 0.0, 0.0]
    for _ in 0..<10_000 { counts[reading.draw(&random)] += 1 }
    #expect(random.position == 10_000)
    for (count, p) in zip(counts, [0.2, 0.5, 0.3]) { #expect(abs(count - 10_000 * p) < 4 * (10_000 * p * (1 - p)).squareRoot()) }
  }

  @Test(arguments: forms) func readingsDoNotSeeWhatIsLearntLater(form: PolicyOptions.Form) {
    var random = RandomStream(seed: 9, "policies"), policy = PolicyOptions(form).policy(candidates: Nets.candidates, &random)
    let reading = policy.reading(), before = reading.probabilities
    policy.learn(Nets.generations[0])
    #expect(reading.probabilities == before)
    #expect(policy.reading().probabilities != before)
  }
}
