import Fixtures
import FoundationEssentials
import Testing

/// The smoke experiment of searches on made-up images, from the declaration to the page.
@Suite struct RelaxationTests {
  private func common(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.createDirectory(atPath: folder["smoke"], withIntermediateDirectories: true)
    let yaml = try String(contentsOfFile: "\(Fixtures.root)/Benchmarks/smoke/relaxation.yaml", encoding: .utf8)
    let synthetic = "{name: synthetic, seed: 1, training: 200, test: 100, height: 8, width: 8, channels: 1, classes: 10}"
    let small = [
      ("{name: fashion-mnist}", synthetic),
      (
        "{training: 320, validation: 320, recalibration: 100, test: 100, seed: 0}",
        "{training: 64, validation: 64, recalibration: 64, test: 64, seed: 0}"
      ),
      ("{height: 16, width: 16}", "{height: 8, width: 8}"), ("channels: 4,", "channels: 2,"), ("images: 100}", "images: 64}"),
      ("followed: 100", "followed: 64"),
    ].reduce(yaml) { text, change in text.replacing(change.0, with: change.1) }
    try Data(small.utf8).write(to: URL(filePath: folder["smoke/relaxation.yaml"]))
    return ["--profile", "smoke", "--benchmarks", folder.path, "--results", folder["results"]]
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/gnuplot"), "gnuplot is not installed: figures cannot be drawn here")
  )
  func plannedRunReportedAndThenDone() async throws {
    let folder = try TemporaryFolder(), common = try common(folder), plots = ["--plots", folder["plots"]]
    let plan = try await Invocation(["reproduce", "relaxation", "--dry-run"] + common)
    #expect(plan.code == 0 && plan.output.contains("the last round supposes random genotypes"), "\(plan.errors)")
    let run = try await Invocation(["reproduce", "relaxation"] + common + plots)
    #expect(run.code == 0 && run.output.contains("11 figures in") && run.output.contains("inconclusive"), "\(run.errors)")
    for file in [
      "searches.csv", "methods.csv", "claim.csv", "genotype-ranking.csv", "genotype-scores.csv", "alone.csv", "nets.csv", "published.csv",
      "study.json",
    ] {
      #expect(FileManager.default.fileExists(atPath: folder["results/report/relaxation/\(file)"]), "\(file)")
    }
    let again = try await Invocation(["reproduce", "relaxation"] + common + plots)
    #expect(again.code == 0 && again.errors.contains("nothing to do") && again.output.contains("the report is in"))
    try FileManager.default.removeItem(atPath: folder["results/report/relaxation.html"])
    let rewritten = try await Invocation(["reproduce", "relaxation"] + common + plots)
    #expect(rewritten.code == 0 && rewritten.errors.contains("nothing to do") && rewritten.output.contains("11 figures in"))
    let exported = try await Invocation(["report", "relaxation", "--export", folder["reference"]] + common)
    #expect(exported.code == 0 && exported.output.contains(folder["reference/relaxation"]), "\(exported.errors)")
    let readMe = try String(contentsOfFile: folder["reference/relaxation/README.md"], encoding: .utf8)
    #expect(readMe.contains("a reference run") && readMe.contains("FairDARTS") && !readMe.contains(folder.path))
    for file in ["experiment.json", "provenance.csv", "genotype-scores.csv", "nets.csv", "searches.md", "figures/skips-by-epoch.pdf"] {
      #expect(FileManager.default.fileExists(atPath: folder["reference/relaxation/\(file)"]), "\(file)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder["reference/relaxation/figures/skips-by-epoch.gp"]))
    let status = try await Invocation(["status", "relaxation"] + common)
    #expect(status.code == 0 && status.output.contains("relaxation"))
    let numbers: JSON = try await Invocation(["reproduce", "relaxation", "--json"] + common + plots).json
    #expect(numbers["experiments.0.methods.0.label"] != nil && numbers["experiments.0.ranking.methods.1.unweighted.tau_b"] != nil)
    for kind in ["relaxation", "evaluation"] {
      let files = try FileManager.default.contentsOfDirectory(atPath: folder["results/\(kind)"])
      let name = try #require(files.first { $0.hasSuffix(".h5") })
      let verified = try await Invocation(["verify", folder["results/\(kind)/\(name)"], "--recompute", "1"])
      #expect(verified.code == 0 && verified.output.contains("1 of 1 scores"), "\(kind): \(verified.errors)")
    }
  }
}
