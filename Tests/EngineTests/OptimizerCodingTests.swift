import Engine
import FoundationEssentials
import Testing

@Suite struct OptimizerCodingTests {
  static let optimizers: [Optimizer] = [
    Optimizer(.sgd(SGD(momentum: 0.8, decay: 5e-4, nesterov: true))),
    Optimizer(.adam(Adam(beta1: 0.5)), clipping: .norm(5), decaysAll: false),
    Optimizer(.sgd(SGD()), clipping: .value(0.25)),
  ]

  @Test(arguments: optimizers) func whatIsWrittenIsReadBack(_ optimizer: Optimizer) throws {
    #expect(try JSONDecoder().decode(Optimizer.self, from: JSONEncoder().encode(optimizer)) == optimizer)
  }

  private func read(_ text: String) throws -> Optimizer { try JSONDecoder().decode(Optimizer.self, from: Data(text.utf8)) }

  @Test func whatIsLeftOutHasItsDefault() throws {
    #expect(try read(#"{"name": "sgd", "decay": 0.1}"#) == Optimizer(.sgd(SGD(momentum: 0.9, decay: 0.1))))
    #expect(try read(#"{"name": "adam"}"#) == Optimizer(.adam(Adam())))
    #expect(try read(#"{"name": "adam", "clipping": {"value": 1}}"#).clipping == .value(1))
  }

  @Test(arguments: [
    #"{}"#, #"{"name": "sdg"}"#, #"{"name": "sgd", "clipping": {}}"#, #"{"name": "sgd", "clipping": {"norm": 1, "value": 1}}"#,
  ])
  func whatCannotBeMeantIsRefused(text: String) { #expect(throws: DecodingError.self) { try read(text) } }
}
