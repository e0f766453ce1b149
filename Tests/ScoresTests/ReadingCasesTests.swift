import Fixtures
import Scores
import Testing

/// Integers that no Double holds, options without effect, compressed files that are too large.
@Suite struct ReadingCasesTests {
  @Test(arguments: [
    ("x,y\n9007199254740993,1\n9007199254740992,2\n-100000000000000001,3\n5,4\n1e300,5\n", ScoreOptions()),
    ("x;y\n+9007199254740993.00;1\n9007199254740992;2\n-100000000000000001;3\n;4\n1e+17;5\n", ScoreOptions()),
    (#"{"x": [9007199254740993, 9007199254740992, "-100000000000000001", 0.1, 1e300], "y": [1, 2, 3, 4, 5]}"#, ScoreOptions()),
    ("9007199254740993 1\n9007199254740992 2\n-100000000000000001 3\n4 4\n", ScoreOptions(logPattern: #"(?<x>-?\d+) (?<y>\d+)"#)),
  ])
  func integersThatNoDoubleHoldsAreCounted(text: String, options: ScoreOptions) throws {
    let table = try table(text, options), x = try table.column("x")
    #expect(x.roundedCount == 2 && table.columns.last?.roundedCount == 0)
    #expect(try table.numbers("x")[0] == 9_007_199_254_740_992)
    // Names keep their digits.
    let join = x.merging([[0], [2], [0, 0]], called: "z")
    #expect(
      join.words().prefix(2).map { $0.replacing("+", with: "").replacing(".00", with: "") } == ["9007199254740993", "-100000000000000001"])
    #expect(join.roundedCount == 3)
  }

  /// Powers of two, and numbers whose digits end in zeros, may be held whole, however long.
  @Test func longIntegersThatAreHeldAreNotCounted() throws {
    let whole = [
      "18446744073709551616", "1180591620717411303424", "100000000000000000000", "10000000000000000000000", "9223372036854775808",
    ]
    let changed = ["18446744073709551617", "1180591620717411303425", "100000000000000000000000", "10000000000000000000001"]
    #expect(try table("x,y\n" + whole.map { "\($0),1\n" }.joined()).column("x").roundedCount == 0)
    #expect(try table("x,y\n" + changed.map { "\($0),1\n" }.joined()).column("x").roundedCount == changed.count)
  }

  /// Rows of another file keep what they are called: names are compared as they are written.
  @Test func rowsOfOtherOrderKeepTheirTexts() throws {
    let table = try table("x;y\n007;1,5\n7;2,5\n1e1;None\n8;a\n")
    #expect(try table.column("x").merging([[1], [0], [2]], called: "x").words() == ["7", "007", "1e1"])
    let y = try table.column("y").merging([[1], [0], [2]], called: "y")
    #expect(y.words() == ["2,5", "1,5", "None"] && y.isNothing(2) && y.place(1) == "line 2")
    #expect(try y.numbers() == [2.5, 1.5, nil])
  }

  @Test func whatUnpacksToMoreThanTheBoundIsNotCalledUnsound() throws {
    let bytes = gzip([UInt8](repeating: 0, count: 100_000)), packed = xz([UInt8](repeating: 0, count: 3 << 20))
    for (bytes, format) in [(bytes, "gzip"), (packed, "xz")] {
      let error = #expect(throws: ScoresError.self) { try ScoreInput(bytes, name: "scores", atMost: format == "xz" ? 2 << 20 : 99_999) }
      let said = "\(error.map { "\($0)" } ?? "")"
      #expect(said.contains("scores is \(format) that unpacks to more than \(format == "xz" ? "2" : "0") MB"), "\(said)")
      #expect(!said.contains("sound") && !said.contains("copy it again"))
    }
    #expect(throws: Never.self) { try ScoreInput(bytes, name: "scores", atMost: 100_000) }
  }

  /// A header that asks for a dictionary of 1.5 GB is no damage either.
  @Test func xzThatNeedsMoreMemoryIsNotCalledUnsound() throws {
    // A block's header: its length in words less one; the size of LZMA2's dictionary stands behind the filter's number and its properties' length.
    var bytes = xz(Array("x,y\n1,2\n".utf8))
    let filter = try #require(bytes.firstRange(of: [0x21, 0x01])), end = 12 + 4 * Int(bytes[12])
    bytes[filter.upperBound] = 37
    let sum = crc32(bytes[12..<end])
    for place in 0..<4 { bytes[end + place] = UInt8(sum >> (8 * UInt32(place)) & 0xFF) }
    let error = #expect(throws: ScoresError.self) { try ScoreInput(bytes, name: "scores") }
    #expect("\(error.map { "\($0)" } ?? "")".contains("scores is xz that needs more than 256 MB of memory to be unpacked"), "\(bytes)")
  }

  private func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }

  private static let samples: [(layout: String, text: String, heeded: Set<String>)] = [
    ("lines of fields", "x,y\n1,2\n3,4\n", ["--delimiter", "--decimal", "--header", "--no-header"]),
    ("JSON", #"{"a": {"x": [1, 3], "y": [2, 4]}}"#, ["--at", "--keys", "--decimal"]),
    ("JSON", "{\"x\": 1, \"y\": 2}\n{\"x\": 3, \"y\": 4}\n", ["--keys", "--decimal"]),
    ("a log", "x 1 y 2\nx 3 y 4\n", ["--decimal"]),
  ]

  /// Every option has an effect on the layouts that it is for, or is refused by its name with what it is for.
  @Test(arguments: samples.indices) func optionsWithoutEffectAreRefused(place: Int) throws {
    let sample = Self.samples[place]
    let options: [(String, (inout ScoreOptions) -> Void)] = [
      ("--delimiter", { $0.delimiter = .comma }), ("--decimal", { $0.decimal = .comma }), ("--header", { $0.header = true }),
      ("--no-header", { $0.header = false }), ("--at", { $0.at = "a" }), ("--keys", { $0.keys = .outer }),
    ]
    for (name, set) in options {
      var own = ScoreOptions(logPattern: sample.layout == "a log" ? #"x (?<x>\d) y (?<y>\d)"# : nil)
      set(&own)
      do throws(ScoresError) {
        let read = try ScoreTable(reading: Array(sample.text.utf8), name: "scores", options: own)
        #expect(sample.heeded.contains(name) && read.count > 0, "\(name) is ignored in \(sample.layout)")
      } catch {
        #expect(!sample.heeded.contains(name), "\(name): \(error)")
        let isLine = name == "--at" && sample.text.contains("}\n{")
        #expect(
          "\(error)".hasPrefix(isLine ? "--at:" : "\(name) has no effect on scores, read as \(sample.layout): leave it out"), "\(error)")
      }
    }
  }

  /// A comma that parts fields is part of a number in quotes alone.
  @Test func commasOfFieldsAndOfFractionsAreToldApart() throws {
    let read = try table("x,y\n\"1,5\",2\n3,\"4,25 %\"\n", ScoreOptions(decimal: .comma))
    #expect(try read.numbers("x") == [1.5, 3] && read.numbers("y") == [2, 4.25])
    #expect(try table(#"[{"x": "1,5", "y": 2}, {"x": "0,5", "y": "3"}]"#, ScoreOptions(decimal: .comma)).numbers("x") == [1.5, 0.5])
    #expect(try table("a 1,5\nb 2,5\n", ScoreOptions(decimal: .comma, logPattern: #"(?<x>[\d,]+)"#)).numbers("x") == [1.5, 2.5])
  }

  @Test func groupsOfOneNameGiveWhicheverMatched() throws {
    let read = try table(
      "a acc=90\nb accuracy: 91.5\nc none\n", ScoreOptions(logPattern: #"(?J)^(?<arch>\w) (?:acc=(?<acc>\d+)|accuracy: (?<acc>[\d.]+))"#))
    #expect(try read.columns.map(\.name) == ["arch", "acc"] && read.numbers("acc") == [90, 91.5])
  }

  @Test func linesThatNothingCouldMatchAreCountedByTheirReason() throws {
    let long = String(repeating: "x", count: 5_000), pattern = ScoreOptions(logPattern: #"acc (?<acc>\d)"#)
    let bytes = Array("\(long)\n\(long)\n".utf8) + [0x61, 0xE9, 0x62, 0x0A] + Array("plain é\n".utf8)
    let error = #expect(throws: ScoresError.self) { try ScoreTable(reading: bytes, name: "scores", options: pattern) }
    #expect(
      "\(error.map { "\($0)" } ?? "")".contains(
        "none of the 4 lines of scores matches (2 lines of more than 4096 bytes were passed over; 1 lines without a match hold bytes that are no UTF-8"
      ), "\(error.map { "\($0)" } ?? "")")
    let read = try ScoreTable(reading: bytes + Array("acc 1\n".utf8), name: "scores", options: pattern)
    #expect(read.notes.count == 3)
  }
}
