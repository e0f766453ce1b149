import Fixtures
import FoundationEssentials
import Store
import Testing

/// `train`, `evaluate`, `stand-alone` and `verify --recompute` on the smoke experiment with synthetic images.
@Suite struct StepsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder["smoke"], withIntermediateDirectories: true)
    let yaml = try String(contentsOfFile: "\(Fixtures.root)/Benchmarks/smoke/ranking.yaml", encoding: .utf8)
    let synthetic = "{name: synthetic, seed: 1, training: 900, test: 500, height: 14, width: 14, channels: 1, classes: 10}"
    try #require(yaml.contains("{name: fashion-mnist}"))
    try Data(yaml.replacing("{name: fashion-mnist}", with: synthetic).utf8).write(to: URL(filePath: folder["smoke/ranking.yaml"]))
  }

  private func concord(_ words: String...) async throws -> Invocation {
    try await Invocation(words + ["--profile", "smoke", "--benchmarks", folder.path, "--results", folder["results"]])
  }

  @Test func aSupernetIsTrainedScoredAndItsScoresTakenAgain() async throws {
    let trained = try await concord("train", "--strategy", "SPOS", "--seed", "7", "--rate", "1")
    #expect(trained.code == 0 && trained.output.contains("after 120 passes 4 probes have a mean accuracy of 0."), "\(trained.errors)")
    let supernet = try #require(trained.output.split(separator: "\n").first.map(String.init))
    #expect(try SupernetRun(reading: supernet).seed == 7)

    let scored = try await Invocation(
      "evaluate", "--supernet", supernet, "--architecture", "22212220", "--architecture", "11111111", "--policy", "recalibrated(50)",
      "--json")
    #expect(scored.code == 0, "\(scored.errors)")
    let json = try scored.json, path = try #require(json["run"]?.text)
    #expect(json["policy"]?.text == "recalibrated(50)" && json["passes"]?.number == 120)
    #expect(json["scores"]?.array?.count == 2 && json["scores.1.architecture"]?.text == "11111111")
    let run = try EvaluationRun(reading: path)
    #expect(json["scores.0.accuracy"]?.number == run.counts[0].accuracy)

    let sound = try await Invocation("verify", path, supernet, "--recompute", "2")
    #expect(sound.code == 0 && sound.output.split(separator: "\n").count == 2, "\(sound.errors)")
    #expect(sound.output.split(separator: "\n").allSatisfy { $0.hasSuffix("2 of 2 scores taken again agree to the last bit") })
    try EvaluationRun(
      header: run.header, space: run.space, strategy: run.strategy, seed: run.seed, supernet: run.supernet, passes: run.passes,
      policy: run.policy, architectures: run.architectures, counts: run.counts, loss: [run.loss[0], run.loss[1].nextUp]
    ).write(to: path)
    let changed = try await Invocation("verify", path, "--recompute", "2")
    #expect(changed.code == 3 && changed.output.contains("1 of 2") && changed.errors.contains("11111111: stored"))
  }

  @Test func linearSkipsAreFoldedAndCandidatesCompared() async throws {
    let trained = try await concord("train", "--strategy", "LET", "--seed", "7", "--rate", "1")
    let supernet = try #require(trained.output.split(separator: "\n").first.map(String.init), "\(trained.errors)")
    let folded = try await Invocation("fold", "--supernet", supernet, "--architecture", "10100200", "--images", "20", "--json")
    #expect(folded.code == 0, "\(folded.errors)")
    let json = try folded.json
    #expect(json["folds"]?.array?.count == 3 && json["folds.0.into"]?.text == "layer3" && json["folds.2.into"]?.text == "head")
    #expect(try #require(json["largest_relative_difference"]?.number) < 1e-4)
    let said = try await Invocation("fold", "--supernet", supernet, "--architecture", "11101111")
    #expect(said.code == 0 && said.output.contains("layer4 into layer3, backwards"), "\(said.errors)")

    let compared = try await Invocation("similarity", "--supernet", supernet, "--images", "8", "--paths", "2", "--json")
    #expect(compared.code == 0, "\(compared.errors)")
    let choices = try #require(try compared.json["choices"]?.array)
    #expect(choices.count == 8)
    #expect(abs(try #require(try compared.json["choices.1.cosines.0.0"]?.number) - 1) < 1e-6)
    #expect(try compared.json["choices.1.of_skips"]?.number != nil && compared.json["choices.0.of_skips"]?.number == nil)
    let table = try await Invocation("similarity", "--supernet", supernet, "--images", "8", "--paths", "1")
    #expect(table.code == 0 && table.output.contains("layer8"))
  }

  @Test func aNetIsTrainedAloneInItsCanonicalFormOnce() async throws {
    let first = try await concord("stand-alone", "--architecture", "20210000", "--seed", "3")
    #expect(first.code == 0 && first.output.contains("accuracy on test images 0."), "\(first.errors)")
    let path = try #require(first.output.split(separator: "\n").first.map(String.init)), run = try StandAloneRun(reading: path)
    #expect(run.seed == 3)
    let again = try await concord("stand-alone", "--architecture", run.architecture, "--seed", "3")
    #expect(again.output == first.output)
    #expect(try StandAloneRun(reading: path).header.provenance == run.header.provenance, "it was not trained twice")
  }

  @Test func wrongRequestsAreNamed() async throws {
    let strategy = try await concord("train", "--strategy", "SPO", "--seed", "1")
    #expect(strategy.code == 2 && strategy.errors.contains("did you mean 'SPOS'?"))
    let architecture = try await concord("stand-alone", "--architecture", "29", "--seed", "1")
    #expect(architecture.code == 2 && architecture.errors.contains("one for each of its 8 choices"))
    let supernet = try await Invocation("evaluate", "--supernet", "/nowhere/supernet/x.h5", "--architecture", "1")
    #expect(supernet.code == 4)
    let policy = try await Invocation("evaluate", "--supernet", "x", "--architecture", "1", "--policy", "batch(0)")
    #expect(policy.code == 2)
  }

  @Test(arguments: ["train", "evaluate", "stand-alone", "fold", "similarity"]) func helpHasExamples(command: String) async throws {
    let help = try await Invocation(command, "--help")
    #expect(help.code == 0 && help.output.contains("EXAMPLES\n  concord \(command) "))
  }
}
