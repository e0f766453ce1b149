import Analysis
import SimulatedStudies
import Streams
import Testing

@Suite struct RandomNetsTests {
  private func read(_ change: (String) -> String = { $0 }) throws -> RandomNets {
    try RandomNets(
      SimulatedTables.files(changing: "networks.tsv", to: change(SimulatedTables.texts[3].text)).networks, random: .init(seed: 1, "nets"))
  }

  /// A net of known cells among the others.
  @Test func operationsAndDepthAreCounted() throws {
    let normal =
      "[('skip_connect', 0), ('sep_conv_3x3', 1)], [('dil_conv_5x5', 2), ('skip_connect', 1)], [('max_pool_3x3', 3), ('avg_pool_3x3', 0)], [('sep_conv_5x5', 4), ('skip_connect', 1)]"
    let reduce =
      "[('max_pool_3x3', 0), ('max_pool_3x3', 1)], [('sep_conv_3x3', 0), ('max_pool_3x3', 1)], [('max_pool_3x3', 0), ('max_pool_3x3', 1)], [('max_pool_3x3', 0), ('max_pool_3x3', 1)]"
    let nets = try read {
      $0 + "97.5\tGenotype(normal=[\(normal)], normal_concat=range(2, 6), reduce=[\(reduce)], reduce_concat=range(2, 6))\n"
    }
    #expect(nets.accuracies.count == 31 && nets.accuracies[30] == 97.5)
    let values = nets.predictors.map { ($0.name, $0.values[30]) }.dropFirst(2).dropLast()
    // Depth: sep_conv 2←1, dil_conv 3←2, a pool, sep_conv 5←4.
    let expected = [
      ("skips, normal cell", 3.0), ("pools, normal cell", 2), ("separable convolutions, normal cell", 2),
      ("dilated convolutions, normal cell", 1), ("depth, normal cell", 3), ("convolutions, both cells", 4),
    ]
    #expect(values.map(\.0) == expected.map(\.0) && values.map(\.1) == expected.map(\.1))
    #expect(nets.predictors.allSatisfy { $0.tau.value != nil })
  }

  @Test(arguments: [
    ("'sep_conv_3x3'", "'sep_conv_9x9'", "networks.tsv, line 1: genotype"), ("normal=[", "usual=[", "'normal' should stand here"),
    ("reduce_concat", "concat", "'reduce_concat' should stand here"), ("\t", " ", "expected accuracies and genotypes"),
    (", 1)]", ", 9)]", "leads from state 9 to 2"), (", 1)]", ", x)]", "a state's number should stand here"),
    ("normal=[[", "normal=[[('skip_connect', 0), ", "says 'skip_connect' from 0 to 2 again"),
    ("GENOTYPE", "\tGENOTYPE", "fields where the first line has"),
  ]) func whatIsNoNetIsNamed(old: String, new: String, said: String) {
    let error = #expect(throws: AnalysisError.self) { try read { $0.replacing(old, with: new, maxReplacements: old == "\t" ? .max : 1) } }
    #expect(error.map { "\($0)".contains("networks.tsv") && "\($0)".contains(said) } == true, "\(String(describing: error))")
  }

  @Test func tooFewForTheRidgeIsNamed() {
    let few = SimulatedTables.texts[3].text.split(separator: "\n").prefix(9).joined(separator: "\n")
    let error = #expect(throws: AnalysisError.self) { try read { _ in few } }
    #expect(error.map { "\($0)".contains("9 nets are too few") } == true, "\(String(describing: error))")
  }
}
