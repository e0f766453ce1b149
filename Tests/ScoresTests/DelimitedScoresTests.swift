import Fixtures
import Scores
import Testing

@Suite struct DelimitedScoresTests {
  /// The nets with these parts between and around the cells.
  private func text(_ delimiter: String, heading: Bool = true, cell: (Double) -> String = { "\($0)" }) -> String {
    let rows = Nets.keys.indices.map { [Nets.keys[$0], cell(Nets.x[$0]), cell(Nets.y[$0])] }
    return ((heading ? [["arch", "one_shot", "stand_alone"]] : []) + rows).map { $0.joined(separator: delimiter) + "\n" }.joined()
  }

  private func expectNets(_ table: ScoreTable, _ names: [String] = ["arch", "one_shot", "stand_alone"]) throws {
    #expect(table.count == 12 && table.columns.map(\.name) == names)
    #expect(try table.words(names[0]) == Nets.keys && table.numbers(names[1]) == Nets.x && table.numbers(names[2]) == Nets.y)
  }

  @Test(arguments: [",", "\t", ";", "|", " ", "   ", " \t ", ", ", " | "]) func delimitersAreFound(delimiter: String) throws {
    try expectNets(try table(text(delimiter)))
    try expectNets(try table("\u{FEFF}" + text(delimiter).replacing("\n", with: "\r\n")))
    try expectNets(try table("# written by eval\n" + text(delimiter)))
  }

  /// Texts of wide characters, with a byte order mark or without, and lines of old Macs.
  @Test func encodingsAndLineEndsAreTold() throws {
    let text = text(",")
    func wide(_ width: Int, _ isLittle: Bool, mark: Bool) -> [UInt8] {
      (mark ? "\u{FEFF}" + text : text).unicodeScalars.flatMap { scalar -> [UInt8] in
        let bytes = (0..<width).map { UInt8(truncatingIfNeeded: scalar.value >> UInt32(8 * $0)) }
        return isLittle ? bytes : bytes.reversed()
      }
    }
    for (width, isLittle, mark) in [(2, true), (2, false), (4, true), (4, false)].flatMap({ own in [true, false].map { (own.0, own.1, $0) }
    }) {
      try expectNets(try ScoreTable(reading: wide(width, isLittle, mark: mark), name: "scores"))
    }
    try expectNets(try table(text.replacing("\n", with: "\r")))
    // A text of single bytes has no zeros in between.
    #expect(try table("a,b\n1,2\n").numbers("a") == [1])
  }

