import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Store
import Testing

/// `concord nightly` on tiny experiments of made images.
@Suite struct NightlyTests {
  private let folder: TemporaryFolder, common: [String]

  init() throws {
    folder = try TemporaryFolder()
    _ = try TinyExperiment.write(in: folder)
    common = [
      "nightly", "--watch", folder["watch"], "--benchmarks", folder.path, "--rotation", "tiny", "--history", folder["history"],
      "--results", folder["results"], "--plots", folder["plots"],
    ]
    try FileManager.default.createDirectory(atPath: folder["watch"], withIntermediateDirectories: true)
    let watched = TinyExperiment.text.replacing("name: tiny", with: "name: watched").replacing("passes: 12", with: "passes: 6")
    try Data(watched.utf8).write(to: URL(filePath: folder["watch/watched.yaml"]))
    try Data(
      """
      {"rows": [{"name": "tau, SPOS", "experiment": "watched", "at": ["strategies", "SPOS", "tau_b", "value"], "unit": ""},
                {"name": "accuracy", "experiment": "watched", "at": ["mean_target"], "unit": "%"}],
       "speeds": ["c", "d"], "canaries": ["tiny/tiny"]}
      """.utf8
    ).write(to: URL(filePath: folder["watch/watched.json"]))
  }

  /// Where no reference is named and none lies below the working directory, nights are held against nothing.
  private func night(_ more: String..., date: String = "2026-12-01T01:17:00Z") async throws -> Invocation {
    let reference = FileManager.default.fileExists(atPath: folder["nights.json"]) ? ["--reference", folder["nights.json"]] : []
    return try await Invocation(common + ["--hours", "0", "--on", date] + reference + more, in: folder.path)
  }

  @Test func aNightIsPlannedRunRecordedAndHeldAgainstTen() async throws {
    let plan = try await night("--dry-run")
    #expect(plan.code == 0)
    #expect(plan.output.contains("(new), 0 nights before it"))
    #expect(plan.output.contains("canary tiny/tiny"))
    #expect(try folder.names == ["tiny", "watch"])

    func speeds(of processor: String) throws {
      let text = "{\"processor\": \"\(processor)\", \"speeds\": [{\"name\": \"c\", \"ratio\": 0.5}]}"
      try Data(text.utf8).write(to: URL(filePath: folder["speeds.json"]))
    }
    try speeds(of: "another")
    let strange = try await night("--json", "--speeds", folder["speeds.json"])
    #expect(strange.code == 2 && strange.errors.contains("another processor than this"), "\(strange.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder["history/seeds.csv"]))
    try speeds(of: Provenance.cpuModel())
    let first = try await night("--json", "--speeds", folder["speeds.json"])
    #expect(first.code == 0 && first.errors.contains("no speed 'd' was measured"), "\(first.errors)")
    let answer: JSON = try first.json
    #expect(answer["finding"]?.text == "no reference")
    #expect(answer["rows"]?.array?.count == 3)
    #expect(answer["canaries.0.moved"] == .null)
    let seed = try #require(answer["seed"]?.number), values = try #require(answer["rows"]?.array)
    #expect(plan.output.contains("night of seed \(Int(seed)) ("))

    // The next night has other random numbers and the same bits.
    let second: JSON = try await night("--json").json
    #expect(second["seed"] != answer["seed"])
    #expect(second["rows"]?.array?.count == 2)
    #expect(second["rows.1.value"] != values[1]["value"])
    #expect(second["canaries"] == answer["canaries"])
    let make = common + ["--make-reference", "--reference", folder["nights.json"]], missing = try await Invocation(make)
    #expect(missing.code == 2)
    #expect(missing.errors.contains("2 are recorded: run 'concord nightly' 8 more times"))

    // Eight more, as if they had run.
    let path = folder["history/nights.csv"], text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    let lines = text.split(separator: "\n"), last = lines.suffix(3), own = "\(Int(second["seed"]?.number ?? 0))"
    let made = (1...8).flatMap { seed in last.map { $0.replacing(",\(own),", with: ",\(seed),") + "\n" } }.joined()
    try Data((text + made).utf8).write(to: URL(filePath: path))
    #expect(try await Invocation(make).output.contains("2 rows and 0 speeds of 10 nights"))

    // Values far apart, in which any night lies.
    let reference = folder["nights.json"], known = try NightReference.read(reference)
    var moved = try #require(known)
    for row in moved.rows.indices { moved.rows[row].values = (0..<10).map { Double($0 % 2) * 1_000 - 500 } }
    try moved.write(to: reference)
    let third = try await night()
    #expect(
      third.code == 0 && third.output.contains("as expected") && third.output.contains("same bits"), "\(third.output) \(third.errors)")
    let page = try String(contentsOf: URL(filePath: folder["results/report/nights.html"]), encoding: .utf8)
    #expect(page.contains("unchanged"))
    #expect(page.contains("11 nights"))

