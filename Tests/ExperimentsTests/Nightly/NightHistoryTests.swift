import Experiments
import Fixtures
import FoundationEssentials
import Testing

@Suite struct NightHistoryTests {
  private func line(_ seed: Int, _ name: String, _ value: String, _ part: NightHistory.Part = .row, watch: String = "w")
    -> NightHistory.Line
  {
    NightHistory.Line(
      date: "2026-11-30T01:17:00Z", commit: "1f2e3d4", numerics: 2, watch: watch, seed: seed, part: part, name: name, value: value,
      unit: "%",
      processor: "CPU, 2.0 GHz")
  }

  @Test func linesAreAddedAndReadAgain() throws {
    let folder = try TemporaryFolder(), path = folder["history"]
    var history = try NightHistory(reading: path)
    #expect(history.lines.isEmpty)
    #expect(history.open == nil)
    #expect(history.finished.isEmpty)
    try history.begin(7, date: "a", commit: "b")
    #expect(try NightHistory(reading: path).open == 7)
    try history.finish([line(7, "tau, of SPOS", "0.5"), line(7, "c", "abc", .canary)])
    let first = try String(contentsOf: URL(filePath: "\(path)/nights.csv"), encoding: .utf8)
    try history.begin(9, date: "c", commit: "d")
    try history.finish([line(9, "tau, of SPOS", "0.25"), line(9, "none", "nan")])
    let again = try NightHistory(reading: path)
    #expect(again.lines == history.lines)
    #expect(again.drawn == history.drawn)
    #expect(again.finished == [7, 9])
    #expect(again.open == nil)
    #expect(
      again.series("tau, of SPOS", .row).map(\.value) == [0.5, 0.25] && again.series("c", .canary).isEmpty
        && again.series("none", .row).isEmpty)
    #expect(again.series("tau, of SPOS", .row, watch: "other").isEmpty)
    #expect(again.lines[0].processor == "CPU, 2.0 GHz")
    // What was there stays, byte for byte.
    #expect(try String(contentsOf: URL(filePath: "\(path)/nights.csv"), encoding: .utf8).hasPrefix(first))
    #expect(
      try folder.names == ["history"] && FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["nights.csv", "seeds.csv"])
  }

  @Test func anInterruptedNightGoesOnAndNoSeedIsDrawnTwice() throws {
    let folder = try TemporaryFolder(), path = folder["history"]
    var seeds: [Int] = []
    for _ in 0..<50 {
      var history = try NightHistory(reading: path)
      let seed = try history.draw(besides: [3, 4]), same = try NightHistory(reading: path).draw(besides: [3, 4])
      #expect(seed == same)
      #expect(!seeds.contains(seed))
      #expect(![3, 4].contains(seed))
      #expect((1...NightHistory.greatest).contains(seed))
      seeds.append(seed)
      try history.begin(seed, date: "a", commit: "b")
      #expect(try NightHistory(reading: path).open == seed)
      try history.finish([line(seed, "r", "1")])
    }
    let all = try NightHistory(reading: path)
    #expect(throws: ExperimentError.self) { try all.draw(besides: 1...NightHistory.greatest) }
    let left = Set(1...NightHistory.greatest).subtracting(seeds).sorted()
    #expect(try all.draw(besides: left.dropLast()) == left.last)
  }

  @Test(arguments: [
    ("nights.csv", "date,commit\n", "nights.csv:1: should be 'date,commit,numerics,"),
    ("nights.csv", "date,commit,numerics,watch,seed,part,row,value,unit,processor\na,b,2\n", "nights.csv:2: has 3 fields, should have 10"),
    (
      "nights.csv", "date,commit,numerics,watch,seed,part,row,value,unit,processor\na,b,2,w,7,row,r,many,,p\n",
      "nights.csv:2: holds what no"
    ),
    ("seeds.csv", "seed,date,commit\n7,a,b\n8,a,b\n7,a,b\n", "seeds.csv:4: the seed 7 was drawn before"),
    ("seeds.csv", "seed,date,commit\n0,a,b\n", "seeds.csv:2: holds what no night writes"),
  ]) func whatNoNightWroteIsNamed(file: String, text: String, said: String) throws {
    let folder = try TemporaryFolder()
    try Data(text.utf8).write(to: URL(filePath: folder[file]))
    let error = #expect(throws: ExperimentError.self) { try NightHistory(reading: folder.path) }
    #expect(error?.description.contains(said) == true, "\(String(describing: error))")
  }

  @Test func theRotationRemembersWhoseTurnIsOver() throws {
    let folder = try TemporaryFolder()
    var own = try RotationHistory(reading: folder["history"])
    for name in ["b", "a", "b"] { try own.end(name, date: "2026", commit: "c") }
    #expect(try RotationHistory(reading: folder["history"]).turns == ["b", "a", "b"])
  }
}
