import Fixtures
import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import Testing

/// Integers beyond 2⁵³, advice that works when it is followed, options without effect, names of files that are no text.
@Suite struct ScoreReadingCasesTests {
  private func remarks(_ run: Invocation) throws -> String {
    (try run.json["remarks"]?.array ?? []).compactMap(\.text).joined(separator: "\n")
  }

  /// Row i is called 10¹⁷ + i, which sixteen of them share as a Double.
  private static let ids = (1...12).map { "\(100_000_000_000_000_000 + $0)" }

  @Test func integersThatNoDoubleHoldsAreRemarked() async throws {
    let rows = zip(Self.ids, 0..<12).map { "\($0),\(Nets.x[$1]),\($0)\n" }
    let run = try await Invocation(["correlate", "-", "--x", "x", "--y", "big", "--json"], input: "arch,x,big\n" + rows.joined())
    #expect(try run.code == 0 && remarks(run).contains("Column 'big': "), "\(run.errors)")
    #expect(try remarks(run).contains("integers beyond 2⁵³ are rounded to the nearest Double"))
    // What only names architectures is not judged, and not rounded.
    #expect(try !remarks(run).contains("'arch'") && run.json["n"]?.number == 12)
  }

  @Test(arguments: [true, false]) func architecturesAreJoinedByTheDigitsOfTheirNames(isNumPy: Bool) async throws {
    let folder = try TemporaryFolder()
    let first = "arch,one_shot\n" + zip(Self.ids, Nets.x).map { "\($0),\($1)\n" }.joined()
    try Data(first.utf8).write(to: URL(filePath: folder["a.csv"]))
    let second = "[" + zip(Self.ids, Nets.y).map { "{\"arch\": \($0), \"acc\": \($1)}" }.reversed().joined(separator: ",") + "]"
    try Data(second.utf8).write(to: URL(filePath: folder["b.json"]))
    let other = isNumPy ? folder["b.npy"] : folder["b.json"]
    if isNumPy { try Data(Self.structured).write(to: URL(filePath: other)) }
    let run = try await Invocation(
      "correlate", folder["a.csv"], other, "--by", "arch", "--x", "one_shot", "--y", "acc", "--json", "--ranks")
    #expect(run.code == 0, "\(run.errors)")
    let json = try run.json
    #expect(abs((json["tau_b.value"]?.number ?? 9) - Nets.tau) < 1e-12 && json["n"]?.number == 12 && json["remarks"]?.array == [])
  }

