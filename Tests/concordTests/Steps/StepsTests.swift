import Fixtures
import FoundationEssentials
import Store
import Testing
import Weights

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
    #expect(json["scores.0.accuracy"]?.number == run.scores[0].mean)

    let sound = try await Invocation("verify", path, supernet, "--recompute", "2")
    #expect(sound.code == 0 && sound.output.split(separator: "\n").count == 2, "\(sound.errors)")
    #expect(sound.output.split(separator: "\n").allSatisfy { $0.hasSuffix("2 of 2 scores taken again agree to the last bit") })
    try EvaluationRun(
      header: run.header, space: run.space, strategy: run.strategy, seed: run.seed, supernet: run.supernet, passes: run.passes,
      policy: run.policy, architectures: run.architectures, scores: run.scores, loss: [run.loss[0], run.loss[1].nextUp]
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
    // The file has the net without maps, and the parameters that were counted; running statistics stand beside them.
    let written = try await Invocation(
      "fold", "--supernet", supernet, "--architecture", "10100200", "--safetensors", folder["net.safetensors"])
    #expect(written.code == 0 && written.output.hasSuffix("\(folder["net.safetensors"])\n"), "\(written.errors)")
    let tensors = try SafetensorsFile(reading: folder["net.safetensors"]).tensors.filter {
      !$0.name.contains("running_") && !$0.name.hasSuffix("num_batches_tracked")
    }
    #expect(tensors.reduce(0) { $0 + $1.shape.reduce(1, *) } == json["parameters"]?.number.map { Int($0) })
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

  @Test func weightsOfRunsAreExported() async throws {
    let trained = try await concord("stand-alone", "--architecture", "20210000", "--seed", "3")
    let path = try #require(trained.output.split(separator: "\n").first.map(String.init)), run = try StandAloneRun(reading: path)
    let file = folder["net.safetensors"], exported = try await Invocation("export", path, "--safetensors", file, "--json")
    #expect(exported.code == 0, "\(exported.errors)")
    let net = try SafetensorsFile(reading: file), own = run.parameters.reduce(0) { $0 + $1.values.count }
    let running = run.statistics.reduce(0) { $0 + $1.values.count }
    #expect(try exported.json["values"]?.number == Double(own + running + run.statistics.count))
    #expect(net.metadata["architecture"] == run.architecture && net.tensors.contains { $0.name == "stem.convolution1.weight" })
    #expect(!net.tensors.contains { $0.name.contains("MB3_K3") && $0.name.hasPrefix("layer1.") }, "layer 1 has MB6_K5 alone")
    let wrong = try await Invocation("export", path, "--safetensors", file, "--path", "20210000")
    #expect(wrong.code == 2 && wrong.errors.contains("is one net"))
  }

  @Test func aSupernetIsExportedWholeOrByPath() async throws {
    let trained = try await concord("train", "--strategy", "SPOS", "--seed", "7", "--rate", "1")
    let path = try #require(trained.output.split(separator: "\n").first.map(String.init)), file = folder["net.safetensors"]
    let whole = try await Invocation("export", path, "--safetensors", file)
    #expect(whole.code == 0, "\(whole.errors)")
    let all = Set(try SafetensorsFile(reading: file).tensors.map(\.name))
    let part = try await Invocation("export", path, "--safetensors", file, "--path", "22212220")
    #expect(part.code == 0, "\(part.errors)")
    let kept = Set(try SafetensorsFile(reading: file).tensors.map(\.name))
    #expect(kept.isStrictSubset(of: all) && all.contains("layer4.MB3_K3.convolution1.weight"))
    #expect(kept.contains("layer4.MB3_K3.convolution1.weight") && !kept.contains("layer3.MB3_K3.convolution1.weight"))
    let none = try await Invocation("export", path, "--safetensors", file, "--passes", "7")
    #expect(none.code == 1 && none.errors.contains("has no weights after 7 passes"))
  }

  /// All numbers are one, so that all classes are equal and the first of them stand before the others.
  @Test func aPublishedNetIsEvaluatedOnAFolder() async throws {
    let net = try ReleasedNet(named: "MoGA-C"), weights = folder["net.safetensors"], list = folder["list.txt"]
    let tensors = try net.tensors().map { tensor in
      SafetensorsWriter.Tensor(
        tensor.name, shape: tensor.shape, .floats([Float](repeating: 0.01, count: tensor.shape.reduce(1, *))))
    }
    try SafetensorsWriter().write(tensors, to: weights)
    try Data("rgb.png 0\nfull-444.jpeg 4\ngrey.jpeg 7\n".utf8).write(to: URL(filePath: list))
    let images = "\(Fixtures.root)/Tests/Golden/imaging"
    let found = try await Invocation(
      "evaluate", "moga-c", "--weights", weights, "--images", images, "--list", list, "--json")
    #expect(found.code == 0, "\(found.errors)")
    let json = try found.json
    #expect(json["top1.right"]?.number == 1 && json["top5.right"]?.number == 2 && json["images"]?.number == 3)
    #expect(json["top1.printed"]?.number == 75.3 && json["model"]?.text == "MoGA-C")
    let told = try await Invocation("evaluate", "MoGA-C", "--weights", weights, "--images", images, "--list", list)
    #expect(told.output.contains("top-1\t33.33 %") && told.output.contains("printed 75.3, consistent"), "\(told.output)")
    let other = try await Invocation("evaluate", "FairNAS-A", "--weights", weights, "--images", images, "--list", list)
    #expect(other.code == 1 && other.errors.contains("does not hold the weights of FairNAS-A"))
  }

  @Test(arguments: [
    (["evaluate"], "Give --supernet RUN with architectures, or a published MODEL"),
    (["evaluate", "FairNAS-A"], "FairNAS-A is evaluated with --weights FILE and --images FOLDER."),
    (["evaluate", "FairNAS-A", "--supernet", "x.h5"], "--supernet belongs to supernets"),
    (["evaluate", "FairNAS-A", "--weights", "x", "--images", "y", "--policy", "inherited"], "--policy belongs to supernets"),
    (["evaluate", "--supernet", "x.h5", "--architecture", "1", "--images", "y"], "--images belongs to a published net"),
    (["evaluate", "FairNAS-D", "--weights", "x", "--images", "y"], "did you mean 'FairNAS-"),
  ]) func theTwoFormsOfEvaluateAreToldApart(words: [String], reason: String) async throws {
    let said = try await Invocation(words)
    #expect(said.code == 2 && said.errors.contains(reason), "\(said.errors)")
  }

  @Test(arguments: ["train", "evaluate", "stand-alone", "export", "fold", "similarity"]) func helpHasExamples(command: String) async throws
  {
    let help = try await Invocation(command, "--help")
    #expect(help.code == 0 && help.output.contains("EXAMPLES\n  concord \(command) "))
  }
}
