import FoundationEssentials
import Search
import Streams
import Testing

@Suite struct PolicyOptionsTests {
  private func read(_ text: String) throws -> PolicyOptions { try JSONDecoder().decode(PolicyOptions.self, from: Data(text.utf8)) }

  @Test(arguments: [
    PolicyOptions(),
    PolicyOptions(.lstm(units: 16, embedding: 24), update: .ppo(clip: 0.1, epochs: 3), step: 0.01, entropy: 0, credit: .all),
    PolicyOptions(.lstm(), baselineDecay: 0.5),
  ])
  func whatIsWrittenIsReadBack(options: PolicyOptions) throws {
    #expect(try JSONDecoder().decode(PolicyOptions.self, from: JSONEncoder().encode(options)) == options)
  }

  @Test func whatIsLeftOutHasItsDefault() throws {
    let factorized = try read(#"{"name": "factorized"}"#), lstm = try read(#"{"name": "lstm", "update": {"name": "ppo"}}"#)
    #expect(factorized == PolicyOptions() && factorized.step == 0.5)
    #expect(lstm == PolicyOptions(.lstm(units: 64, embedding: 32), update: .ppo(clip: 0.2, epochs: 4)) && lstm.step == 3.5e-4)
    #expect(factorized.entropy == 1e-3 && factorized.baselineDecay == 0.9 && factorized.credit == .drawn)
  }

  @Test(arguments: [
    (#""units": 12"#, "units"), (#""units": 8000"#, "units"),
    (#""embedding": 0"#, "embedding"), (#""step": 0"#, "step"), (#""entropy": -1"#, "entropy"),
    (#""baseline": 1"#, "baseline"), (#""update": {"name": "ppo", "clip": 1}"#, "clip"),
    (#""update": {"name": "ppo", "epochs": 0}"#, "epochs"),
  ])
  func numbersThatCannotBeUsedAreNamed(text: String, field: String) {
    let error = #expect(throws: PolicyError.self) { try read("{\"name\": \"lstm\", \(text)}") }
    #expect(error?.description.hasPrefix("policy: \(field): ") == true)
  }

  @Test func onlyTheLSTMTakesNumbersOfTheStream() {
    var random = RandomStream(seed: 1, "options")
    _ = PolicyOptions().policy(candidates: [3], &random)
    #expect(random.position == 0)
    _ = PolicyOptions(.lstm(units: 8, embedding: 8)).policy(candidates: [3], &random)
    #expect(random.position > 0)
  }
}
