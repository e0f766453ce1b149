import Experiments
import Fixtures
import FoundationEssentials
import Spaces
import Strategies
import Testing

@Suite struct RelaxationExperimentTests {
  private static let files = ["smoke/relaxation", "laptop/relaxation", "nightly/relaxation-s1"]

  private func text(_ file: String) throws -> String {
    try String(contentsOfFile: "\(Fixtures.root)/Benchmarks/\(file).yaml", encoding: .utf8)
  }

  private func read(_ text: String) throws -> RelaxationExperiment {
    try #require(try ExperimentKinds.house.experiment(reading: text, file: "relaxation.yaml") as? RelaxationExperiment)
  }

  @Test(arguments: files) func declaredSearchesAreSound(file: String) throws {
    let experiment = try read(try text(file))
    #expect(experiment.relaxation.methods.map(\.label) == ["DARTS", "FairDARTS"] && experiment.space.operations == "S1")
    if file != "smoke/relaxation" { #expect(experiment.relaxation.methods.allSatisfy { $0.seeds == [1, 2, 3, 4, 5] }) }
  }

  @Test(arguments: [
    ["smoke/relaxation-family"], ["nightly/relaxation-family"], ["nightly/relaxation-s1-family", "nightly/relaxation-s1-stages"],
    ["paper/relaxation"],
  ])
  func theRestOfTheFamilyIsDeclaredToo(files: [String]) throws {
    let experiments = try files.map { try read(try text($0)) }, methods = experiments.flatMap(\.relaxation.methods)
    #expect(methods.map(\.label).contains("PC-DARTS") && methods.contains { $0.divisor != nil } && methods.contains { $0.stages != nil })
    #expect(methods.contains { $0.strategy.strategy.skips != nil })
    // At equal epochs, but for the papers' own settings.
    let staged = methods.compactMap(\.stages).map { $0.reduce(0) { $0 + $1.epochs } }
    if files != ["paper/relaxation"], files != ["smoke/relaxation-family"] { #expect(staged == [experiments[0].relaxation.epochs]) }
  }

  @Test(arguments: [
    ("label: FairDARTS", "label: DARTS", "relaxation.methods.1.label"),
    (
      "{name: fair-darts, weight: 10, distance: squared, level: bilevel, adam: {rate: 0.003, beta1: 0.9, beta2: 0.999, decay: 0.001}}",
      "{name: spos}", "relaxation.methods.1.strategy"
    ),
    ("seeds: [1, 2], rate: 0.005", "seeds: [1, 1], rate: 0.005", "relaxation.methods.1.seeds"),
    ("operations: S1", "operations: S9", "S9"), ("images: 100}", "images: 101}", "relaxation.policy.images"),
    ("more: DARTS", "more: Darts", "primary.more"), ("epochs: 2", "epochs: 0", "relaxation.epochs"),
    ("  random: 1\n", "  random: 3\n", "retraining.random"),
    ("genotypes: 4", "genotypes: 1", "ranking.genotypes"), ("repeated: 2", "repeated: 5", "ranking.repeated"),
    ("label: two skips", "label: DARTS", "baselines.0.label"),
    ("skips: 2,", "skips: 9,", "baselines.0.skips"), ("floor: 0,", "floor: -1,", "baselines.0.floor"),
    ("count: 2,", "count: 0,", "baselines.0.count"), ("count: 2,", "cuont: 2,", "did you mean"),
  ]) func whatDoesNotFitIsNamed(old: String, new: String, word: String) throws {
    let text = try text("smoke/relaxation")
    try #require(text.contains(old))
    do {
      let experiment = try read(text.replacing(old, with: new, maxReplacements: 1))
      _ = try experiment.space.space(input: .init(height: 16, width: 16, channels: 1), classes: 10)
      Issue.record("'\(new)' was taken")
    } catch { #expect("\(error)".contains(word), "\(error)") }
  }
}