  /// What a field ends in is found wherever it stands in a step of eight bytes.
  @Test func longFieldsEndWhereTheyEnd() throws {
    for length in 0..<40 {
      let word = String(repeating: "é", count: length / 2) + String(repeating: "w", count: length % 2 + 1)
      for ending in ["\n", "\r\n"] {
        let plain = try table("n,x,w\n\(word),1,\(word)\(ending)\"\(word)\"\"\(word)\n,\",2,\"\(word)\"\(ending)")
        #expect(
          try plain.words("n") == [word, "\(word)\"\(word)\n,"] && plain.words("w") == [word, word] && plain.numbers("x") == [1, 2])
      }
    }
  }

  @Test(arguments: [("1,234", "say --decimal comma"), ("1,234.5", "signs between thousands"), ("1.234.567,8", "signs between thousands")])
  func numbersWithSignsBetweenThousandsAreNamed(cell: String, said: String) throws {
    let error = #expect(throws: ScoresError.self) { try table("n;x\na;\"\(cell)\"\nb;0.5\n").numbers("x") }
    #expect("\(error.map { "\($0)" } ?? "")".contains(said), "\(error.map { "\($0)" } ?? "")")
    let other = #expect(throws: ScoresError.self) { try table("n;x\na;1.234\nb;1\n", ScoreOptions(decimal: .comma)).numbers("x") }
    #expect("\(other.map { "\($0)" } ?? "")".contains("--decimal point"))
  }

  @Test func aMillionFieldsAreEnough() {
    let error = #expect(throws: ScoresError.self) { try table(String(repeating: ",", count: 1_000_000)) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("more than 1000000 fields"))
  }

  /// `--at` says where in a nested file; lines of fields have no such place.
  @Test func placesInsideLinesAreRefused() {
    #expect(
      throws: ScoresError.withoutEffect(
        files: "scores", layouts: ["lines of fields"], option: "--at", of: ["JSON", "HDF5", "JSON of one net"])
    ) { try table(text(","), ScoreOptions(at: "a/b")) }
  }

  @Test func tablesOfMarkdownAreFramed() throws {
    let lines = text(" | ").split(separator: "\n").map { "| \($0) |\n" }
    try expectNets(try table(lines[0] + "|:---|---:|:--:|\n" + lines[1...].joined()))
    let odd = try table("|a|x|\n|-|-|\n|#1|2|\n||3|\n")
    #expect(try odd.words("a") == ["#1", ""] && odd.numbers("x") == [2, 3])
    try expectNets(try table("\n" + lines[0] + "|---|---|---|\n" + lines[1...].joined() + "\n"))
  }

  @Test func excelsFirstLineSaysTheDelimiter() throws {
    try expectNets(try table("sep=;\n" + text(";")))
    try expectNets(try table("\u{FEFF}\"sep=,\"\r\n" + text(",")))
  }

  @Test func percentSignsAreLeftOut() throws {
    try expectNets(try table(text(",") { "\($0)%" }))
    try expectNets(try table(text(";") { "\"\($0) %\"" }))
    let mixed = try table("x,y\n1%,2\n3,4\n")
    #expect(try mixed.numbers("x") == [1, 3] && mixed.notes.count == 1 && mixed.notes[0].contains("1 of 2"))
  }

  @Test func commasAreDecimalWhereNothingElseIsPossible() throws {
    func comma(_ value: Double) -> String { "\(value)".replacing(".", with: ",") }
    let german = try table(text(";", cell: comma))
    try expectNets(german)
    #expect(german.notes.contains { $0.contains("decimal point") })
    try expectNets(try table(text("\t", cell: comma), ScoreOptions(decimal: .comma)))
    try expectNets(try table(text(",") { "\"\(comma($0))\"" }, ScoreOptions(decimal: .comma)))
    // Points elsewhere: a code with a comma is a word.
    let codes = try table("code;x\n1,2;0.5\n3,4;0.25\n")
    #expect(try codes.words("code") == ["1,2", "3,4"] && codes.numbers("x") == [0.5, 0.25] && !codes.column("code").isNumeric)
    let doubtful = "net;macs\na;1,234\nb;5,678\n"
    let error = #expect(throws: ScoresError.ambiguous(file: "scores", place: "line 2", column: "macs", text: "1,234")) {
      try table(doubtful)
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("--decimal"))
    #expect(try table(doubtful, ScoreOptions(decimal: .comma)).numbers("macs") == [1.234, 5.678])
    #expect(try table(doubtful, ScoreOptions(decimal: .point)).column("macs").isNumeric == false)
  }

  @Test func tabsWinOverTheCommasOfGenotypes() throws {
    let rows = Nets.keys.indices.map { "\(Nets.y[$0])\t\(Nets.x[$0])\t\(Nets.keys[$0])=[('a', 0), ('b', 1)]\n" }
    let table = try table(rows.joined())
    #expect(table.count == 12 && table.columns.map(\.name) == ["1", "2", "3"])
    #expect(try table.numbers("2") == Nets.x && table.numbers("1") == Nets.y && table.words("3")[3] == "n03=[('a', 0), ('b', 1)]")
    // Codes of NAS-Bench-201 hold pipes in every line.
    let codes = try Scores.ScoreTable(reading: Array("|a~0|+|b~0|c~1|,1\n|d~0|+|e~0|f~1|,2\n".utf8), name: "scores")
    #expect(codes.columns.count == 2 && codes.columns[0].words() == ["|a~0|+|b~0|c~1|", "|d~0|+|e~0|f~1|"])
  }

  /// A file without a heading loses no net, and a heading of numbers makes none.
  @Test func headingsAreToldFromRows() throws {
    try expectNets(try table(text(",", heading: false)), ["1", "2", "3"])
    #expect(try table("1,2\n3,4\n").count == 2)
    let seeds = try table("arch,0,1\na,90.5,91\nb,90.25,92\n")
    #expect(seeds.columns.map(\.name) == ["arch", "0", "1"] && seeds.count == 2 && seeds.notes.count == 1)
    #expect(try table("a,0,1\nb,2,3\n").count == 2, "whole numbers below: a row")
    #expect(try table("a,0,1\nb,2,3\n", ScoreOptions(header: true)).columns.map(\.name) == ["a", "0", "1"])
    #expect(try table("a,b\nc,d\n", ScoreOptions(header: false)).count == 2)
    let numpy = try table("# x y\n1 2.5\n2 3.5\n")
    #expect(numpy.columns.map(\.name) == ["x", "y"] && numpy.count == 2)
  }

  @Test func unnamedColumnsAreCalledByTheirNumbers() throws {
    let pandas = try table(text(",").replacing("arch,", with: ","))
    try expectNets(pandas, ["1", "one_shot", "stand_alone"])
    #expect(pandas.keys == "1")
    let trailing = text(",").replacing("\n", with: ",\n")
    try expectNets(try table(trailing))
    try expectNets(try table(trailing.replacing("stand_alone,\n", with: "stand_alone\n")))
    let range = try table(",x,y\n0,5,6\n1,7,8\n")
    #expect(range.columns.map(\.name) == ["x", "y"] && range.keys == nil && range.notes.count == 1)
    // R's heading lacks the names' column.
    let r = try table("\"x\" \"y\"\n\"n1\" 1 2\n\"n2\" 3 4\n")
    #expect(r.columns.map(\.name) == ["1", "x", "y"] && r.keys == "1" && r.count == 2)
  }

  @Test func spreadsAreNoted() throws {
    #expect(try table("a,acc_avg,acc_stdev\nn,1,2\n").notes == ["'acc_stdev' is the spread of 'acc_avg': ranks use the latter alone"])
  }

  @Test(arguments: [
    ("x,y\n1,2\n3\n", "line 3 of scores has 1 field where the first has 2"), ("x,y\n1,2,3\n", "line 2 of scores has 3 fields"),
    ("x,x\n1,2\n", "two columns are called 'x'"), ("x,y\n1,\"2\n", "line 2 of scores opens a quote"),
  ])
  func whatCannotBeReadIsNamedWithItsPlace(text: String, said: String) {
    let error = #expect(throws: ScoresError.self) { try table(text) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(said))
  }

  @Test func numbersAreTheNearestDoubles() throws {
    let cells = ["0.30000000000000004", "1e-320", "123456789012345678901234567890", "-.5", "3.", "+1E5", "0.1e-400", "1e999"]
    let table = try table("x,y\n" + cells.map { "\($0),1\n" }.joined())
    #expect(try table.numbers("x") == cells.map { Double($0.hasSuffix(".") ? $0 + "0" : $0) })
    #expect(try Scores.ScoreTable(reading: Array("x,y\n0x10,1\n2,2\n".utf8), name: "s").columns[0].wordCount == 1)
  }
}
