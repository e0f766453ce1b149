import Fixtures
import FoundationEssentials
import Glibc
import Streams
import Testing

/// Sound inputs with random injuries, read by every parser: it understands them or says by name what is wrong; it never crashes, hangs or
/// takes much memory. CONCORD_SOAK=1 reads more, a million in all. CONCORD_FUZZ=1000000 reads so many by each parser, lzma:0-999999 by
/// one, lzma:17 one again and lzma:500-999 some of them.
@Suite(.serialized) struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test(arguments: Parser.allCases) func injuredInputsAreUnderstoodOrRefusedByName(parser: Parser) async throws {
    let numbers = try Self.numbers(parser)
    // A process for many, so that most of the time is spent on reading; columns are read by processes of their own.
    let batch = parser == .columns ? 50 : max(250, min(10_000, numbers.count / 10))
    for first in stride(from: numbers.lowerBound, to: numbers.upperBound, by: batch) {
      let end = min(first + batch, numbers.upperBound), folder = try TemporaryFolder(), note = folder["note"]
      // A process of its own, so that a crash is a failure of this test and no more.
      let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        [parser = parser as Parser, first = first as Int, end = end as Int, note = note as String] in
        try Self.read(parser, first..<end, note)
      }
      if result == nil {
        let number = FileManager.default.contents(atPath: note).map { String(decoding: $0, as: UTF8.self) } ?? "?"
        Issue.record("the injured input is CONCORD_FUZZ=\(parser.rawValue):\(number)")
      }
    }
    if numbers.count >= 1_000 { print("\(parser.rawValue): \(numbers.count) injured inputs") }
  }

  /// Which injured inputs are to be read.
  private static func numbers(_ parser: Parser) throws -> Range<Int> {
    guard let wish = environment["CONCORD_FUZZ"] else { return 0..<parser.inputs(soaks: environment["CONCORD_SOAK"] == "1") }
    let words = wish.split(separator: ":"), bounds = try #require(words.last).split(separator: "-").map { Int($0) }
    let first = try #require(bounds.first ?? nil, wrong), last = try #require(bounds.last ?? nil, wrong)
    guard words.count == 2 else { return 0..<first }
    let named = try #require(Parser(rawValue: String(words[0])), "no parser '\(words[0])'")
    try #require(first <= last, wrong)
    return named == parser ? first..<last + 1 : 0..<0
  }

  private static let wrong: Comment = "CONCORD_FUZZ is a number, NAME:NUMBER or NAME:FIRST-LAST"

  /// Reads the injured inputs of these numbers; `note` says which is being read.
  private static func read(_ parser: Parser, _ numbers: Range<Int>, _ note: String) throws {
    let seeds = try parser.seeds(), words = seeds.words.map { Array($0.utf8) }, path = "\(note).input"
    let noted = open(note, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // Room for what a process of tests has mapped, and little more.
    var limit = rlimit(rlim_cur: 3 << 30, rlim_max: 3 << 30)
    try #require(noted >= 0 && setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
    for number in numbers {
      var random = RandomStream(seed: 1, parser.rawValue).child(number)
      let input = random.injure(seeds.inputs[number % seeds.inputs.count], with: words), name = "\(number)"
      ftruncate(noted, 0)
      pwrite(noted, name, name.utf8.count, 0)
      try Data(input).write(to: URL(filePath: path))
      // A hang ends by SIGPROF, after ten seconds of the processor: the machine may have other work.
      time(10)
      do { try parser.read(input, path) } catch {
        try #require(parser.names(error), "\(parser.rawValue):\(number) ends with \(error)")
        try #require("\(error)".utf8.count < 10_000, "\(parser.rawValue):\(number) says too much")
      }
      time(0)
    }
  }

  /// Asks for SIGPROF once so many seconds of processor time have passed; 0 withdraws that.
  private static func time(_ seconds: Int) {
    var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
  }
}
