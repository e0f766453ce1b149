import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

/// `concord status` of what Slurm was given, whose commands are shell scripts.
@Suite struct StatusTests {
  private let folder: TemporaryFolder, common: [String]

  init() throws {
    folder = try TemporaryFolder()
    // Without pilots evaluations are in a round with the supernets that they read.
    common = try TinyExperiment.write(
      in: folder, ("{name: spos}}", "{name: spos}, rate: 1}"), ("gradients: sum}}", "gradients: sum}, rate: 0.5}"))
    try FileManager.default.createDirectory(atPath: folder["bin"], withIntermediateDirectories: true)
    try write("sbatch", "n=$(ls '\(folder.path)' | grep -c ^sent); touch \"\(folder.path)/sent$n\"; echo $((n + 1))")
    try write("scontrol", "echo 'MaxArraySize = 1001'")
    for name in ["sacct", "sinfo"] { try write(name, "exit 1") }
  }

  private func write(_ name: String, _ script: String) throws {
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: folder["bin/\(name).text"]))
    // By another process: what this one had open for writing a child that starts in another test may still hold, and then it cannot be run.
    #expect(system("cd '\(folder["bin"])' && cp '\(name).text' '\(name)' && chmod 755 '\(name)'") == 0)
  }

  private func run(_ command: String, _ more: [String] = []) async throws -> Invocation {
    try await Invocation(
      [command] + more + (command == "status" ? Array(common.dropLast(2)) : common), environment: ["PATH": "\(folder["bin"]):/usr/bin:/bin"]
    )
  }

  /// Submits supernets and evaluations and goes away: the second question ends the watching. How many tasks there are.
  private func submit() async throws -> Int {
    let local = try await run("reproduce")
    #expect(local.code == 0, "\(local.errors)")
    for kind in ["supernet", "evaluation"] { try FileManager.default.removeItem(atPath: folder["results/\(kind)"]) }
    try write("squeue", "[ ! -e '\(folder["asked"])' ] || kill -INT $PPID; touch '\(folder["asked"])'")
    let run = try await run("reproduce", ["--launcher", "slurm"])
    #expect(run.code == 130, "\(run.errors)")
    try write("squeue", "exit 0")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder["results/slurm"]).filter { $0.hasSuffix("/jobs") }
    return try files.reduce(0) {
      try $0 + String(contentsOfFile: folder["results/slurm/\($1)"], encoding: .utf8).split(separator: "\n").count
    }
  }

  /// As after `scancel` of all while a node is drained: inputs of some are not there, and none of them began.
  @Test func whatWasCancelledBeforeItBeganIsCalledSo() async throws {
    let tasks = try await submit()
    try write("scontrol", "echo \"JobId=$4 ArrayJobId=$4 ArrayTaskId=4294967294 JobState=CANCELLED Reason=None\"")
    let alone = try await run("status")
    #expect(alone.code == 0 && alone.errors == "asking Slurm what it has of these jobs\n")
    #expect(
      alone.output.contains("\(tasks) tasks left the queue without a run file\n  \(tasks) before their start (Slurm says CANCELLED): "))
    #expect(
      alone.output.contains(
        "and \(tasks - 1) more\nnothing is in Slurm's queue; 'concord reproduce --launcher slurm' submits what is not done"))
    #expect(!alone.output.contains("began before"), "\(alone.output)")
    let answer: JSON = try await run("status", ["--json"]).json
    #expect(answer["slurm.lost"]?.array?.count == tasks && answer["slurm.without_inputs"]?.number == 0)
    let lock = try JobLock(folder["results/reproduce.lock"]), watched = try await run("status")
    _ = consume lock
    #expect(watched.output.contains("the reproduce that runs, where it is one with --launcher slurm, submits what is not done"))
    #expect(!watched.output.contains("'concord reproduce"), "\(watched.output)")
  }

  /// What is asked of a cluster is no number of this machine's workers.
  @Test func aDryRunForAClusterSaysWhatIsAskedOfIt() async throws {
    try write("squeue", "exit 0")
    let run = try await run("reproduce", ["--launcher", "slurm", "--dry-run"]), text = run.output
    #expect(run.code == 0 && text.contains(" one after another with 1 thread each; when they run is Slurm's to say\n"), "\(text)")
    #expect(text.contains("MB in the largest worker; disk: ") && text.contains("asked of Slurm for the first round, as arrays:\n"))
    #expect(text.contains("tasks of 1 core, 1024 MB and 10 min each") && !text.contains("workers") && !text.contains("at once"), "\(text)")
    let answer: JSON = try await self.run("reproduce", ["--launcher", "slurm", "--dry-run", "--json"]).json
    #expect(answer["experiments.0.workers"] == .null && answer["experiments.0.memory_bytes"] == .null)
    let local = try await self.run("reproduce", ["--dry-run", "--workers", "1"])
    #expect(local.output.contains(" with 1 worker × 1 thread\n") && local.output.contains("MB at once"), "\(local.output)")
  }

  /// What the queue does not list and the controller has is not lost, and a task that began without its input is neither.
  @Test func whatTheControllerHasIsNotLost() async throws {
    let tasks = try await submit()
    try write("scontrol", "for n in $(seq 0 99); do echo \"ArrayTaskId=$n JobState=PENDING\"; done")
    let pending = try await run("status")
    #expect(pending.output.contains("\(tasks) tasks may be Slurm's although 'squeue' does not list them"), "\(pending.output)")
    #expect(!pending.output.contains("left the queue") && pending.output.contains("scancel --name=concord-"))
    try write("scontrol", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder["results/slurm"]) {
      try Data("concord-task: x starts on y\n".utf8).write(to: URL(filePath: folder["results/slurm/\(name)/0.log"]))
    }
    let begun = try await run("status")
    let lines = begun.output.split(separator: "\n"),
      lost = lines.first { $0.contains("after their start") || $0.contains("after its start") }
    #expect(lost != nil && lines.contains { $0.contains("began before the inputs were there: 'reproduce' submits") }, "\(begun.output)")
  }
}
