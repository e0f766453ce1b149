import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Reporting
import Statistics
import Testing

/// References of nights, what they say of another one, and its page.
@Suite struct NightVerdictTests {
  private let watch = Watch(
    rows: [
      Watch.Row("tau", experiment: "a", at: ["x"], scale: .correlation), Watch.Row("skips", experiment: "a", at: ["y"]),
    ], speeds: ["c"], canaries: ["smoke/a"])
  private let digest = Digest(of: "bits".utf8), other = Digest(of: "other".utf8)

  /// Nights whose rows are known: taus .50 … .59, skips 3 or 4, speeds 1 … 1.09.
  private func history(_ nights: Int, in folder: TemporaryFolder, moved: Int? = nil) throws -> NightHistory {
    var history = try NightHistory(reading: folder["history"])
    for night in 0..<nights {
      let seed = try history.draw(besides: [])
      try history.begin(seed, date: "2026-11-\(10 + night)", commit: "c")
      func line(_ part: NightHistory.Part, _ name: String, _ value: String) -> NightHistory.Line {
        NightHistory.Line(
          date: "2026-11-\(10 + night)", commit: "c", numerics: Job.numerics, watch: "w", seed: seed, part: part, name: name, value: value,
          unit: "", processor: "CPU")
      }
      try history.finish([
        line(.canary, "smoke/a", night == moved ? other.hex : digest.hex), line(.row, "tau", "\(0.5 + Double(night) / 100)"),
        line(.row, "skips", "\(3 + night % 2)"), line(.speed, "c", "\(1 + Double(night) / 100)"),
      ])
    }
    return history
  }

  private func reference(_ nights: Int = 10, moved: Int? = nil) throws -> NightReference {
    try NightReference(try history(nights, in: try TemporaryFolder(), moved: moved), watch: watch, identity: "w")
  }

  private func verdict(
    _ tau: Double = 0.55, speed: Double = 1.05, processor: String = "CPU", bits: Digest? = nil, against reference: NightReference?,
    identity: String = "w", numerics: Int = Job.numerics
  ) throws -> NightVerdict {
    try NightVerdict(
      rows: [tau, 3], speeds: [("c", speed)], processor: processor, canaries: [("smoke/a", bits ?? digest)], of: watch,
      identity: identity,
      reference: reference, numerics: numerics)
  }

