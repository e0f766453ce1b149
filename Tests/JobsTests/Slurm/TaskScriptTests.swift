import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Testing

/// The script of an array, run by the shell with a worker and an `scontrol` that are scripts themselves.
@Suite struct TaskScriptTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Ends with the worker's code; what it printed and what it told `scontrol`.
  private func run(worker: String, task: Int = 0, restarts: Int = 0, signal: Int32? = nil) throws -> (
    code: Int32, log: String, told: String
  ) {
    let name = "it's a folder", quoted = folder["it'\\''s a folder"]
    try FileManager.default.createDirectory(atPath: folder["\(name)/bin"], withIntermediateDirectories: true)
    func program(_ file: String, _ text: String) throws {
      try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: folder["\(name)/\(file).text"]))
      // By another process: what this one had open for writing a child that starts in another test may still hold, and then it cannot be run.
      #expect(system("cd '\(quoted)' && cp '\(file).text' '\(file)' && chmod 755 '\(file)'") == 0)
    }
    try program("worker", "cd '\(quoted)'; echo \"$@\" >arguments; \(worker)")
    // As Slurm does it kills the task that is queued again.
    try program("bin/scontrol", "echo \"$@\" >>'\(quoted)/told'; kill -KILL $PPID")
    let script = TaskScript(
      executable: folder["\(name)/worker"], results: folder[name], list: folder["\(name)/jobs"], threads: 3, requeues: 2)
    try Data("first\nsecond\nthird\n".utf8).write(to: URL(filePath: folder["\(name)/jobs"]))
    try Data(script.text.utf8).write(to: URL(filePath: folder["script"]))
    let sender = signal.map { "(until [ -e '\(quoted)/up' ]; do sleep 0.01; done; kill -\($0) $me) & " } ?? ""
    // The script is the very process that gets the signal.
    let line =
      "me=$$; \(sender)exec env PATH='\(quoted)/bin':\"$PATH\" SLURM_ARRAY_TASK_ID=\(task) SLURM_JOB_ID=99 SLURM_ARRAY_JOB_ID=99 SLURM_RESTART_COUNT=\(restarts) "
      + "/bin/sh '\(folder["script"])' >'\(folder["log"])' 2>&1"
    let status = system("/bin/sh -c '\(line.replacing("'", with: "'\\''"))'")
    func text(_ path: String) -> String { FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? "" }
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    return (code, text(folder["log"]), text(folder["\(name)/told"]))
  }

  @Test func aTaskDoesTheJobOfItsNumber() throws {
    let (code, log, told) = try run(worker: "echo hello; exit 0", task: 1)
    let arguments = try String(contentsOfFile: folder["it's a folder/arguments"], encoding: .utf8)
    let results = folder["it's a folder"]
    #expect(arguments == "run-job \(results)/specs/second.json --results \(results) --threads 3 --wait\n")
    #expect(code == 0 && told.isEmpty && log.contains("concord-task: second starts on ") && log.contains("Slurm's job 99, start 1"))
    #expect(log.hasSuffix("hello\nconcord-task: ended with code 0\n"))
  }

  @Test(arguments: [1, 4, 137]) func theWorkersCodeIsTheTasks(number: Int32) throws {
    let (code, log, told) = try run(worker: "exit \(number)")
    #expect(code == number && told.isEmpty && log.hasSuffix("concord-task: ended with code \(number)\n"))
  }

  private static let untilStopped = "trap 'echo kept; exit 143' TERM; touch up; while :; do sleep 0.05; done"

  @Test func beforeTheTimeLimitAWorkerKeepsItsStateAndIsQueuedAgain() throws {
    let (code, log, told) = try run(worker: Self.untilStopped, signal: SIGUSR1)
    #expect(told == "requeue 99_0\n" && code == 128 + SIGKILL && log.contains("kept\nconcord-task: its time limit is near"))
    #expect(!log.contains("ended with code"))
  }

  /// A worker that is done when the signal comes needs no other turn.
  @Test func aJobThatIsDoneIsNotQueuedAgain() throws {
    let (code, log, told) = try run(worker: "trap 'exit 0' TERM; touch up; while :; do sleep 0.05; done", signal: SIGUSR1)
    #expect(code == 0 && told.isEmpty && log.hasSuffix("ended with code 0\n"))
  }

  @Test func whatIsCancelledIsNotQueuedAgain() throws {
    let (code, log, told) = try run(worker: Self.untilStopped, signal: SIGTERM)
    #expect(code == 143 && told.isEmpty && log.hasSuffix("kept\nconcord-task: ended with code 143\n"))
  }

  @Test func aTaskIsNotQueuedAgainForEver() throws {
    let (code, _, told) = try run(worker: Self.untilStopped, restarts: 2, signal: SIGUSR1)
    #expect(code == 143 && told.isEmpty)
  }
}
