import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

/// What `concord gc` lists, and what it never touches.
@Suite struct CollectTests {
  private let folder: TemporaryFolder, common: [String]

  private static let nets = TinyExperiment.standAlone.replacing("[1, 2]", with: "[1]").replacing("repeated: 5", with: "repeated: 0")
    .replacing("*recipe", with: "{optimizer: {name: sgd}, schedule: {shape: cosine, peak: 0.1}, batch: 16}")

  /// Proxies of nets that are trained alone: twelve jobs, a second.
  init() async throws {
    folder = try TemporaryFolder()
    let text = TinyExperiment.text
    let start = try #require(text.firstRange(of: "supernets:")), end = try #require(text.firstRange(of: "evaluation:"))
    let scoring = "  policy: {name: recalibrated, images: 40}\n  blocks: 10\n  followed: 0\n"
    _ = try TinyExperiment.write(
      in: folder, (String(text[start.lowerBound..<end.lowerBound]), "supernets: none\n\(Self.nets)\n"),
      (scoring, "  blocks: 10\n  proxies: {names: [naswot], batch: 8, seeds: [11, 12]}\n"),
      ("first: FairNAS, second: SPOS", "first: NASWOT, second: MACs"),
      ("reference: SPOS", "reference: depth"))
    common = ["--benchmarks", folder.path, "--results", folder["results"]]
    let run = try await Invocation(["reproduce", "--profile", "tiny", "--plots", folder["plots"]] + common)
    #expect(run.code == 0, "\(run.errors)")
  }

  private func collect(_ more: String...) async throws -> JSON {
    let run = try await Invocation(["gc", "--json"] + common + more)
    #expect(run.code == 0, "\(run.errors)")
    return try run.json
  }

  private func names() throws -> Set<String> { Set(try FileManager.default.subpathsOfDirectory(atPath: folder["results"])) }

  /// The experiment with other seeds of its proxies: what the first ones left is named no more.
  private func change() throws {
    let path = folder["tiny/tiny.yaml"], text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    try Data(text.replacing("seeds: [11, 12]", with: "seeds: [12, 13]").utf8).write(to: URL(filePath: path))
  }

  @Test func whatAnExperimentNamesIsKeptAndTheRestIsListedThenRemoved() async throws {
    #expect(try await collect()["unnamed"]?.array?.isEmpty == true)
    try change()
    let before = try names(), listed = try await collect()
    #expect(listed["unnamed"]?.array?.count == 1 && listed["unnamed.0.kind"]?.text == "proxies" && listed["removed"] == .flag(false))
    let path = try #require(listed["unnamed.0.files.0"]?.text)
    #expect(try Double(Data(contentsOf: URL(filePath: path)).count) <= listed["bytes"]?.number ?? 0)
    #expect(try names() == before, "a dry run removes nothing")
    let text = try await Invocation(["gc"] + common)
    #expect(text.output.contains(path) && text.output.contains("nothing was removed: --delete does"))
    let removed = try await collect("--delete")
    #expect(removed["unnamed"] == listed["unnamed"] && removed["removed"] == .flag(true))
    let gone = before.subtracting(try names()).map { "\(folder["results"])/\($0)" }
    #expect(Set(gone) == Set(listed["unnamed.0.files"]?.array?.compactMap(\.text) ?? []))
    // What is named is as it was: nothing runs again but the new seed.
    let plan: JSON = try await Invocation(["reproduce", "--dry-run", "--json", "--profile", "tiny"] + common).json
    #expect(plan["experiments.0.jobs"]?.number == 12 && plan["experiments.0.stale"]?.number == 1)
  }

