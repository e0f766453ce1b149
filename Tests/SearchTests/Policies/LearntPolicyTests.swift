import FoundationEssentials
import Search
import Streams
import Testing

@Suite struct LearntPolicyTests {
  @Test(arguments: [PolicyOptions.Form.factorized, .lstm(units: 16, embedding: 8)], [PolicyOptions.Update.reinforce, .ppo()])
  func aPolicyReadFromItsTextGoesOnWithTheSameBits(form: PolicyOptions.Form, update: PolicyOptions.Update) throws {
    var random = RandomStream(seed: 4, "policies")
    var policy = PolicyOptions(form, update: update).policy(candidates: Nets.candidates, &random)
    policy.learn(Nets.generations[0])
    var read = try JSONDecoder().decode(LearntPolicy.self, from: JSONEncoder().encode(policy))
    #expect(read == policy)
    policy.learn(Nets.generations[1])
    #expect(read != policy)
    read.learn(Nets.generations[1])
    #expect(read == policy)
    #expect(read.probabilities(after: [1, 0]) == policy.probabilities(after: [1, 0]))
  }

  @Test func aChoiceWithoutLogitsIsRefused() throws {
    let text = String(decoding: try JSONEncoder().encode(FactorizedPolicy(candidates: [1, 1], PolicyOptions())), as: UTF8.self)
    let other = text.replacing("[[0],[0]]", with: "[[0],[]]")
    try #require(other != text)
    #expect(throws: PolicyError.self) { try JSONDecoder().decode(LearntPolicy.self, from: Data(other.utf8)) }
  }

  @Test func aStateWhoseWeightsDoNotFitIsRefused() throws {
    var random = RandomStream(seed: 4, "policies")
    let policy = PolicyOptions(.lstm(units: 8, embedding: 8)).policy(candidates: [2, 2], &random)
    let text = String(decoding: try JSONEncoder().encode(policy), as: UTF8.self)
    let other = text.replacing("\"candidates\":[2,2]", with: "\"candidates\":[2,3]")
    try #require(other != text)
    // 3 tokens of 8, 17 × 32 of the gates, 2 × 2 × 9 of the output layers; 9 more for another candidate of the last choice.
    #expect(throws: PolicyError.state(field: "weights", wanted: 613, found: 604)) {
      try JSONDecoder().decode(LearntPolicy.self, from: Data(other.utf8))
    }
  }
}
