import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Testing

/// Slurm's commands, played by shell scripts.
@Suite struct SlurmCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ script: String) throws {
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: folder["\(name).text"]))
    // By another process: what this one had open for writing a child that starts in another test may still hold, and then it cannot be run.
    #expect(system("cd '\(folder.path)' && cp '\(name).text' '\(name)' && chmod 755 '\(name)'") == 0)
  }

  private var environment: [String: String] { ["PATH": "\(folder.path):/usr/bin:/bin"] }

  /// A clock on which minutes pass between any two looks once a command has written down its process.
  private func leaping(_ leap: Int) -> () -> Duration {
    var seconds = 0
    return { [path = folder["process"]] in
      if FileManager.default.contents(atPath: path)?.last == 10 { seconds += leap }
      return .seconds(seconds)
    }
  }

  @Test func aCommandThatHangsIsGivenUpByName() throws {
    try write("squeue", "echo $$ >'\(folder["process"])'; exec sleep 600")
    let slurm = Slurm(environment: environment, elapsed: leaping(30), limit: .seconds(60))
    let error = #expect(throws: JobsError.unanswered(command: "squeue", seconds: 60)) { try slurm.queue(named: "x") }
    #expect(error?.description.contains("scontrol ping") == true)
    let text = try String(contentsOfFile: folder["process"], encoding: .utf8), process = try #require(pid_t(text.filter(\.isNumber)))
    #expect(kill(process, 0) != 0, "it goes on")
  }

  /// Of a number that it has forgotten Slurm says so, with an error: nothing at all is no answer.
  @Test func anAnswerOfNothingIsNone() throws {
    for name in ["scontrol", "sacct"] { try write(name, "exit 0") }
    #expect(Slurm(environment: environment, elapsed: { .zero }).states(of: 7, named: "x").isSilent)
    try write("scontrol", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1")
    #expect(Slurm(environment: environment, elapsed: { .zero }).states(of: 7, named: "x").isSilent == false)
  }

  /// Sites wrap Slurm's commands in scripts: what these start ends with them, when they are given up and when a signal comes, whoever watches for it.
  @Test func theChildrenOfACommandThatIsGivenUpEndWithIt() async throws {
    func script(_ more: String) throws { try write("squeue", "sleep 600 & echo $! >'\(folder["process"])'; \(more) wait") }
    func child() throws -> Int { try #require(Int(try String(contentsOfFile: folder["process"], encoding: .utf8).filter(\.isNumber))) }
    try script("")
    let slurm = Slurm(environment: environment, elapsed: leaping(30), limit: .seconds(60))
    #expect(throws: JobsError.unanswered(command: "squeue", seconds: 60)) { try slurm.queue(named: "x") }
    #expect(try hasEnded(child()), "its child goes on")
    try script("kill -INT $PPID;")
    await #expect(processExitsWith: .signal(SIGINT)) { [path = folder.path as String] in
      _ = try Slurm(environment: ["PATH": "\(path):/usr/bin:/bin"], elapsed: { .zero }).queue(named: "x")
    }
    #expect(try hasEnded(child()), "its child goes on")
  }

  /// Within some seconds: gone, or dead and not yet taken away by whoever inherited it.
  private func hasEnded(_ process: Int) -> Bool {
    for _ in 0..<500 {
      let line = FileManager.default.contents(atPath: "/proc/\(process)/stat").map { String(decoding: $0, as: UTF8.self) } ?? ") Z"
      if line.split(separator: ")").last?.hasPrefix(" Z") == true { return true }
      usleep(10_000)
    }
    return false
  }

  @Test func anAnswerIsBoundedAndWhatCannotBeReadIsShownCut() throws {
    try write("squeue", "exec yes 1_1")
    let slurm = Slurm(environment: environment, elapsed: { .zero })
    #expect(throws: JobsError.scheduler(command: "squeue", reason: "it answers more than 64 MB")) { try slurm.queue(named: "x") }
    try write("squeue", "printf '\\033[31m%0200d' 0")
    #expect(
      throws: JobsError.scheduler(command: "squeue", reason: "its answer cannot be read: \\u{1B}[31m\(String(repeating: "0", count: 75))…")
    ) {
      try slurm.queue(named: "x")
    }
  }

  /// It tries again for minutes of its own accord, and may have been heard.
  @Test func aSubmissionHasMinutes() throws {
    try write("sbatch", "echo $$ >'\(folder["process"])'; exec sleep 600")
    let slurm = Slurm(environment: environment, elapsed: leaping(200))
    #expect(throws: JobsError.unanswered(command: "sbatch", seconds: 600)) { try slurm.submit([]) }
  }

  /// What a signal cut off is no fault of Slurm's, and what was being submitted stays written down.
  @Test(arguments: ["squeue", "sbatch"]) func aSignalIsNoFaultOfSlurms(command: String) async throws {
    let hangs = "kill -INT $PPID; exec sleep 600"
    try write("squeue", command == "squeue" ? "[ ! -e '\(folder["asked"])' ] || { \(hangs); }; touch '\(folder["asked"])'" : "true")
    try write("scontrol", "echo 'MaxArraySize = 100'")
    try write("sbatch", command == "sbatch" ? hangs : "echo 100")
    await #expect(processExitsWith: .exitCode(7)) { [path = folder.path as String, command = command as String] in
      let bench = try Bench(), job = try bench.job("a"), slurm = Slurm(environment: ["PATH": "\(path):/usr/bin:/bin"], elapsed: { .zero })
      let launcher = SlurmLauncher(slurm, SlurmOptions(), executable: "/bin/concord", results: bench.results, elapsed: { .zero }, pause: {})
      let graph = try JobGraph([job], in: bench.results).estimated(in: bench.results, images: [:], threads: 1)
      var remarks: [String] = []
      do {
        try launcher.run(graph, stale: graph.jobs) { if case .remarked(let words) = $0 { remarks.append(words) } }
      } catch JobsError.detached(SIGINT, queued: command == "squeue" ? 1 : 0, unfinished: 1, _) {
        let isKept = try Submissions(results: bench.results.folder).all().count == 1
        exit(isKept && remarks == (command == "squeue" ? ["submitted 1 job to Slurm as array 100"] : []) ? 7 : 8)
      }
    }
  }

  /// Without anybody who watches for signals they have their own effect.
  @Test func aSignalEndsTheWaitForACommandThatHangs() async throws {
    try write("squeue", "kill -INT $PPID; exec sleep 600")
    await #expect(processExitsWith: .exitCode(7)) { [path = folder.path as String] in
      let bench = try Bench(), job = try bench.job("a"), slurm = Slurm(environment: ["PATH": "\(path):/usr/bin:/bin"], elapsed: { .zero })
      let launcher = SlurmLauncher(slurm, SlurmOptions(), executable: "/bin/concord", results: bench.results, elapsed: { .zero })
      do { _ = try bench.run([job], launcher) } catch JobsError.detached(SIGINT, queued: nil, unfinished: 1, _) { exit(7) }
    }

    let words = JobsError.detached(signal: SIGINT, queued: nil, unfinished: 3, cancel: "scancel").description
    #expect(words.contains("Slurm has not said how many of 3 jobs that are not done it has"))
  }

  @Test func whatBecameOfTasksIsReadFromEitherCommand() throws {
    let database = TaskStates(reading: "12_0|COMPLETED\n12_1|CANCELLED by 0\n12_[3-4]|PENDING\n")
    #expect((0...5).map { database[$0] } == ["COMPLETED", "CANCELLED", nil, "PENDING", "PENDING", nil])
    let controller = TaskStates(
      reading: """
        JobId=14 ArrayJobId=12 ArrayTaskId=2 JobName=x JobState=TIMEOUT Reason=TimeLimit
        JobId=12 ArrayJobId=12 ArrayTaskId=5,7 JobState=PENDING
        """)
    #expect([2, 5, 6, 7].map { controller[$0] } == ["TIMEOUT", "PENDING", nil, "PENDING"])
    // As 22.05 tells of an array that was cancelled whole.
    #expect(TaskStates(reading: "JobId=1 ArrayJobId=1 ArrayTaskId=4294967294 JobName=x JobState=CANCELLED Reason=None\n")[3] == "CANCELLED")
    #expect(TaskStates(reading: "slurm_load_jobs error: Invalid job id specified\n")[0] == nil)
    try write("sacct", "exit 1")
    try write("scontrol", "echo $* >>'\(folder["asked"])'; echo 'ArrayTaskId=1 JobState=NODE_FAIL'")
    let states = Slurm(environment: environment, elapsed: { .zero }).states(of: 12, named: "a-1")
    #expect(states[1] == "NODE_FAIL" && states[0] == nil)
    #expect(try String(contentsOfFile: folder["asked"], encoding: .utf8) == "--oneliner show job 12\n")
    #expect(!states.mayGoOn(1) && !states.mayGoOn(0))
    // The database fills in what the controller has forgotten, and hears of ends later than it.
    try write("sacct", "printf '12_0|COMPLETED\\n12_1|RUNNING\\n12_2|RUNNING\\n'")
    let both = Slurm(environment: environment, elapsed: { .zero }).states(of: 12, named: "a-1")
    // What runs only for the database may have ended long ago.
    #expect(both[0] == "COMPLETED" && both[1] == "NODE_FAIL" && both[2] == nil && !(0...2).contains { both.mayGoOn($0) })
    // An array that got the number later says nothing of this one; a controller that does not answer has not forgotten.
    try write("scontrol", "echo 'ArrayTaskId=1 JobState=PENDING Comment=b-1'; echo 'ArrayTaskId=2 JobState=REQUEUE_HOLD Comment=a-1'")
    let later = Slurm(environment: environment, elapsed: { .zero }).states(of: 12, named: "a-1")
    #expect(!later.mayGoOn(1) && later.mayGoOn(2) && later[2] == "REQUEUE_HOLD")
    for (words, mayGoOn) in [("Invalid job id specified", false), ("Unable to contact slurm controller", true)] {
      try write("scontrol", "echo 'slurm_load_jobs error: \(words)' >&2; exit 1")
      #expect(Slurm(environment: environment, elapsed: { .zero }).states(of: 12, named: "a-1").mayGoOn(0) == mayGoOn, "\(words)")
    }
    // A range that cannot be read says nothing of anybody.
    #expect(TaskStates(reading: "12_[0-9,...]|CANCELLED\n")[3] == nil)
  }
}
