import Fixtures
import FoundationEssentials
import Glibc
import Store
import Subprocess
import SystemPackage
import Testing

/// What files of scores may look like, and what is said of those that cannot be read.
@Suite struct ScoreFileTests {
  /// n and tau of a file's two numeric columns.
  private func tau(_ text: String, _ options: String...) async throws -> (n: Double?, tau: Double?) {
    let file = try TemporaryFile(text, name: "scores")
    let answer = try await Invocation(["correlate", file.path, "--json"] + options)
    #expect(answer.code == 0, "\(answer.errors)")
    let json = try answer.json
    return (json["n"]?.number, json["tau_b.value"]?.number)
  }

  private func failure(_ text: String, _ options: String...) async throws -> String {
    let file = try TemporaryFile(text, name: "scores")
    let answer = try await Invocation(["correlate", file.path] + options)
    #expect([1, 2].contains(answer.code) && answer.output.isEmpty)
    return answer.errors
  }

  @Test(arguments: [
    "x,y\n1,1\n2,3\n3,2\n", "x\ty\n1\t1\n2\t3\n3\t2\n", "x;y\n1;1\n2;3\n3;2", "\u{FEFF}x,y\r\n1,1\r\n2,3\r\n3,2\r\n",
    "\"x\",\"the \"\"y\"\", of\nall\"\n\"1\",1\n 2 , 3 \n3,\"2\"\n\n\n", "1,1\n2,3\n3,2\n",
    "x,y\n1e0,+1.0\n.2e1,3.\n30E-1,0.00000000000000000002e20\n",
    #"[{"x": 1, "y": 1}, {"y": 3, "x": 2}, {"x": 3, "y": 2}]"#, #"{"x": [1, 2, 3], "y": [1, 3.0, 2e0], "name": ["a\"", "b\u00e9", "c"]}"#,
    "\u{FEFF} [ {\"\\u0078\" :1,\"y\":1} ,\n{\"\\u0078\":2,\"y\":3},{\"y\":2,\"\\u0078\":3}] ",
  ])
  func layoutsThatAreUnderstood(text: String) async throws {
    let found = try await tau(text)
    #expect(found.n == 3 && abs((found.tau ?? 0) - 1.0 / 3) < 1e-12)
  }

  @Test func numbersThatAreWordsAreHinted() async throws {
    #expect(try await failure("x\ty\n1,5\t2,5\n2,5\t3,5\n").contains("say --decimal comma"))
    #expect(try await failure("x;y\n1.234,5;2\n2.345,6;3\n").contains("signs between thousands are not read"))
  }

  @Test func numbersAreTheNearestDoubles() async throws {
    // 0.1 + 0.2 and 0.3 differ in the last place only: reading either wrongly makes a tie.
    let found = try await tau("x,y\n0.30000000000000004,2\n0.3,1\n0.1,0\n")
    #expect(found.tau == 1)
  }

