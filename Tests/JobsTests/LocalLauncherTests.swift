import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Store
import Testing

@Suite struct LocalLauncherTests {
  @Test func jobsRunAfterTheirInputsAndOnlyOnce() throws {
    let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b", inputs: [a]), c = try bench.job("c", inputs: [b])
    let words = try bench.run([c, b, a], bench.launcher("done_"))
    #expect(words == ["start a", "done a", "start b", "done b", "start c", "done c"])
    #expect(try bench.run([c, b, a], bench.launcher("exit 9")) == [])
  }

  @Test func asManyRunAtOnceAsThereAreWorkers() throws {
    let bench = try Bench(), jobs = try (1...3).map { try bench.job("\($0)") }
    // Each of the first two waits for the other: with one worker this would not end.
    let meet = "mark here-$1; if [ $1 != 3 ]; then until [ -e here-$((3 - $1)) ]; do sleep 0.01; done; fi; done_"
    let words = try bench.run(jobs, bench.launcher(workers: 2, meet))
    #expect(words.prefix(2) == ["start 1", "start 2"])
    #expect(words.filter { $0.hasPrefix("done") }.count == 3)
  }

  @Test func memoryIsNotPromisedTwice() throws {
    let bench = try Bench(), jobs = try (1...3).map { try bench.job("\($0)", memory: 60) }
    let words = try bench.run(jobs, bench.launcher(workers: 3, memory: 100, "done_"))
    #expect(words == ["start 1", "done 1", "start 2", "done 2", "start 3", "done 3"])
  }

