import Digests
import Experiments
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

  @Test func whatIsNoJobsStaysAndNoLinkToAFileIsFollowed() async throws {
    try change()
    let outside = folder["outside"], manager = FileManager.default, path = try #require(try await collect()["unnamed.0.files.0"]?.text)
    try manager.createDirectory(atPath: outside, withIntermediateDirectories: true)
    let digest = Digest(of: "elsewhere".utf8), other = Digest(of: "another".utf8)
    try manager.copyItem(atPath: path, toPath: "\(outside)/\(digest).h5")
    try manager.createSymbolicLink(atPath: folder["results/proxies/\(digest).h5"], withDestinationPath: "\(outside)/\(digest).h5")
    try Data("mine".utf8).write(to: URL(filePath: folder["results/proxies/notes.txt"]))
    try Data("no run".utf8).write(to: URL(filePath: folder["results/proxies/\(other).h5"]))
    try Data("mine".utf8).write(to: URL(filePath: folder["results/\(other).h5"]))
    let said = try await Invocation(["gc"] + common).output
    let removed = try await collect("--delete")
    #expect(removed["unnamed"]?.array?.count == 1 && removed["unknown"]?.array?.count == 2)
    // What cannot be read is told apart from what is no job's, and each has its remedy.
    #expect(removed["damaged"]?.array?.compactMap(\.text) == [folder["results/proxies/\(other).h5"]], "\(removed)")
    #expect(said.contains("'concord verify'") && said.contains("yours to move or remove"), "\(said)")
    #expect(!manager.fileExists(atPath: path) && manager.fileExists(atPath: "\(outside)/\(digest).h5"))
    for name in ["proxies/\(digest).h5", "proxies/notes.txt", "proxies/\(other).h5", "\(other).h5"] {
      #expect(manager.fileExists(atPath: folder["results/\(name)"]), "\(name) is gone")
      if name.hasPrefix("proxies") { #expect(said.contains(folder["results/\(name)"]), "\(name) is not named: \(said)") }
    }
  }

  /// Whoever owns the results puts large folders elsewhere; a link of somebody else's leads to files of somebody else's.
  @Test func aFolderThatIsALinkIsLookedIntoWhereBothAreTheOwners() async throws {
    try change()
    let manager = FileManager.default, own = folder["results/proxies"], elsewhere = folder["elsewhere"]
    try manager.moveItem(atPath: own, toPath: elsewhere)
    try manager.createSymbolicLink(atPath: own, withDestinationPath: elsewhere)
    let listed = try await collect(), path = try #require(listed["unnamed.0.files.0"]?.text)
    #expect(listed["unnamed"]?.array?.count == 1 && listed["links"]?.array?.isEmpty == true && path.hasPrefix(own), "\(listed)")
    if geteuid() == 0 {
      #expect(lchown(own, 65_534, 65_534) == 0)
      let others = try await collect("--delete"), said = try await Invocation(["gc"] + common).output
      #expect(others["unnamed"]?.array?.isEmpty == true && others["links"]?.array?.compactMap(\.text) == [own], "\(others)")
      #expect(manager.fileExists(atPath: path) && said.contains("not looked into") && said.contains(own), "\(said)")
      #expect(lchown(own, 0, 0) == 0)
    } else {
      print("nobody but root makes links of others: they are not tested")
    }
    #expect(try await collect("--delete")["unnamed"] == listed["unnamed"])
    #expect(!manager.fileExists(atPath: path) && manager.fileExists(atPath: elsewhere))
    // A link to nowhere, or to a file, is none of them.
    try manager.createSymbolicLink(atPath: folder["results/angles"], withDestinationPath: folder["nowhere"])
    #expect(try await collect()["links"]?.array?.compactMap(\.text) == [folder["results/angles"]])
  }

  /// A worker that was killed before it kept anything leaves its spec alone.
  @Test func specsOfNoExperimentAreLeftoversToo() async throws {
    let specs = folder["results/specs"], manager = FileManager.default, files = folder["results/proxies"]
    let names = try manager.contentsOfDirectory(atPath: files), kept = try #require(names.first { $0.hasSuffix(".h5") })
    try change()
    let listed = try await collect(), path = try #require(listed["unnamed.0.files.0"]?.text)
    let digest = try #require(path.split(separator: "/").last?.dropLast(3)), spec = "\(specs)/\(digest).json"
    try manager.createDirectory(atPath: specs, withIntermediateDirectories: true)
    let text = try RunFile.spec(of: path), named = try RunFile.spec(of: "\(files)/\(names.first { !path.hasSuffix($0) } ?? kept)")
    try Data(text.utf8).write(to: URL(filePath: spec))
    try Data(named.utf8).write(to: URL(filePath: "\(specs)/\(Digest(of: named.utf8)).json"))
    #expect(Set(try await collect()["unnamed.0.files"]?.array?.compactMap(\.text) ?? []) == [path, spec], "beside its run file")
    try manager.removeItem(atPath: path)
    // Another job's text is no job's spec.
    let other = "\(specs)/\(Digest(of: "other".utf8)).json"
    try Data(text.utf8).write(to: URL(filePath: other))
    let removed = try await collect("--delete")
    #expect(
      removed["unnamed"]?.array?.count == 1 && removed["unnamed.0.files.0"]?.text == spec && removed["unnamed.0.kind"]?.text == "proxies")
    #expect(removed["unknown"]?.array?.compactMap(\.text) == [other])
    #expect(!manager.fileExists(atPath: spec) && manager.fileExists(atPath: "\(specs)/\(Digest(of: named.utf8)).json"))
  }

  /// What the history has is not asked of run files again; a night under way goes on with them.
  @Test func foldersOfNightsThatAreOverAreLeftovers() async throws {
    let history = folder["history"], manager = FileManager.default
    var nights = try NightHistory(reading: history)
    for seed in [17, 18] { try nights.begin(seed, date: "2026-12-01", commit: "abc") }
    try nights.finish([
      NightHistory.Line(
        date: "2026-12-01", commit: "abc", numerics: 2, watch: "w", seed: 17, part: .row, name: "a", value: "1", unit: "", processor: "p")
    ])
    for name in ["17/stand-alone", "18/stand-alone", "19", "017"] {
      try manager.createDirectory(atPath: folder["results/nights/\(name)"], withIntermediateDirectories: true)
    }
    try Data("seven".utf8).write(to: URL(filePath: folder["results/nights/17/stand-alone/x.h5"]))
    try Data("mine".utf8).write(to: URL(filePath: folder["mine"]))
    try manager.createSymbolicLink(atPath: folder["results/nights/17/mine"], withDestinationPath: folder["mine"])
    let kept = ["017", "19"].map { folder["results/nights/\($0)"] }, begun = folder["results/nights/18"]
    let listed = try await collect("--history", history)
    #expect(listed["nights"]?.array?.count == 1 && listed["nights.0.seed"]?.number == 17 && listed["nights.0.bytes"]?.number == 5)
    #expect(listed["kept_nights"]?.array?.compactMap(\.text) == kept && listed["bytes"]?.number == 5, "\(listed)")
    #expect(listed["begun_nights"]?.array?.compactMap(\.text) == [begun], "\(listed)")
    #expect(try await collect()["nights"]?.array?.isEmpty == true, "another history knows nothing of them")
    #expect(manager.fileExists(atPath: folder["results/nights/17"]), "a dry run removes nothing")
    let said = try await Invocation(["gc", "--delete", "--history", history] + common).output
    #expect(
      said.contains(folder["results/nights/17"]) && said.contains("goes on with it: \(begun)") && said.contains("all of them were removed"),
      "\(said)")
    #expect(try manager.contentsOfDirectory(atPath: folder["results/nights"]).sorted() == ["017", "18", "19"])
    #expect(manager.fileExists(atPath: folder["mine"]), "what a link names stays")
  }

  /// Whoever was killed while it wrote leaves a temporary that no lock's next holder need ever come by.
  @Test func temporariesOfProcessesThatAreGoneAreRemoved() async throws {
    let manager = FileManager.default, digest = Digest(of: "killed".utf8), results = folder["results"]
    // Beyond the greatest number that Linux gives a process.
    let process = 4_194_305
    let left = [
      "proxies/..\(digest).lock.\(process)-abc-1.partial.\(process)-abc-2.partial", "specs/.\(digest).json.\(process)-abc-3.partial",
      ".reproduce.lock.\(process)-abc-4.partial", ".verified.tsv.\(process)-abc-5.partial", ".reproduce.lock.0f3c.partial",
    ]
    let kept = [".verified.tsv.\(getpid())-abc-1.partial", "proxies/.young.\(process)-abc-6.partial", "proxies/old.partial"]
    try manager.createDirectory(atPath: "\(results)/specs", withIntermediateDirectories: true)
    for name in left + kept {
      try Data("half".utf8).write(to: URL(filePath: "\(results)/\(name)"))
      guard !name.contains("young") else { continue }
      let age = timespec(tv_sec: time(nil) - 7_200, tv_nsec: 0)
      #expect(utimensat(AT_FDCWD, "\(results)/\(name)", [age, age], 0) == 0)
    }
    let paths = Set(left.map { "\(results)/\($0)" }), listed = try await collect()
    #expect(Set(listed["temporaries"]?.array?.compactMap(\.text) ?? []) == paths, "\(listed)")
    #expect(paths.allSatisfy { manager.fileExists(atPath: $0) }, "a dry run removes nothing")
    let said = try await Invocation(["gc", "--delete"] + common)
    // Those of the folder's own lock went when it was taken.
    #expect(said.output.contains("3 temporaries of processes that are gone") && said.errors.contains("planning 1 experiment\n"), "\(said)")
    #expect(paths.allSatisfy { !manager.fileExists(atPath: $0) })
    for name in kept { #expect(manager.fileExists(atPath: "\(results)/\(name)"), "\(name) is gone") }
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