  /// The second file as a structured array of NumPy.
  private static var structured: [UInt8] {
    var header = "{'descr': [('arch', '<i8'), ('acc', '<f8')], 'fortran_order': False, 'shape': (12,), }"
    while (header.utf8.count + 11) % 64 != 0 { header += " " }
    header += "\n"
    func bytes(_ bits: UInt64) -> [UInt8] { (0..<8).map { UInt8(bits >> (8 * UInt64($0)) & 0xFF) } }
    let rows = (0..<12).reversed().flatMap { bytes(UInt64(100_000_000_000_000_001 + $0)) + bytes(Double(Nets.y[$0]).bitPattern) }
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)] + Array(header.utf8) + rows
  }

  /// `007` and `7` are two architectures, before a join and behind it.
  @Test func namesThatAreNumbersAreComparedAsTheyAreWritten() async throws {
    let folder = try TemporaryFolder(), names = Nets.keys.indices.map { $0 % 2 == 0 ? "00\($0 / 2)" : "\($0 / 2)" }
    try Data(("arch,x\n" + zip(names, Nets.x).map { "\($0),\($1)\n" }.joined()).utf8).write(to: URL(filePath: folder["a.csv"]))
    try Data(("arch,y\n" + zip(names, Nets.y).map { "\($0),\($1)\n" }.joined()).utf8).write(to: URL(filePath: folder["b.csv"]))
    let run = try await Invocation("correlate", folder["a.csv"], folder["b.csv"], "--by", "arch", "--x", "x", "--y", "y", "--json")
    #expect(
      try run.code == 0 && run.json["n"]?.number == 12 && abs((run.json["tau_b.value"]?.number ?? 9) - Nets.tau) < 1e-12, "\(run.errors)")
  }

  /// A file, what is said of it, and the options (or the file) that the advice asks for, with which it is read.
  private struct Advice: Sendable {
    let text: String, options: [String], said: String
    var followed: [String], mended: String?

    init(_ text: String, _ options: [String] = [], said: String, followed: [String], mended: String? = nil) {
      (self.text, self.options, self.said, self.followed, self.mended) = (text, options, said, followed, mended)
    }
  }

  private static let roles = ["--x", "x", "--y", "y"], log = ["--log", #"x=(?<x>\S+) y=(?<y>\S+)"#]
  private static let long = "a key of more than forty letters, which errors cut elsewhere"

  private static let advice: [Advice] = [
    Advice("x\ty\n1,5\t2\n2,5\t3\n", roles, said: "say --decimal comma", followed: roles + ["--decimal", "comma"]),
    Advice("x\ty\n1,5\t2\n2,5\t3\n", said: "say --decimal comma", followed: ["--decimal", "comma"]),
    Advice("x,y\n\"1,5\",2\n\"2,5\",3\n", roles, said: "say --decimal comma", followed: roles + ["--decimal", "comma"]),
    Advice(#"[{"x": "1,5", "y": 2}, {"x": "2,5", "y": 3}]"#, roles, said: "say --decimal comma", followed: roles + ["--decimal", "comma"]),
    Advice("x=1,5 y=2\nx=2,5 y=3\n", log + roles, said: "say --decimal comma", followed: log + roles + ["--decimal", "comma"]),
    Advice(
      "x;y\n1.5;2\n2.5;3\n", roles + ["--decimal", "comma"], said: "say --decimal point", followed: roles + ["--decimal", "point"]),
    Advice("x;y\n1,234;2\n2,345;3\n", said: "say --decimal comma", followed: ["--decimal", "comma"]),
    Advice("x;y\n1,234;2\n2,345;3\n", said: "take the signs between thousands out", followed: [], mended: "x;y\n1234;2\n2345;3\n"),
    Advice("x|y z|v\n1|2\n3|4 5|6\n", said: "say --delimiter", followed: ["--delimiter", "spaces"], mended: "x y|v\n1 2\n3 4\n"),
    Advice("x,y\n1,2,5\n2,3,5\n", said: "quote fields", followed: ["--decimal", "comma"], mended: "x,y\n1,\"2,5\"\n2,\"3,5\"\n"),
    Advice("x,x\n1,2\n2,3\n", said: "give each column a name of its own", followed: [], mended: "x,y\n1,2\n2,3\n"),
    Advice(
      #"{"v": 1, "r": {"x": {"s": 1, "t": 2}, "y": {"s": 1, "t": 2}}, "q": 3}"#, said: "say --keys outer or --keys inner",
      followed: ["--keys", "inner"]),
    Advice(
      "{\"\(long)\": [{\"x\": 1, \"y\": 2}, {\"x\": 3, \"y\": 4}], \"b\": [{\"x\": 1}]}", said: long, followed: ["--at", long]),
    Advice("{\"\(long)\": [{\"x\": 1, \"y\": 2}, {\"x\": 3, \"y\": 4}]}", ["--at", "b"], said: long, followed: ["--at", long]),
    Advice("{\"x\": 1, \"y\": 2}\n{\"x\": 2, \"y\": 3}\n", ["--at", "b"], said: "leave --at out", followed: []),
    Advice("x,y\n1,2\n2,3\n", ["--at", "b"], said: "--at has no effect on", followed: []),
    Advice(#"{"x": [1, 2], "y": [2, 3]}"#, ["--no-header"], said: "--no-header has no effect on", followed: []),
    Advice("x,y,z\n1,2,3\n2,3,4\n", said: "say which with --x and --y", followed: roles),
    Advice("x,y\n1,2\nnan,3\n2,4\n", said: "--failed last", followed: ["--failed", "last"]),
    Advice("x,y\n1,2\nnan,3\n2,4\n", said: "--failed drop", followed: ["--failed", "drop"]),
    Advice("x,y\n1,2\n2,3\n", roles + ["--space", "nas-bench-201"], said: "say which with --by", followed: roles),
    Advice("x=1 y=2\nx=2 y=3\n", ["--log", #"x=(\S+) y=(\S+)"#], said: "write (?<arch>…)", followed: log),
  ]

  /// Whatever option or change a message names, it works.
  @Test(arguments: advice.indices) func adviceThatIsFollowedWorks(place: Int) async throws {
    let advice = Self.advice[place]
    let refused = try await Invocation(["correlate", "-"] + advice.options, input: advice.text)
    #expect(refused.code != 0 && refused.errors.contains(advice.said), "\(advice.text): \(refused.errors)\(refused.output)")
    let followed = try await Invocation(["correlate", "-"] + advice.followed, input: advice.mended ?? advice.text)
    #expect(followed.code == 0, "\(advice.text): \(refused.errors), followed: \(followed.errors)")
  }

  /// Of several files each is read by the options that are for it; what is for none of them is refused.
  @Test func optionsAreForSomeOfSeveralFiles() async throws {
    let folder = try TemporaryFolder()
    try Data("arch;x\na;1,5\nb;2,5\nc;2,25\n".utf8).write(to: URL(filePath: folder["a.csv"]))
    try Data(#"{"r": [{"arch": "a", "y": 1}, {"arch": "b", "y": 2}, {"arch": "c", "y": 3}], "q": [{"z": 1}]}"#.utf8).write(
      to: URL(filePath: folder["b.json"]))
    let arguments = ["correlate", folder["a.csv"], folder["b.json"], "--by", "arch", "--x", "x", "--y", "y"]
    let run = try await Invocation(arguments + ["--at", "r", "--delimiter", "semicolon", "--json"])
    #expect(try run.code == 0 && run.json["n"]?.number == 3, "\(run.errors)")
    let refused = try await Invocation(["correlate", folder["b.json"], "--at", "r", "--delimiter", "tab"])
    #expect(
      refused.code == 2 && refused.errors.contains("--delimiter has no effect on") && refused.errors.contains("it is for lines of fields"))
  }

  @Test func namesOfFilesThatAreNoUTF8AreNamed() async throws {
    let folder = try TemporaryFolder()
    let script = """
      cd "$1" && printf 'x,y\\n1,2\\n2,3\\n' > "$(printf 'sc\\351.csv')" && mkdir nets
      "$0" correlate "$(printf 'sc\\351.csv')"; echo "code $?"
      "$0" correlate - < "$(printf 'sc\\351.csv')" > /dev/null; echo "code $?"
      "$0" compare a.csv b.csv --by "$(printf 'k\\351y')"; echo "code $?"
      printf '{"x": 1}' > "$(printf 'nets/\\351.json')"; "$0" correlate nets; echo "code $?"
      """
    let run = try await Subprocess.run(
      .path("/bin/sh"), arguments: ["-c", script, Fixtures.command, folder[""]], output: .string(limit: 1 << 16),
      error: .string(limit: 1 << 16))
    #expect(run.standardOutput == "code 2\ncode 0\ncode 2\ncode 1\n", "\(run.standardOutput)\(run.standardError)")
    #expect(
      run.standardError.contains(
        "argument 2 ('sc\u{FFFD}.csv') holds bytes that are no UTF-8: rename the file, or give it as standard input"))
    #expect(run.standardError.contains("argument 5 ('k\u{FFFD}y')"))
    #expect(run.standardError.contains("its name holds bytes that are no UTF-8") && !run.standardError.contains("does not exist"))
  }

  /// Names from a file reach no drawing as they are.
  @Test(
    .enabled(if: TemporaryFile.hasGnuplot, "gnuplot is not installed: figures cannot be drawn here"),
    arguments: ["scatter", "top", "agreement", "ranks"])
  func namesReachNoDrawingAsTheyAre(kind: String) async throws {
    let folder = try TemporaryFolder(), evil = "a\u{1B}[31m\u{202E}|&<{_^ '"
    let rows = (0..<24).map { "\"\(evil)\($0)\",\($0 * 7 % 24),\($0 * 5 % 24),\($0 * 5 % 24 + 1),\($0 * 11 % 24)\n" }
    let input = "arch,\"\(evil) x\",\"y 1\(evil)\",\"y 2\(evil)\",\"b\(evil)\"\n" + rows.joined()
    let run = try await Invocation(
      [
        "correlate", "-", "--x", "\(evil) x", "--y", "y*", "--baseline", "b\(evil)", "--by", "arch", "--figure", folder["f.svg"], "--kind",
        kind,
      ],
      input: input)
    #expect(run.code == 0, "\(run.errors)")
    for ending in ["svg", "gp", "dat"] {
      let text = String(decoding: try Data(contentsOf: URL(filePath: folder["f.\(ending)"])), as: UTF8.self)
      let unsafe = text.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" && $0 != "\t" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
      }
      #expect(unsafe.isEmpty, "\(kind), \(ending): \(unsafe)")
    }
  }
}