  @Test func whatIsNoJobsStaysAndNoLinkIsFollowed() async throws {
    try change()
    let outside = folder["outside"], manager = FileManager.default, path = try #require(try await collect()["unnamed.0.files.0"]?.text)
    try manager.createDirectory(atPath: outside, withIntermediateDirectories: true)
    let digest = Digest(of: "elsewhere".utf8), other = Digest(of: "another".utf8)
    try manager.copyItem(atPath: path, toPath: "\(outside)/\(digest).h5")
    try manager.createSymbolicLink(atPath: folder["results/proxies/\(digest).h5"], withDestinationPath: "\(outside)/\(digest).h5")
    try manager.createSymbolicLink(atPath: folder["results/angles"], withDestinationPath: outside)
    try Data("mine".utf8).write(to: URL(filePath: folder["results/proxies/notes.txt"]))
    try Data("no run".utf8).write(to: URL(filePath: folder["results/proxies/\(other).h5"]))
    try Data("mine".utf8).write(to: URL(filePath: folder["results/\(other).h5"]))
    let removed = try await collect("--delete")
    #expect(removed["unnamed"]?.array?.count == 1 && removed["unknown"]?.array?.count == 3)
    #expect(!manager.fileExists(atPath: path) && manager.fileExists(atPath: "\(outside)/\(digest).h5"))
    for name in ["proxies/\(digest).h5", "proxies/notes.txt", "proxies/\(other).h5", "\(other).h5", "angles"] {
      #expect(manager.fileExists(atPath: folder["results/\(name)"]), "\(name) is gone")
    }
  }

  @Test func whatRunsStays() async throws {
    try change()
    let listed = try await collect(), path = try #require(listed["unnamed.0.files.0"]?.text)
    let lock = try JobLock("\(path.dropLast(3)).lock")
    let removed = try await collect("--delete")
    #expect(removed["unnamed"]?.array?.isEmpty == true && removed["running"]?.array?.count == 1, "\(removed)")
    #expect(FileManager.default.fileExists(atPath: path))
    _ = consume lock
    #expect(try await collect("--delete")["unnamed"]?.array?.count == 1)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  /// An experiment of the same images that cannot be planned to its end may name what no other does.
  @Test func whatAnOpenExperimentMayNameStays() async throws {
    try change()
    let text = TinyExperiment.text.replacing("name: tiny", with: "name: other"), path = folder["tiny/other.yaml"]
    try Data(text.utf8).write(to: URL(filePath: path))
    // None of its first jobs was run: nothing can follow from them.
    #expect(try await collect()["unnamed"]?.array?.count == 1)
    // The nets that it trains alone are done, its pilots are not: supernets at whatever rate may be its own.
    try Data(text.replacing(TinyExperiment.standAlone, with: Self.nets).utf8).write(to: URL(filePath: path))
    let listed = try await collect("--delete")
    #expect(listed["unnamed"]?.array?.isEmpty == true && listed["reserved"]?.array?.count == 1, "\(listed)")
    #expect(listed["open.0.experiment"]?.text == "other" && listed["open"]?.array?.count == 1)
    // Where its images are not here, nobody knows its jobs.
    let declared = "{name: declared, set: Pictures, height: 8, width: 8, channels: 1, classes: 4, training: 240, test: 80}"
    let images = "{name: synthetic, seed: 1, training: 240, test: 80, height: 8, width: 8, channels: 1, classes: 4}"
    try Data(text.replacing(images, with: declared).utf8).write(to: URL(filePath: path))
    let without = try await collect()
    #expect(without["open.0.reason"]?.text?.contains("Pictures is missing") == true && without["unnamed"]?.array?.count == 1)
  }

  @Test func aWrongExperimentEndsItBeforeAnythingIsRemoved() async throws {
    try change()
    try Data("name: broken\n".utf8).write(to: URL(filePath: folder["tiny/broken.yaml"]))
    let before = try names(), run = try await Invocation(["gc", "--delete"] + common)
    #expect(run.code == 2 && run.errors.contains("broken.yaml"))
    #expect(try names() == before)
    #expect(try await Invocation("gc", "--results", folder["nowhere"]).code == 4)
  }
}
