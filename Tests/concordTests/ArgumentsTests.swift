import FoundationEssentials
import Streams
import Testing

/// Any command line ends with an exit code and a sentence, never with a signal.
@Suite struct ArgumentsTests {
  private static let options = [
    "--x", "--y", "--baseline", "--lower", "--strata", "--group", "--by", "--space", "--failed", "--k", "--level", "--delimiter",
    "--decimal",
    "--at", "--log", "--kind", "--format", "--json", "--groups", "--conventions", "--heading", "--no-heading",
  ]
  private static let values = [
    "", ",", " ", "*", "?", "=", "a=", "=a", "a=b=c", "one_shot", "stand_alone", "arch", "x=one_shot", "one_*", "-1", "0", "5", "1e999",
    "nan", "1",
    "0.9999999999999999", "1e-320", "99999999999999999999", "last", "drop", "json", "comma", "nas-bench-201", "(", "(?<a>", "\u{1B}[31m",
    "--",
    "a/b//c", "ä,ö",
  ]

  @Test func noArgumentsCrash() async throws {
    var random = RandomStream(seed: 9, "arguments")
    let isSoak = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", rounds = isSoak ? 2_000 : 40
    let input = "arch,one_shot,stand_alone\n" + (0..<12).map { "n\($0),\($0 * 7 % 12),\($0 * 5 % 12)\n" }.joined()
    for _ in 0..<rounds {
      var arguments = ["correlate", random.below(12) == 0 ? "/nowhere" : "-"]
      for _ in 0..<1 + random.below(5) {
        arguments.append(Self.options[random.below(Self.options.count)])
        if random.below(8) > 0 { arguments.append(Self.values[random.below(Self.values.count)]) }
      }
      let run = try await Invocation(arguments, bytes: Array(input.utf8))
      #expect([0, 1, 2, 4].contains(run.code), "\(arguments) ends with \(run.code): \(run.errors.prefix(300))")
      #expect(run.code == 0 ? run.errors.isEmpty : run.errors.contains("concord"), "\(arguments): \(run.errors.prefix(300))")
      #expect(!run.errors.contains("\u{1B}"), "\(arguments)")
    }
  }
}