    // Values and bits that this night has not.
    moved.rows[1].values = moved.rows[1].values.map { $0 + 100_000 }
    try moved.write(to: reference)
    let outside = try await night()
    #expect(outside.code == 3)
    #expect(outside.output.contains("science changed"))
    #expect(outside.errors.contains("outside: accuracy is"))
    moved.canaries["tiny/tiny"] = Digest(of: "others".utf8).hex
    try moved.write(to: reference)
    let bits = try await night()
    #expect(bits.code == 3)
    #expect(bits.output.contains("numerics changed"))
    #expect(bits.errors.contains("moved: the bits of the canary tiny/tiny"))
  }

  @Test func anInterruptedNightGoesOnWithItsSeed() async throws {
    var history = try NightHistory(reading: folder["history"])
    try history.begin(77, date: "a", commit: "b")
    let plan = try await night("--dry-run")
    #expect(plan.output.contains("night of seed 77 (begun and not finished), 0 nights before it"))
    let run: JSON = try await night("--json").json
    #expect(run["seed"]?.number == 77)
    #expect(try NightHistory(reading: folder["history"]).drawn.count == 1)
  }

  @Test func theRestOfANightGoesToLongExperiments() async throws {
    let run = try await Invocation(common + ["--hours", "1"], in: folder.path)
    #expect(run.code == 0 && run.output.contains("rotation, 1.0 hours:\n  tiny: about"), "\(run.errors)")
    #expect(try RotationHistory(reading: folder["history"]).turns == ["tiny"])
    #expect(FileManager.default.fileExists(atPath: folder["results/report/tiny.html"]))
  }

  @Test(arguments: ["yesterday", "2026-02-30", "2026-13-01", ""]) func aDayThatDoesNotExistIsNoDate(date: String) async throws {
    let refused = try await night(date: date)
    #expect(refused.code == 2 && refused.errors.contains("--on is a date"), "\(refused.code): \(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder["history/seeds.csv"]))
  }

  @Test func aReferenceThatIsNamedIsThere() async throws {
    let absent = try await night("--dry-run", "--reference", folder["typo.json"])
    #expect(absent.code == 4 && absent.errors.contains(folder["typo.json"]), "\(absent.code): \(absent.errors)")
    #expect(try await night("--dry-run").errors.contains("there is no reference at results/reference/nights.json"))
  }

  /// Twenty experiments want one data set: what is missing is said once.
  @Test func whatKeepsManyFromTheRotationIsSaidOnce() async throws {
    let declared = "{name: declared, set: Pictures, height: 8, width: 8, channels: 1, classes: 4, training: 240, test: 80}"
    let images = "{name: synthetic, seed: 1, training: 240, test: 80, height: 8, width: 8, channels: 1, classes: 4}"
    #expect(TinyExperiment.text.contains(images))
    for name in ["b", "c"] {
      let text = TinyExperiment.text.replacing("name: tiny", with: "name: \(name)").replacing(images, with: declared)
      try Data(text.utf8).write(to: URL(filePath: folder["tiny/\(name).yaml"]))
    }
    let plan = try await Invocation(common + ["--hours", "1", "--dry-run"], in: folder.path)
    #expect(
      plan.code == 0 && plan.errors.contains("b, c are left out: ") && plan.errors.contains("planning 3 experiments"), "\(plan.errors)")
    #expect(plan.errors.split(separator: "\n").count { $0.contains("Pictures") } == 1, "\(plan.errors)")
  }

  @Test func aBrokenRotationIsNamedBeforeAnythingRuns() async throws {
    try FileManager.default.createDirectory(atPath: folder["history"], withIntermediateDirectories: true)
    try Data("date,commit,experiment\nx,y\n".utf8).write(to: URL(filePath: folder["history/rotation.csv"]))
    let refused = try await night()
    #expect(refused.code != 0 && refused.errors.contains("rotation.csv:2"), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder["history/seeds.csv"]))
  }

  @Test func whatIsWrongIsNamed() async throws {
    try Data(#"{"rows": [{"name": "a", "experiment": "other", "at": ["x"], "unit": ""}], "canaries": ["tiny/tiny"]}"#.utf8).write(
      to: URL(filePath: folder["watch/watched.json"]))
    let other = try await night("--dry-run")
    #expect(other.code == 2 && other.errors.contains("the row 'a': names the experiment 'other'"), "\(other.errors)")
    try FileManager.default.removeItem(atPath: folder["watch/watched.json"])
    #expect(try await night("--dry-run").code == 4)
    #expect(try await Invocation(common + ["--hours", "-1"]).code == 2)
  }
}
