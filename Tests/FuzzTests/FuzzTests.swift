import Fixtures
import FoundationEssentials
import Glibc
import Streams
import Testing

/// Sound inputs with random injuries, read by every parser: it understands them or says by name what is wrong; it never crashes, hangs or
/// takes much memory. CONCORD_SOAK=1 reads forty times as many, of scores four hundred times; CONCORD_FUZZ=lzma:17 reads one again.
@Suite(.serialized) struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let batch = 250

  @Test(arguments: Parser.allCases) func injuredInputsAreUnderstoodOrRefusedByName(parser: Parser) async throws {
    // Columns are read by processes of their own, which takes longer.
    let batch = parser == .columns ? Self.batch / 5 : Self.batch
    var batches = (0..<(Self.environment["CONCORD_SOAK"] == "1" ? parser.soak : 1)).map { $0 * batch..<($0 + 1) * batch }
    if let chosen = Self.environment["CONCORD_FUZZ"]?.split(separator: ":"), chosen.count == 2, let number = Int(chosen[1]) {
      batches = chosen[0] == parser.rawValue ? [number..<number + 1] : []
    }
    for batch in batches {
      let folder = try TemporaryFolder(), note = folder["note"]
      // A process of its own, so that a crash is a failure of this test and no more.
      let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        [parser = parser as Parser, first = batch.lowerBound as Int, end = batch.upperBound as Int, note = note as String] in
        try Self.read(parser, first..<end, note)
      }
      if result == nil {
        let number = FileManager.default.contents(atPath: note).map { String(decoding: $0, as: UTF8.self) } ?? "?"
        Issue.record("the injured input is CONCORD_FUZZ=\(parser.rawValue):\(number)")
      }
    }
  }

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
