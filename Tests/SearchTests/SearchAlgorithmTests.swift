import FoundationEssentials
import Search
import Testing

@Suite struct SearchAlgorithmTests {
  private func read(_ text: String) throws -> SearchAlgorithm { try JSONDecoder().decode(SearchAlgorithm.self, from: Data(text.utf8)) }

  private func text(_ algorithm: SearchAlgorithm) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(algorithm), as: UTF8.self)
  }

  @Test(arguments: Searches.algorithms) func whatIsWrittenIsReadBack(algorithm: SearchAlgorithm) throws {
    #expect(try read(try text(algorithm)) == algorithm)
  }

  /// Part of digests: whoever changes a default or a word changes which files are found again.
  @Test(arguments: [
    ("random", #"{"name":"random"}"#),
    (
      "evolution", #"{"crossovers":25,"mutants":25,"mutation":0.1,"name":"evolution","population":50,"repeats":false,"top":10,"tries":10}"#
    ),
    ("aging-evolution", #"{"name":"aging-evolution","population":50,"sample":10}"#),
    ("local-search", #"{"initial":10,"name":"local-search"}"#),
    (
      "nsga2",
      #"{"crossover":0.9,"kinds":{"natural":1,"prior":0,"reinforced":0,"scale":10000000},"name":"nsga2","population":40,"#
        + #""weighting":{"name":"plain"}}"#
    ),
  ])
  func defaultsAreWrittenInFull(name: String, pinned: String) throws {
    #expect(try text(try read("{\"name\": \"\(name)\"}")) == pinned)
    #expect(try read(pinned) == read("{\"name\": \"\(name)\"}"))
  }

  @Test func everyNameHasAPinnedText() { #expect(SearchAlgorithm.Name.allCases.count == 5) }

  @Test func allOptionsAreWritten() throws {
    let given =
      #"{"crossover":0.5,"kinds":{"natural":0.2,"prior":0.15,"reinforced":0.65,"scale":1000000},"mutation":0.25,"name":"nsga2","#
      + #""policy":{"baseline":0.9,"credit":"drawn","entropy":0.001,"name":"factorized","step":0.5,"update":{"name":"reinforce"}},"#
      + #""population":8,"weighting":{"name":"log","weights":[1,0.07]}}"#
    #expect(try text(try read(given)) == given)
    let evolution =
      #"{"crossovers":1,"decimals":2,"mutants":2,"mutation":0.5,"name":"evolution","population":3,"repeats":true,"top":4,"tries":5}"#
    #expect(try text(try read(evolution)) == evolution)
  }

  @Test func unknownNamesAreRefused() {
    #expect(throws: DecodingError.self) { try read(#"{"name": "annealing"}"#) }
    #expect(throws: DecodingError.self) { try read(#"{"name": "nsga2", "weighting": {"name": "crowding"}}"#) }
  }

  @Test func onlyNSGAIILooksAtSeveralObjectives() throws {
    let several = try SearchAlgorithm.Name.allCases.filter { try read("{\"name\": \"\($0.rawValue)\"}").isMultiObjective }
    #expect(several == [.nsga2])
  }

  @Test(arguments: Searches.algorithms) func optionsThatAreAllRightHaveNoFault(algorithm: SearchAlgorithm) {
    #expect(algorithm.fault(objectives: 2) == nil)
  }

  @Test(arguments: [
    (#"{"name": "evolution", "population": 0}"#, "population"), (#"{"name": "evolution", "top": 0}"#, "top"),
    (#"{"name": "evolution", "mutants": -1}"#, "mutants"), (#"{"name": "evolution", "crossovers": -1}"#, "crossovers"),
    (#"{"name": "evolution", "mutation": 1.5}"#, "mutation"), (#"{"name": "evolution", "tries": 0}"#, "tries"),
    (#"{"name": "evolution", "decimals": 13}"#, "decimals"), (#"{"name": "aging-evolution", "population": 2000000}"#, "population"),
    (#"{"name": "aging-evolution", "sample": 0}"#, "sample"), (#"{"name": "local-search", "initial": 0}"#, "initial"),
    (#"{"name": "nsga2", "population": 1}"#, "population"), (#"{"name": "nsga2", "crossover": -0.1}"#, "crossover"),
    (#"{"name": "nsga2", "mutation": 2}"#, "mutation"),
    (#"{"name": "nsga2", "weighting": {"name": "crowding", "weights": [1]}}"#, "weighting.weights"),
    (#"{"name": "nsga2", "weighting": {"name": "fitness", "weights": [0, 0]}}"#, "weighting.weights"),
    (#"{"name": "nsga2", "weighting": {"name": "log", "weights": [1, -1]}}"#, "weighting.weights"),
    (#"{"name": "nsga2", "kinds": {"natural": 0}}"#, "kinds"), (#"{"name": "nsga2", "kinds": {"prior": -1}}"#, "kinds"),
    (#"{"name": "nsga2", "kinds": {"scale": 0}}"#, "kinds.scale"), (#"{"name": "nsga2", "kinds": {"reinforced": 0.5}}"#, "policy"),
  ])
  func theFieldOfAFaultIsNamed(text: String, field: String) throws {
    let fault = try #require(try read(text).fault(objectives: 2))
    #expect(fault.field == field && fault.reason.contains("should"), "\(fault)")
  }

  @Test func aPolicyThatCannotLearnIsAFault() throws {
    let algorithm = Searches.nsga2 { $0.policy = PolicyOptions(step: -1) }
    let fault = try #require(algorithm.fault(objectives: 2))
    #expect(fault.field == "policy" && fault.reason.contains("step"))
  }
}
