import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Store
import Testing
import ToyKinds

@Suite struct SlurmLauncherTests {
  /// Sends a signal to this process and waits until its handler has run, on whichever thread.
  private static func interrupt(_ signal: Int32) {
    kill(getpid(), signal)
    while Interruption.signal != signal { usleep(1_000) }
  }

  @Test func allThatCanEverStartIsSubmittedAtOnceAndRunsInOrder() throws {
    let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b", inputs: [a]), c = try bench.job("c", inputs: [b])
    let slurm = SimulatedSlurm(bench) { _, _ in .done }
    let words = try bench.run([c, b, a], slurm.launcher(SlurmOptions(partition: "cpu", account: "me", threads: 2)))
    #expect(
      words == [
        "submitted 3 jobs to Slurm as arrays 100, 101, 102", "start a", "advance a 0.5 ", "2 tasks wait: Priority", "done a", "start b",
        "advance b 0.5 ", "done b", "start c", "advance c 0.5 ", "done c",
      ])
    #expect(slurm.submitted.count == 3 && slurm.submitted[1].contains("--dependency=afterany:100"))
    for word in ["--cpus-per-task=2", "--mem=1024M", "--time=10", "--signal=B:USR1@60", "--requeue", "--partition=cpu", "--account=me"] {
      #expect(slurm.submitted.allSatisfy { $0.contains(word) }, "\(word)")
    }
    // What is done needs neither logs nor a record.
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder["results/slurm"]).isEmpty)
    #expect(try bench.run([a, b, c], slurm.launcher()) == [] && slurm.submitted.count == 3)
  }

  @Test func aTaskThatWasKilledIsSubmittedOnceMore() throws {
    let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b", inputs: [a])
    let slurm = SimulatedSlurm(bench) { name, start in
      name == "a" ? start == 1 ? .killed : .done : bench.isFinished(a) ? .done : .code(4)
    }
    let words = try bench.run([a, b], slurm.launcher())
    #expect(words.contains("retry a: its task was ended") && words.last == "done b")
    // What hangs on it began in vain, and that does not count as a try.
    #expect(slurm.count == ["a": 2, "b": 2] && words.contains("postpone b") && !words.contains { $0.hasPrefix("retry b") })
  }

  @Test func aTaskThatSlurmForgetsIsSubmittedOnceMoreAndThenReported() throws {
    let bench = try Bench(), a = try bench.job("a"), slurm = SimulatedSlurm(bench) { _, _ in .cancelled }
    let error = #expect(throws: JobsError.self) { try bench.run([a], slurm.launcher()) }
    guard case .failed(let failures, unfinished: 1) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(failures[0].code == nil && failures[0].reason == "its task left the queue before it started (Slurm says CANCELLED), twice")
    #expect(slurm.submitted.count == 2)
  }

  /// As after `scancel` of all: one line for what ended alike at one look, and no task that never began is shown as one that runs.
  @Test func whatIsCancelledTogetherIsSaidTogether() throws {
    let bench = try Bench(), jobs = try (1...5).map { try bench.job("\($0)") }, late = try bench.job("late", inputs: [jobs[0]])
    let slurm = SimulatedSlurm(bench) { _, start in start == 1 ? .cancelled : .done }
    let words = try bench.run(jobs + [late], slurm.launcher())
    #expect(
      words.filter { $0.hasPrefix("submit again") } == [
        "submit again 1, 2, 3, 4, 5: its task left the queue before it started (Slurm says CANCELLED)"
      ], "\(words)")
    for job in jobs { #expect(words.count { $0 == "start \(job.label)" } == 1, "\(words)") }
    #expect(!words.contains { $0.hasPrefix("retry") } && words.last == "done late")
    let failing = try Bench(), own = try (1...3).map { try failing.job("\($0)") }
    let broken = SimulatedSlurm(failing) { _, _ in .code(1) }
    var said: [String] = []
    let graph = try JobGraph(own, in: failing.results).estimated(in: failing.results, images: [:], threads: 1)
    _ = #expect(throws: JobsError.self) {
      try broken.launcher().run(graph, stale: own) { if case .failed(let jobs, let reason) = $0 { said.append("\(jobs.count) \(reason)") } }
    }
    #expect(said == ["3 its worker ended with code 1; the last words of the first:\n  some words"])
  }

  /// Once for each change: that files are looked for, and why tasks wait.
  @Test func whatIsWaitedForIsSaidOnce() throws {
    let bench = try Bench(), jobs = try (1...8).map { try bench.job("\($0)") }
    let slurm = SimulatedSlurm(bench) { name, start in name == "1" && start == 1 ? .cancelled : .done }
    slurm.slots = 1
    var steps = 0
    let words = try bench.run(
      jobs,
      slurm.launcher {
        steps += 1
        slurm.reason = steps < 3 ? "Resources" : steps.isMultiple(of: 2) ? "Priority" : "ReqNodeNotAvail, UnavailableNodes:n\(steps)"
      })
    let said = words.filter { $0.contains("wait") || $0.contains("left the queue without") }
    #expect(said.count { $0.hasSuffix("left the queue without a run file; looking for 60 s") } == 1, "\(words)")
    #expect(said.count { $0.hasSuffix("wait: Resources") || $0.hasSuffix("waits: Resources") } == 1, "\(words)")
    #expect(said.count { $0.contains("ReqNodeNotAvail") } == 1, "\(words)")
    #expect(words.filter { $0.hasPrefix("done") }.count == 8)
  }

  @Test func aFailureStopsWhatHangsOnItAndSaysTheWorkersLastWords() throws {
    let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b", inputs: [a]), c = try bench.job("c"),
      d = try bench.job("d", inputs: [c])
    let slurm = SimulatedSlurm(bench) { name, _ in name == "a" ? .code(1) : name == "b" ? .code(4) : .done }
    let error = #expect(throws: JobsError.self) { try bench.run([a, b, c, d], slurm.launcher()) }
    guard case .failed(let failures, unfinished: 2) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(failures.map(\.job.label) == ["a"] && failures[0].code == 1)
    #expect(failures[0].reason == "its worker ended with code 1:\n  some words")
    // c and d stood in the arrays of a and b, and were done all the same.
    #expect(try bench.results.stale([a, b, c, d]).map(\.job.label) == ["a", "b"])
    #expect(slurm.count["a"] == 1 && slurm.submitted.count == 2)
    // The log of what failed stays for who looks.
    #expect(try Submissions(results: bench.results.folder).all().map(\.id) == [100])
  }

  /// Slurm's word counts for nothing where the run file is there.
  @Test func aRunFileIsTheTruth() throws {
    let bench = try Bench(), a = try bench.job("a")
    let slurm = SimulatedSlurm(bench) { _, _ in .killed }
    let words = try bench.run([a], slurm.launcher { try? bench.finish(a.digest.hex) })
    #expect(words.last == "done a" && slurm.submitted.count == 1)
    let b = try bench.job("b"), empty = SimulatedSlurm(bench) { _, _ in .code(0) }
    let error = #expect(throws: JobsError.self) { try bench.run([b], empty.launcher()) }
    guard case .failed(let failures, _) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(failures[0].reason.contains("its worker ended well but left no valid run file (not run yet), twice"))
  }

  /// The first launcher is stopped while its tasks wait and run; the second takes them up and submits what is new.
  @Test func whoComesBackTakesUpTheQueue() async {
    await #expect(processExitsWith: .success) {
      let bench = try Bench(), jobs = try (1...4).map { try bench.job("\($0)") }, late = try bench.job("late", inputs: [jobs[3]])
      var ends = false
      let slurm = SimulatedSlurm(bench) { _, _ in ends ? .done : .runs }
      slurm.slots = 2
      let error = #expect(throws: JobsError.self) { try bench.run(jobs, slurm.launcher { Self.interrupt(SIGINT) }) }
      guard case .detached(SIGINT, queued: 4, unfinished: 4, let cancel) = error else { fatalError("\(String(describing: error))") }
      #expect(cancel.hasPrefix("scancel --name=concord-"))
      // As if that launcher had been killed before it knew the number of what it submitted.
      let record = Submissions(results: bench.results.folder)
      for submission in try record.all() {
        let path = bench.folder["results/slurm/\(submission.name)/submission.json"]
        try Data(try String(contentsOfFile: path, encoding: .utf8).replacing("\"id\":100,", with: "").utf8).write(to: URL(filePath: path))
      }
      #expect(try record.all().map(\.id) == [nil])
      ends = true
      let words = try bench.run(jobs + [late], slurm.launcher())
      #expect(words.first == "Slurm has 4 of these jobs in its queue already (100)")
      #expect(slurm.submitted.count == 2 && slurm.submitted[1].contains("--dependency=afterany:100"))
      #expect(slurm.count == ["1": 1, "2": 1, "3": 1, "4": 1, "late": 1] && words.last == "done late")
    }
  }

  /// An empty answer with code 0 is no proof that a task is gone, at the beginning as little as later: Slurm is asked by the array's number.
  @Test(arguments: [false, true]) func whatTheQueueDoesNotListIsAskedForByNumberBeforeItIsSubmittedAgain(isDeaf: Bool) async {
    await #expect(processExitsWith: .success) { [isDeaf] in
      let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b", inputs: [a]), c = try bench.job("c")
      let slurm = SimulatedSlurm(bench) { _, _ in .done }
      slurm.slots = 0
      _ = #expect(throws: JobsError.self) { try bench.run([a, b, c], slurm.launcher { Self.interrupt(SIGINT) }) }
      (slurm.blanks, slurm.isDeaf) = (40, isDeaf)
      let words = try bench.run([a, b, c], slurm.launcher { if slurm.blanks <= 0 { slurm.slots = .max } })
      #expect(
        words.first == "Slurm was given 3 of these jobs before, and neither its queue nor a run file has them; looking for them for 60 s")
      #expect(words.count { $0.contains("may be Slurm's although 'squeue' does not list them") } == 1, "\(words)")
      #expect(slurm.submitted.count == 2 && slurm.count == ["a": 1, "b": 1, "c": 1] && words.last == "done b", "\(words)")
    }
  }

  /// It is submitted again after the time of looking, and with it what waits for it; that is no try.
  @Test func whatSlurmForgotWhileNobodyWatchedIsLookedForAndSubmittedAgain() async {
    await #expect(processExitsWith: .success) {
      let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b", inputs: [a])
      let slurm = SimulatedSlurm(bench) { name, start in
        name == "a" ? start == 1 ? .killed : .done : bench.isFinished(a) ? .done : .code(4)
      }
      slurm.slots = 0
      _ = #expect(throws: JobsError.self) { try bench.run([a, b], slurm.launcher { Self.interrupt(SIGINT) }) }
      slurm.forget()
      slurm.slots = .max
      // One who begins and goes away at once has looked too: as if that had been 40 s ago.
      _ = #expect(throws: JobsError.self) { try bench.run([a, b], slurm.launcher { Self.interrupt(SIGTERM) }) }
      for submission in try Submissions(results: bench.results.folder).all() {
        let time = timespec(tv_sec: FileStamp.now() / 1_000_000_000 - 40, tv_nsec: 0)
        try #require(utimensat(AT_FDCWD, bench.folder["results/slurm/\(submission.name)/missed"], [time, time], 0) == 0)
      }
      var submitted = Double.infinity
      let before = slurm.seconds,
        words = try bench.run(
          [a, b], slurm.launcher { if slurm.submitted.count > 2 { submitted = min(submitted, slurm.seconds) } })
      // 20 s are left of the 60, less what a slow machine took since; without that memory it would be all of them.
      #expect(submitted - before < 40, "\(submitted - before)")
      #expect(words[1].hasPrefix("submitted 2 jobs to Slurm"), "\(words)")
      // Nobody saw the first: the one that is killed is the first try.
      #expect(words.filter { $0.hasPrefix("retry") } == ["retry a: its task was ended"] && words.last == "done b")
    }
  }

  /// What failed and was mended is not looked for: its log says that it ended.
  @Test func whatEndedWithACodeIsSubmittedAtOnce() throws {
    let bench = try Bench(), a = try bench.job("a"), slurm = SimulatedSlurm(bench) { _, start in start == 1 ? .code(1) : .done }
    _ = #expect(throws: JobsError.self) { try bench.run([a], slurm.launcher()) }
    let before = slurm.seconds
    #expect(try bench.run([a], slurm.launcher()) == ["submitted 1 job to Slurm as array 101", "start a", "advance a 0.5 ", "done a"])
    #expect(slurm.seconds < before + 60)
  }

  /// As a full disk leaves them, or one who was killed before he wrote the record.
  @Test func whatWasGivenUpBeforeItWasSubmittedIsSweptAway() throws {
    let bench = try Bench(), a = try bench.job("a"), slurm = SimulatedSlurm(bench) { _, _ in .done }
    try FileManager.default.createDirectory(atPath: bench.folder["results/slurm/0123-1"], withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: bench.folder["results/slurm/0123-1/submission.json"]))
    #expect(try bench.run([a], slurm.launcher()).last == "done a")
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder["results/slurm"]).isEmpty)
  }

  /// The answer to `sbatch` is lost, the array is queued: it is found by its name and not submitted again.
  @Test func anAnswerThatIsLostSubmitsNothingTwice() throws {
    let bench = try Bench(), a = try bench.job("a"), slurm = SimulatedSlurm(bench) { _, _ in .done }
    slurm.refusals = [1: true]
    let words = try bench.run([a], slurm.launcher())
    #expect(words.last == "done a" && slurm.submitted.count == 1)
  }

  /// `sbatch` lost its connection, and the array comes later, or never: its jobs are submitted again under another name once that is known, and it
  /// does not count as a try.
  @Test(arguments: [30, .infinity]) func whatMayStillComeIsLookedForBeforeItIsSubmittedAgain(delay: Double) throws {
    let bench = try Bench(), a = try bench.job("a"), slurm = SimulatedSlurm(bench) { _, _ in .done }
    slurm.lost = [1: delay]
    let words = try bench.run([a], slurm.launcher()), names = slurm.submitted.map { $0.first { $0.hasPrefix("--comment=") } }
    #expect(words.last == "done a" && slurm.count == ["a": 1] && !words.contains { $0.hasPrefix("retry") }, "\(words)")
    #expect(names.count == (delay.isFinite ? 1 : 2) && Set(names).count == names.count)
    #expect(words.first?.hasSuffix("it is not known whether Slurm was given 1 job; looking for them for 60 s") == true, "\(words)")
  }

  @Test func aRefusalWithNothingQueuedIsAnError() throws {
    let bench = try Bench(), a = try bench.job("a"), slurm = SimulatedSlurm(bench) { _, _ in .done }
    slurm.refusals = [1: false]
    #expect(throws: JobsError.scheduler(command: "sbatch", reason: "sbatch: error: no answer")) { try bench.run([a], slurm.launcher()) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder["results/slurm"]).isEmpty)
  }

  /// A cluster that takes only so many: the rest follows later.
  @Test func aRefusalWithSomethingQueuedIsWaitedFor() throws {
    let bench = try Bench(), jobs = try (1...6).map { try bench.job("\($0)") }, slurm = SimulatedSlurm(bench) { _, _ in .done }
    slurm.largest = 2
    slurm.refusals = [2: false]
    let words = try bench.run(jobs, slurm.launcher())
    #expect(words.filter { $0.hasPrefix("done") }.count == 6 && slurm.submitted.count == 4)
    #expect(words.contains { $0.contains("no answer") && $0.hasSuffix("; not submitted yet: 4 jobs") })
    #expect(slurm.count.values.allSatisfy { $0 == 1 })
  }

  @Test func aControllerThatIsAwayIsWaitedFor() throws {
    let bench = try Bench(), a = try bench.job("a"), slurm = SimulatedSlurm(bench) { _, _ in .done }
    var steps = 0
    let words = try bench.run(
      [a],
      slurm.launcher {
        steps += 1
        if steps == 1 { slurm.silence = 3 }
      })
    #expect(words.contains { $0.hasPrefix("'squeue' failed (slurm_load_jobs error: Unable to contact slurm controller)") })
    #expect(words.contains("Slurm answers again") && words.last == "done a" && slurm.submitted.count == 1)
    slurm.silence = 1
    #expect(throws: JobsError.self) { try bench.run([try bench.job("b")], slurm.launcher()) }
  }

  /// As after a controller that was killed while tasks started.
  @Test func tasksThatSlurmHoldsAfterAFailedStartAreReleased() throws {
    let bench = try Bench(), a = try bench.job("a"), slurm = SimulatedSlurm(bench) { _, _ in .done }
    slurm.held = 100
    let words = try bench.run([a], slurm.launcher())
    #expect(words.contains("Slurm could not start tasks of array 100 and held them: they are released") && words.last == "done a")
    #expect(slurm.held == nil && slurm.submitted.count == 1)
  }

  @Test func aJobThatNeedsMoreThanATaskMayHaveStopsAllBeforeAnyIsSubmitted() throws {
    let bench = try Bench(), slurm = SimulatedSlurm(bench) { _, _ in .done }
    let jobs = [try bench.job("small", memory: 60), try bench.job("large", memory: 120)]
    #expect(throws: JobsError.memory(job: "large", needs: 120, has: 100)) {
      try bench.run(jobs, slurm.launcher(SlurmOptions(memory: 100)))
    }
    #expect(slurm.submitted.isEmpty)
  }

  /// CONCORD_SOAK=1 takes 10⁵ jobs: the seconds that it prints are looked at by hand.
  @Test func manyJobsAreSubmittedInAsManyArraysAsTheClusterWants() async {
    let child = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      let soaks = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", count = soaks ? 100_000 : 600
      let bench = try Bench(), slurm = SimulatedSlurm(bench) { _, _ in .runs }, clock = ContinuousClock()
      (slurm.largest, slurm.slots) = (soaks ? 1_001 : 101, 0)
      let nets = try (0..<count / 2).map { try ToyJob.job("net \($0)", seconds: 60) }
      let graph = try JobGraph(nets + nets.map { try ToyJob.job("score of \($0.label)", [$0], seconds: 60) }, in: bench.results)
        .estimated(in: bench.results, images: [:], threads: 1)
      let looked = try clock.measure { _ = try bench.results.stale(graph.jobs) }
      let planned = clock.measure { _ = TaskArray.plan(graph.jobs, of: graph, queued: [:], SlurmOptions(), largest: slurm.largest) }
      let written = try clock.measure { try bench.results.writeSpecs(of: graph.jobs) }, began = clock.now
      var submitted = Duration.zero, looks = 0
      let launcher = slurm.launcher {
        looks += 1
        if looks == 1 { submitted = began.duration(to: clock.now) }
        if looks == 2 { Self.interrupt(SIGTERM) }
      }
      do {
        try launcher.run(graph, stale: graph.jobs) { _ in }
        exit(2)
      } catch JobsError.detached(SIGTERM, queued: count, unfinished: count, _) {}
      let watched = began.duration(to: clock.now) - submitted
      print(
        "\(count) jobs: looked for in \(looked), planned in \(planned), specs written in \(written), submitted in \(submitted), looked after once in \(watched)"
      )
      guard slurm.submitted.count == 2 * ((count / 2 + slurm.largest - 1) / slurm.largest) else { exit(3) }
    }
    print(String(decoding: child?.standardOutputContent ?? [], as: UTF8.self))
  }
}