  @Test func aReferenceIsOfTenNights() throws {
    let own = try reference(12)
    #expect(own.rows.map(\.name) == ["tau", "skips"])
    #expect(own.rows[0].values.count == 10)
    #expect(own.rows[0].values.first == 0.52 && own.rows[0].values.last == 0.61)
    #expect(own.canaries == ["smoke/a": digest.hex])
    #expect(own.speeds.map(\.processor) == ["CPU"])
    #expect(own.seeds.count == 10)
    let few = #expect(throws: ExperimentError.self) { try reference(7) }
    #expect(few?.description.contains("7 are recorded: run 'concord nightly' 3 more times") == true)
    let moved = #expect(throws: ExperimentError.self) { try reference(10, moved: 4) }
    #expect(moved?.description.contains("saw other bits of the canary smoke/a") == true)
    #expect(throws: ExperimentError.self) {
      try NightReference(try history(10, in: try TemporaryFolder()), watch: watch, identity: "another")
    }
  }

  @Test func aReferenceIsWrittenAndRead() throws {
    let folder = try TemporaryFolder(), path = folder["nights.json"], own = try reference()
    #expect(try NightReference.read(path) == nil)
    try own.write(to: path)
    #expect(try NightReference.read(path) == own)
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    try Data(text.replacing("0.59", with: "\"x\"").utf8).write(to: URL(filePath: path))
    #expect(throws: ExperimentError.self) { try NightReference.read(path) }
    var short = own
    short.rows[0].values.removeLast()
    try short.write(to: path)
    let error = #expect(throws: ExperimentError.self) { try NightReference.read(path) }
    #expect(error?.description.contains("rows of fewer than 10 nights") == true)
  }

  @Test func whatChangedIsToldApart() throws {
    let own = try reference()
    #expect(try verdict(against: own).finding == .unchanged)
    #expect(try verdict(against: own).isAlarm == false)
    let science = try verdict(0.9, against: own)
    #expect(science.finding == .scienceChanged)
    #expect(science.isAlarm)
    #expect(science.outside.map(\.name) == ["tau"])
    #expect(try verdict(.nan, against: own).finding == .scienceChanged)
    // With moved bits the row's change is no finding of its own.
    let numerics = try verdict(0.9, bits: other, against: own)
    #expect(numerics.finding == .numericsChanged)
    #expect(numerics.isAlarm)
    #expect(numerics.outside.count == 1)
    #expect(try verdict(bits: other, against: own).finding == .numericsChanged)
    let raised = try verdict(bits: other, against: own, numerics: Job.numerics + 1)
    #expect(raised.finding == .numericsRaised)
    #expect(!raised.isAlarm)
    #expect(try verdict(0.9, bits: other, against: own, numerics: Job.numerics + 1).finding == .scienceChanged)
    // The reference's night 6, in every row; a night that shares one of two rows with one of them is a night.
    let again = try verdict(0.5 + Double(6) / 100, against: own)
    #expect(again.finding == .repeated && again.repeated == ["a"] && again.isAlarm && again.outside.isEmpty)
    #expect(try verdict(0.5 + Double(5) / 100, against: own).repeated.isEmpty)
    let speed = try verdict(speed: 0.5, against: own)
    #expect(speed.finding == .speedChanged)
    #expect(speed.isAlarm)
    // Another processor's speed is held against nothing.
    #expect(try verdict(speed: 0.5, processor: "other", against: own).finding == .unchanged)
    for none in [try verdict(0.9, against: nil), try verdict(0.9, against: own, identity: "another")] {
      #expect(none.finding == .noReference)
      #expect(none.outside.isEmpty)
      #expect(!none.isAlarm)
      #expect(none.rows.allSatisfy { $0.expected == nil && $0.absence != nil })
    }
  }

  @Test func theIntervalIsOfAllRowsTogether() throws {
    let three = try verdict(against: try reference()), two = try verdict(processor: "other", against: try reference())
    let third = 1 - 0.01 / 3.0
    #expect(three.rows.map { $0.expected?.level } == [third, third, third])
    #expect(two.rows.map { $0.expected?.level } == [0.995, 0.995, nil])
    let tau = try #require(two.rows[0].expected)
    #expect(tau.low > 0.3)
    #expect(tau.high < 0.75)
    #expect(tau.holds(0.545))
    #expect(two.rows[1].expected?.holds(5) == true)
  }

  @Test func thePageShowsEveryRowAndLeadsToTheClaims() async throws {
    let folder = try TemporaryFolder(), history = try history(11, in: folder), own = try reference()
    let verdict = try verdict(0.9, against: own)
    let page = NightPage(verdict, history, watch, identity: "w", reference: own, processor: "CPU")
    let table = try page.table()
    #expect(table.rows.map(\.section) == ["watched", "watched", "speeds", "canaries"])
    #expect(table.title.contains("science changed"))
    let path = try await page.write(plots: folder["plots"], to: folder["report"])
    let html = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    #expect(html.components("<svg role") == 3)
    #expect(html.contains("tau is 0.9000"))
    #expect(!html.contains("src="))
    #expect(html.contains("<a href=\"index.html\">"))
    let claims = try String(contentsOf: URL(filePath: folder["report/index.html"]), encoding: .utf8)
    #expect(claims.contains("<a href=\"nights.html\">Night by night</a>"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder["report/nights"]).sorted() == ["night.csv", "night.md", "night.tex"])
  }
}

extension String {
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
