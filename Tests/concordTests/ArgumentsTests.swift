import Fixtures
import FoundationEssentials
import Streams
import Testing

/// Any command line ends with an exit code and a sentence, never with a signal.
@Suite struct ArgumentsTests {
  private static let options = [
    "--x", "--y", "--baseline", "--lower", "--strata", "--group", "--by", "--space", "--failed", "--k", "--level", "--delimiter",
    "--decimal",
    "--at", "--log", "--kind", "--format", "--json", "--ranks", "--conventions", "--bins", "--keys", "--figure", "--header", "--no-header",
  ]
  private static let values = [
    "", ",", " ", "*", "?", "=", "a=", "=a", "a=b=c", "one_shot", "stand_alone", "arch", "x=one_shot", "one_*", "-1", "0", "5", "1e999",
    "nan", "1",
    "0.9999999999999999", "1e-320", "99999999999999999999", "last", "drop", "json", "comma", "nas-bench-201", "(", "(?<a>", "\u{1B}[31m",
    "--",
    "a/b//c", "ä,ö", "/nowhere/a.gif", "a b.svg", ".svg",
  ]

  @Test func noArgumentsCrash() async throws {
    var random = RandomStream(seed: 9, "arguments")
    let isSoak = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", rounds = isSoak ? 2_000 : 40
    let input = "arch,one_shot,stand_alone\n" + (0..<12).map { "n\($0),\($0 * 7 % 12),\($0 * 5 % 12)\n" }.joined()
    for _ in 0..<rounds {
      let files = ["-", random.below(12) == 0 ? "/nowhere" : "\(Fixtures.root)/docs/examples/scores.csv"]
      var arguments = random.below(4) == 0 ? ["compare"] + files : ["correlate", files[random.below(12) == 0 ? 1 : 0]]
      if random.below(3) > 0 { arguments += ["--x", "one_shot", "--y", "stand_alone"] }
      for _ in 0..<1 + random.below(4) {
        arguments.append(Self.options[random.below(Self.options.count)])
        if random.below(8) > 0 { arguments.append(Self.values[random.below(Self.values.count)]) }
      }
      let run = try await Invocation(arguments, bytes: Array(input.utf8))
      #expect([0, 1, 2, 4].contains(run.code), "\(arguments) ends with \(run.code): \(run.errors.prefix(300))")
      #expect(run.code == 0 ? run.errors.isEmpty : run.errors.contains("concord"), "\(arguments): \(run.errors.prefix(300))")
      #expect(!(run.errors + run.output).contains("\u{1B}"), "\(arguments)")
    }
  }

  /// Names of columns, groups and architectures may hold what would steer a terminal.
  @Test(arguments: ["terminal", "markdown", "latex", "csv"]) func noNameSteersTheTerminal(format: String) async throws {
    let rows = (0..<12).map {
      "\u{1B}]0;n\($0)\u{7},\($0 % 2 == 0 ? "\u{1B}[2Ja" : "b\u{9B}c"),\($0 * 7 % 12),\($0 * 5 % 12),\($0 * 5 % 12 + 1)\n"
    }
    let input = "arch,kind,one\u{1B}[31m,y\u{202E}1,y\u{8}2\n" + rows.joined()
    for more in [["--group", "kind"], ["--ranks", "--conventions", "--strata", "kind"]] {
      let run = try await Invocation(["correlate", "-", "--x", "one*", "--y", "y*", "--format", format] + more, input: input)
      #expect(run.code == 0, "\(run.errors)")
      let unsafe = run.output.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
      }
      #expect(unsafe.isEmpty && run.output.contains("u"), "\(format), \(more): \(run.output.debugDescription.prefix(600))")
      #expect(run.output.contains("1B"), "shown as an escape")
    }
    // JSON has the very names, as escapes.
    let json = try await Invocation(["correlate", "-", "--x", "one*", "--y", "y*", "--group", "kind", "--json"], input: input)
    let marks = json.output.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
    }
    #expect(marks.isEmpty && json.output.contains(#"\u009b"#) && json.output.contains(#"\u202e"#))
    #expect(try json.json["groups.1.group"]?.text == "b\u{9B}c")
  }
}