  @Test func aJobThatNeedsMoreThanThereIsStopsAllBeforeAnyStarts() throws {
    let bench = try Bench(), jobs = [try bench.job("small", memory: 60), try bench.job("large", memory: 120)]
    #expect(throws: JobsError.memory(job: "large", needs: 120, has: 100)) {
      try bench.run(jobs, bench.launcher(workers: 3, memory: 100, "mark started; done_"))
    }
    #expect(try !bench.folder.names.contains("started"))
  }

  @Test func whatAWorkerTellsIsReported() throws {
    let bench = try Bench(), job = try bench.job("a")
    let words = try bench.run(
      [job], bench.launcher(#"echo '{"fraction":0.25}'; echo chatter; printf '{"fraction":0.5,'; echo '"note":"epoch 2"}'; done_"#))
    #expect(words == ["start a", "advance a 0.25 ", "advance a 0.5 epoch 2", "done a"])
  }

  @Test func aWorkerThatASignalEndedIsStartedOnceMore() throws {
    let bench = try Bench(), a = try bench.job("a")
    let words = try bench.run([a], bench.launcher("if [ -e once ]; then done_; else mark once; kill -KILL $$; fi"))
    #expect(words == ["start a", "retry a: signal 9 ended its worker", "start a", "done a"])
    let b = try bench.job("b"), error = #expect(throws: JobsError.self) { try bench.run([b], bench.launcher("kill -KILL $$")) }
    guard case .failed(let failures, unfinished: 1) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(failures[0].code == nil && failures[0].reason.contains("signal 9 ended its worker twice"))
  }

  /// As `kill` of one worker by its number does: it keeps its state and ends with 128 and the signal.
  @Test func aWorkerThatWasToldToStopIsStartedOnceMore() throws {
    let bench = try Bench(), a = try bench.job("a")
    let words = try bench.run([a], bench.launcher("if [ -e once ]; then done_; else mark once; exit 143; fi"))
    #expect(words == ["start a", "retry a: signal 15 ended its worker", "start a", "done a"])
  }

  /// Workers are told to end and keep what they have; what waits does not start.
  @Test func whenTheTimeIsUpWorkersEndAndNothingStarts() throws {
    let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b")
    let script = "trap 'mark told; exit 143' TERM; mark here; while :; do sleep 0.01; done"
    #expect(throws: JobsError.timeIsUp(unfinished: 2)) {
      try bench.run([a, b], bench.launcher(workers: 1, limit: .milliseconds(300), script))
    }
    let names = try bench.folder.names
    #expect(names.contains("here") && names.contains("told"))
    #expect(try bench.run([a, b], bench.launcher(limit: .seconds(600), "done_")).filter { $0.hasPrefix("done") }.count == 2)
  }

  @Test func aFailureStopsWhatHangsOnItAndSaysTheWorkersLastWords() throws {
    let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b", inputs: [a]), c = try bench.job("c")
    let error = #expect(throws: JobsError.self) {
      try bench.run(
        [a, b, c], bench.launcher(workers: 1, "if [ $1 = a ]; then echo first >&2; echo 'loss is not a number' >&2; exit 1; fi; done_"))
    }
    guard case .failed(let failures, unfinished: 2) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(failures.map(\.job.label) == ["a"] && failures[0].code == 1)
    #expect(failures[0].reason == "its worker ended with code 1:\n  first\n  loss is not a number")
    #expect(try bench.results.stale([a, b, c]).map(\.job.label) == ["a", "b"])
  }

  @Test func missingDataStopsAllThatWouldMissItToo() throws {
    let bench = try Bench(), jobs = try (1...5).map { try bench.job("\($0)") }
    let error = #expect(throws: JobsError.self) { try bench.run(jobs, bench.launcher(workers: 1, "exit 4")) }
    guard case .failed(let failures, unfinished: 5) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(failures.count == 1 && failures[0].code == 4)
  }

  @Test func aWorkerThatLeavesNoRunFileHasFailed() throws {
    let bench = try Bench(), a = try bench.job("a")
    let error = #expect(throws: JobsError.self) { try bench.run([a], bench.launcher("exit 0")) }
    guard case .failed(let failures, unfinished: 1) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(failures[0].reason == "its worker ended well but left no valid run file (not run yet)")
  }

  @Test func anExecutableThatIsAbsentIsNamed() throws {
    let bench = try Bench(), graph = try JobGraph([bench.job("a")], in: bench.results)
    let launcher = LocalLauncher(
      executable: "/nowhere/concord", results: bench.results, workers: 1, environment: [:], elapsed: bench.clock.stopwatch()
    ) { _ in [] }
    #expect(throws: JobsError.cannotStart(executable: "/nowhere/concord", reason: "No such file or directory")) {
      try launcher.run(graph, stale: graph.jobs) { _ in }
    }
  }

  @Test func workersSeeOneThreadAndTheNamedCore() throws {
    let bench = try Bench(), a = try bench.job("a")
    let environment = LocalLauncher.environment(["PATH": "/usr/bin:/bin", "OPENBLAS_NUM_THREADS": "8"], coreType: "Haswell")
    _ = try bench.run([a], bench.launcher(environment: environment, "[ $OPENBLAS_NUM_THREADS$OPENBLAS_CORETYPE = 1Haswell ] && done_"))
  }

  @Test func workersInheritNoOpenFile() throws {
    let bench = try Bench(), a = try bench.job("a"), file = open(bench.folder.path, O_RDONLY)
    defer { close(file) }
    _ = try bench.run([a], bench.launcher("[ ! -e /proc/self/fd/\(file) ] && [ -z \"$(cat)\" ] && done_"))
  }

  /// Ctrl-C at the launcher: workers get SIGTERM, keep their state, are waited for; the next run goes on.
  @Test func anInterruptIsHandedOnAndWaitedFor() async {
    await #expect(processExitsWith: .success) {
      let bench = try Bench(), jobs = try (1...3).map { try bench.job("\($0)") }, parent = getpid()
      let script = "me=$1; trap 'sleep 0.1; mark kept-$me; exit 130' TERM; mark up-$1; until [ -e up-1 -a -e up-2 ]; do sleep 0.01; done; "
      let error = #expect(throws: JobsError.self) {
        try bench.run(jobs, bench.launcher("\(script) [ $1 = 1 ] && kill -INT \(parent); while true; do sleep 0.02; done"))
      }
      #expect(error == .interrupted(signal: SIGINT, unfinished: 3))
      let names = try bench.folder.names
      #expect(names.contains("kept-1") && names.contains("kept-2") && !names.contains("up-3"))
      #expect(Interruption.signal == SIGINT)
      // What comes after the jobs can be stopped as ever.
      var now = sigaction()
      sigaction(SIGINT, nil, &now)
      #expect(now.__sigaction_handler.sa_handler == nil)
    }
  }

  /// Ctrl-C at the last moment: the job ends well, and what would come next is still not begun.
  @Test func anInterruptCountsWhenNoJobIsLeft() async {
    await #expect(processExitsWith: .success) {
      let bench = try Bench(), job = try bench.job("1"), parent = getpid()
      let error = #expect(throws: JobsError.self) {
        try bench.run([job], bench.launcher("trap '' TERM; kill -INT \(parent); sleep 0.2; done_"))
      }
      #expect(error == .interrupted(signal: SIGINT, unfinished: 0))
      let said = error?.description ?? ""
      #expect(said.contains("what follows these jobs is not done"))
    }
  }

  /// A launcher killed with SIGKILL takes its workers with it.
  @Test func workersDieWithTheirLauncher() async throws {
    let bench = try Bench(), worker = bench.folder["worker"]
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = worker as String, folder = bench.folder.path as String] in
      setenv("TMPDIR", folder, 1)
      let inner = try Bench(), a = try inner.job("a"), parent = getpid()
      _ = try inner.run([a], inner.launcher("echo $$ > '\(path)'; kill -KILL \(parent); sleep 60"))
    }
    let text = try String(contentsOfFile: worker, encoding: .utf8), process = try #require(pid_t(text.dropLast()))
    let deadline = bench.clock.now + .seconds(5)
    while kill(process, 0) == 0, bench.clock.now < deadline { usleep(5_000) }
    #expect(kill(process, 0) != 0 && errno == ESRCH)
  }
}