  @Test(arguments: [
    ("x,y\n1,2\nnan,3\n", "1 of 2 architectures have no finite score"), ("x,y\n1,2\n2,-inf\n", "in column 'y'"),
    ("x,y\n1,2\n2,\n", "--failed last"), ("x,y\n1,2\n2,93 x\n", "line 3, column 'y': the value is '93 x', not a number"),
    ("x,y\n\"1\",\"2\"\n\n3,1e999\n", "no finite score"), ("x,y\n1,2\n3\n", "line 3 of"),
    ("x,y\n1,2,3\n", "has 3 fields where the first has 2"), ("x,x\n1,2\n", "two columns are called 'x'"),
    ("x,y\n1,\"2\n", "line 2 of"), ("x,y\n", "holds no scores"), ("", "holds no scores"),
    ("[{\"x\": 1,]", "is not JSON of scores"), ("[1, 2]", "is not JSON of scores"), ("[]", "holds no scores"),
    (#"[{"x": 1, "y": 2}, {"x": 2, "y": null}]"#, "no finite score"),
    ("{\"x\": [" + String(repeating: "[", count: 600), "nested more than 512 deep"),
    (#"[{"x": 1, "y": 2}, {"x": 2, "y": "bad"}]"#, "element 1, column 'y': the value is 'bad', not a number"),
  ])
  func whatCannotBeReadIsNamedWithItsPlace(text: String, said: String) async throws {
    let errors = try await failure(text, "--x", "x", "--y", "y")
    #expect(errors.contains(said), "\(errors)")
  }

  @Test func namesOfColumnsCannotSteerTheTerminal() async throws {
    let file = try TemporaryFile("x\u{1B}[2J,y\n1,2\n\u{7},3\n"),
      answer = try await Invocation("correlate", file.path, "--x", "x", "--y", "y")
    #expect(answer.code == 2 && answer.errors.contains("x\\u{1B}[2J") && !answer.errors.contains("\u{1B}"))
  }

  @Test func optionsSayHowAFileIsRead() async throws {
    #expect(try await tau("epoch 1\nx=1 y=1\nx=2 y=3\nx=3 y=2\n", "--log", #"x=(?<x>\d) y=(?<y>\d)"#).n == 3)
    #expect(try await tau(#"{"a": {"x": [1, 2, 3], "y": [1, 3, 2]}, "b": {"x": [1], "y": [1]}}"#, "--at", "a").n == 3)
    #expect(try await tau("x;y\n1,234;1\n1,345;3\n1,456;2\n", "--decimal", "comma").n == 3)
    let files = try TemporaryFolder()
    for (net, scores) in [(1, 1), (2, 3), (3, 2)] {
      try Data("{\"x\": \(net), \"y\": \(scores)}".utf8).write(to: URL(filePath: files["n\(net).json"]))
    }
    let json = try await Invocation("correlate", files[""], "--x", "x", "--y", "y", "--json").json
    #expect(json["n"]?.number == 3)
  }

  /// Where the system gives no memory there is a message, and no trace of a crash.
  @Test func noMemoryIsAMessage() async throws {
    let file = try TemporaryFile("x,y\n1,2\n")
    try #require(truncate(file.path, 900_000_000) == 0)
    let ended = try await Subprocess.run(
      .path("/bin/sh"), arguments: ["-c", "ulimit -v 700000; exec \"$0\" correlate \"$1\"", Fixtures.command, file.path],
      output: .string(limit: 1 << 10), error: .string(limit: 1 << 16))
    #expect(
      "\(ended.terminationStatus)" == "exited(1)" && ended.standardError.contains("concord: stopped (SIGABRT)"), "\(ended.standardError)")
    #expect(!ended.standardError.contains("Backtrac"))
  }

  @Test func badCellsOfOtherColumnsDoNotMatter() async throws {
    #expect(try await tau("x,y,z\n1,1,\n2,3,nan\n3,2,1\n", "--x", "x", "--y", "y").n == 3)
  }

  @Test func columnsOfHDF5AreNamedByTheirPath() async throws {
    let file = try TemporaryFile("", name: "place"), path = file.path + ".h5"
    let header = RunHeader(
      spec: "{}",
      provenance: Provenance(
        commit: "abc", dirty: false, compiler: "swift", cpu: "cpu", kernels: "avx2", blasBuild: "OpenBLAS", blasCore: "Zen",
        blasThreads: 1, started: "2026-01-01T00:00:00Z", expense: .none))
    let arrays = [NamedArray("scores/x", .integers([1, 2, 3])), NamedArray("scores/y", .doubles([1, 3, 2]))]
    try RunFile(kind: "notes", schema: 1, header: header, arrays: arrays).write(to: path)
    let json = try await Invocation("correlate", path, "--x", "scores/x", "--y", "scores/y", "--json").json
    #expect(json["n"]?.number == 3 && abs((json["tau_b.value"]?.number ?? 0) - 1.0 / 3) < 1e-12)
    // From a pipe as from its file: libhdf5 seeks, which a pipe cannot.
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    let piped = try await Invocation(["correlate", "-", "--x", "scores/x", "--y", "scores/y", "--json"], bytes: bytes)
    #expect(piped.code == 0 && piped.errors.isEmpty, "\(piped.errors)")
    #expect(try piped.json["tau_b.value"] == json["tau_b.value"] && piped.json["source"]?.text == "standard input")
    let broken = try await Invocation(["correlate", "-"], bytes: Array(bytes.prefix(bytes.count / 2)))
    #expect(broken.code == 1 && broken.errors.contains("standard input") && !broken.errors.contains("/proc/"))
    let lengths = try await Invocation("correlate", path, "--x", "provenance/wall_time", "--y", "scores/y")
    #expect(lengths.code == 1 && lengths.errors.contains("'provenance/wall_time' 1"))
    withExtendedLifetime(file) {}
  }
}
