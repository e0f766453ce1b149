internal import Digests
internal import Glibc
internal import Store

/// Runs jobs on a cluster: hands them to Slurm as arrays, all that can ever start at once, and watches until all have run files.
///
///     let launcher = SlurmLauncher(
///       Slurm(environment: environment), options, executable: path, results: results, elapsed: ContinuousClock().stopwatch())
///     try launcher.run(graph, stale: stale) { progress.take($0) }
///
/// Run files are the truth: what Slurm says tells when to look for them and nothing else. Who goes away in the middle leaves the queue as it
/// is; the next launcher takes up what is still in it, by the record in `results/slurm`, and submits the rest. What the record names and neither the
/// queue nor a run file has is looked for, by its array's number too, before it is submitted again. Where two tasks do one job
/// all the same, because Slurm forgot one and remembered it again, the second waits for the first one's lock and finds the run file.
public struct SlurmLauncher: Launcher {
  let slurm: Slurm, options: SlurmOptions, executable: String, results: Results
  let record: Submissions
  private let elapsed: () -> Duration
  private let pause: (() -> Void)?

  /// Seconds between two questions to Slurm: a twentieth of the time that was watched, not less and not more than these.
  private static let interval = 2.0...30.0
  /// Seconds in which what another machine wrote becomes visible here: NFS keeps what it knows of folders for up to a minute.
  public static let visibilityDelay = 60.0
  /// Seconds until something is submitted again after a refusal.
  static let retryInterval = 60.0

  /// How often tasks of an array whose start failed are released.
  static let releases = 10

  /// - Parameters:
  ///   - executable: an absolute path of the command on every machine of the cluster.
  ///   - results: a folder that every machine of the cluster has.
  public init(_ slurm: Slurm, _ options: SlurmOptions, executable: String, results: Results, elapsed: @escaping () -> Duration) {
    self.init(slurm, options, executable: executable, results: results, elapsed: elapsed, pause: nil)
  }

  /// - Parameter pause: in place of some seconds' sleep.
  package init(
    _ slurm: Slurm, _ options: SlurmOptions, executable: String, results: Results, elapsed: @escaping () -> Duration, pause: (() -> Void)?
  ) {
    (self.slurm, self.options, self.executable, self.results) = (slurm, options, executable, results)
    (self.elapsed, self.pause) = (elapsed, pause)
    record = Submissions(results: results.folder)
  }

  var now: Double { elapsed() / .seconds(1) }

  /// Submits the stale jobs, each after its inputs, and watches them. A task that ends without a run file and not by its worker's fault is
  /// submitted once more; a job that fails stops those that wait for it, not the others, unless its code says that the request or the data
  /// are at fault (2, 4). SIGINT, SIGTERM and SIGHUP end the watching alone. Throws `failed`, `detached`, `scheduler`, `unanswered` where Slurm refuses or
  /// does not answer while nothing is in its hands, `submissionRecord`, and `memory` before anything is submitted.
  public func run(_ graph: JobGraph, stale: [Job], report: (JobEvent) -> Void) throws(JobsError) {
    if let job = stale.first(where: { graph.estimate(of: $0).memory > options.memory }) {
      throw .memory(job: job.label, needs: graph.estimate(of: job).memory, has: options.memory)
    }
    let interrupts = InterruptWatch()
    var state = SlurmState(
      waiting: Set(stale.map(\.digest)), done: Set(graph.jobs.map(\.digest)).subtracting(stale.map(\.digest)), began: now)
    try takeUp(&state, graph, interrupts, report)
    while true {
      try submit(&state, graph, interrupts, report)
      guard !state.queued.isEmpty else { break }
      try wait(interrupts, state)
      var reason: String? = "Slurm does not answer"
      if let queue = try ask(&state, interrupts, report) {
        try identify(&state, queue)
        release(&state, queue, report)
        watch(&state, queue, graph, report)
        reason = tell(&state, queue, report)
      }
      report(.waiting(reason: reason))
    }
    try stop(interrupts, state)
    let failed = Set(state.failures.map(\.job.digest))
    for submission in state.submissions.values where failed.isDisjoint(with: jobs(of: submission)) { record.remove(submission) }
    if !state.failures.isEmpty { throw .failed(state.failures, unfinished: state.waiting.count + failed.count) }
  }

  /// Of a record that cannot be read none: then it stays.
  private func jobs(of submission: Submission) -> [Digest] {
    do { return try record.jobs(of: submission) } catch { return [] }
  }

  /// Says once what has changed: that tasks wait, why, and that run files are missing. What waits, in words.
  private func tell(_ state: inout SlurmState, _ queue: SlurmQueue, _ report: (JobEvent) -> Void) -> String? {
    let seen = state, missing = seen.queued.values.count { $0.missed != nil && !$0.wasMissing && seen.isSubmitted($0) }
    let summary = QueueSummary(queue.entries.filter { seen.submissions[$0.key] != nil }.values, missing: missing)
    for news in state.news.take(summary) {
      report(.remarked(news == summary.absence ? "\(news); looking for \(Int(Self.visibilityDelay)) s" : news))
    }
    return summary.wait
  }

  /// Some seconds, or less where a signal comes, which is thrown as `detached`.
  private func wait(_ interrupts: borrowing InterruptWatch, _ state: SlurmState) throws(JobsError) {
    let seconds = min(max((now - state.began) / 20, Self.interval.lowerBound), Self.interval.upperBound)
    if let pause { pause() } else { InterruptWatch.wait(milliseconds: Int(seconds * 1_000)) }
    try stop(interrupts, state)
  }

  private func stop(_ interrupts: borrowing InterruptWatch, _ state: SlurmState) throws(JobsError) {
    guard let signal = interrupts.next() else { return }
    throw .detached(
      signal: signal,
      // Of what was handed over and is not listed nobody knows.
      queued: state.hasQueue && !state.queued.values.contains { $0.missed != nil && state.isSubmitted($0) }
        ? state.queued.values.count { $0.missed == nil } : nil,
      unfinished: state.waiting.count + state.queued.count + state.failures.count,
      cancel: "scancel --name=\(record.jobName)")
  }

  /// What a command answers; `detached` where a signal came meanwhile.
  private func answer<Result>(
    _ state: SlurmState, _ interrupts: borrowing InterruptWatch, _ question: () throws(JobsError) -> Result
  ) throws(JobsError) -> Result {
    do throws(JobsError) { return try question() } catch {
      try stop(interrupts, state)
      throw error
    }
  }

  /// Finds what of the jobs is in the queue already; forgets arrays of which nothing is, but not yet those that were just handed over.
  private func takeUp(
    _ state: inout SlurmState, _ graph: JobGraph, _ interrupts: borrowing InterruptWatch, _ report: (JobEvent) -> Void
  ) throws(JobsError) {
    let queue = try answer(state, interrupts) { () throws(JobsError) in try slurm.queue(named: record.jobName) }
    state.hasQueue = true
    do {
      try record.sweep()
      let known = try record.all()
      for submission in known {
        guard let entry = queue.entries[submission.name] else { continue }
        state.submissions[submission.name] = submission
        state.submissions[submission.name]?.id = entry.id
        record.find(submission)
        for (number, job) in try jobs(of: submission, waitingIn: state, graph) where entry.has(number) {
          keep(&state, job, submission, number)
        }
      }
      // What the queue does not list: the latest first, for what was handed over twice was looked for in between.
      for submission in known.sorted(by: { $0.id ?? .max > $1.id ?? .max }) {
        let submission = state.submissions[submission.name] ?? submission
        let isGone = queue.entries[submission.name] == nil, own = try jobs(of: submission, waitingIn: state, graph)
        let age = submission.id == nil ? record.age(of: submission) : isGone && !own.isEmpty ? try record.absence(of: submission) : 0
        if submission.id != nil || age < Self.visibilityDelay {
          for (number, job) in own { miss(&state, job, submission, number, since: now - age) }
        }
        if state.submissions[submission.name] == nil { record.remove(submission) }
      }
      let found = state.queued.values.filter { $0.missed == nil }
      if !found.isEmpty {
        let numbers = Set(found.compactMap { state.submissions[$0.submission]?.id }).sorted().map(String.init)
        report(.remarked("Slurm has \(found.count) of these jobs in its queue already (\(numbers.joined(separator: ", ")))"))
      }
      let missing = state.queued.values.filter { $0.missed != nil }, submissions = state.submissions
      let doubtful = missing.count { submissions[$0.submission]?.id == nil }
      if doubtful > 0 { report(.remarked(Self.doubt(doubtful))) }
      if missing.count > doubtful {
        report(
          .remarked(
            "Slurm was given \(missing.count - doubtful) of these jobs before, and neither its queue nor a run file has them; looking for them for "
              + "\(Int(Self.visibilityDelay)) s"))
      }
      let strangers = queue.entries.filter { name, _ in !known.contains { $0.name == name } }.map { String($0.value.id) }.sorted()
      if !strangers.isEmpty {
        report(
          .remarked(
            "Slurm has arrays of this folder that its record does not know (\(strangers.joined(separator: ", "))): scancel them, or let them end"
          ))
      }
    } catch { throw .submissionRecord(reason: "\(error)") }
  }

  /// The jobs of a submission that are to be done and in nobody's hands, by the number of their task.
  private func jobs(of submission: Submission, waitingIn state: SlurmState, _ graph: JobGraph) throws -> [(number: Int, job: Job)] {
    try record.jobs(of: submission).enumerated().compactMap { number, digest in
      state.waiting.contains(digest) ? graph[digest].map { (number, $0) } : nil
    }
  }

  private func keep(_ state: inout SlurmState, _ job: Job, _ submission: Submission, _ number: Int, missed: Double? = nil) {
    state.queued[job.digest] = WatchedTask(
      job: job, submission: submission.name, number: number, log: TaskLog(record.log(submission.name, number)), missed: missed)
    state.waiting.remove(job.digest)
  }

  /// Keeps a task that an earlier launcher handed over and the queue does not list, unless its log says that it ended without a run file.
  private func miss(_ state: inout SlurmState, _ job: Job, _ submission: Submission, _ number: Int, since: Double) {
    var task = WatchedTask(
      job: job, submission: submission.name, number: number, log: TaskLog(record.log(submission.name, number)), missed: since,
      wasMissing: true)
    _ = task.log.read()
    guard task.log.code ?? 0 == 0 else { return }
    state.queued[job.digest] = task
    state.submissions[submission.name] = submission
    state.waiting.remove(job.digest)
  }

  private static func doubt(_ jobs: Int) -> String {
    "it is not known whether Slurm was given \(counted(jobs, "job")); looking for them for \(Int(visibilityDelay)) s"
  }

  /// Keeps the numbers of arrays that came into the queue although `sbatch` said none.
  private func identify(_ state: inout SlurmState, _ queue: SlurmQueue) throws(JobsError) {
    for (name, known) in state.submissions where known.id == nil {
      guard let entry = queue.entries[name] else { continue }
      try write(known, numbered: entry.id, &state)
    }
  }

  /// Writes down Slurm's number of an array.
  private func write(_ submission: Submission, numbered id: Int, _ state: inout SlurmState) throws(JobsError) {
    var submission = submission
    submission.id = id
    do throws(StoreError) { try record.write(submission) } catch { throw .submissionRecord(reason: error.description) }
    state.submissions[submission.name] = submission
  }

  /// Submits all that is ready. Where Slurm refuses the rest waits, unless nothing is in its hands: then `scheduler` is thrown.
  private func submit(
    _ state: inout SlurmState, _ graph: JobGraph, _ interrupts: borrowing InterruptWatch, _ report: (JobEvent) -> Void
  ) throws(JobsError) {
    let ready = state.refusedUntil > now && !state.queued.isEmpty ? [] : state.ready(graph)
    guard !ready.isEmpty else { return }
    let submissions = state.submissions, queued = state.queued.compactMapValues { submissions[$0.submission]?.id }
    let largest = try answer(state, interrupts) { () throws(JobsError) in try slurm.largestArray() }
    let arrays = TaskArray.plan(ready, of: graph, queued: queued, options, largest: largest)
    var ids: [Int] = []
    for array in arrays {
      try stop(interrupts, state)
      let submission: Submission, id: Int
      do throws(StoreError) { submission = try record.add(array, executable: executable) } catch {
        throw .submissionRecord(reason: error.description)
      }
      do throws(JobsError) {
        id = try slurm.submit(arguments(array, submission, after: array.after.map { ids[$0] } + array.afterQueued))
      } catch {
        // The record stays: what was killed by a signal may have been heard.
        try stop(interrupts, state)
        if let entry = try answered(&state, interrupts, report).entries[submission.name] {
          id = entry.id
        } else if error.leavesDoubt {
          state.submissions[submission.name] = submission
          for (number, job) in array.jobs.enumerated() { keep(&state, job, submission, number, missed: now) }
          report(.remarked("\(error); \(Self.doubt(array.jobs.count))"))
          state.refusedUntil = now + Self.retryInterval
          return
        } else {
          record.remove(submission)
          if state.queued.isEmpty { throw error }
          report(.remarked("\(error); not submitted yet: \(counted(state.waiting.count, "job"))"))
          state.refusedUntil = now + Self.retryInterval
          return
        }
      }
      ids.append(id)
      try write(submission, numbered: id, &state)
      for (number, job) in array.jobs.enumerated() { keep(&state, job, submission, number) }
    }
    let shown = ids.prefix(8).map(String.init).joined(separator: ", ") + (ids.count > 8 ? " and \(ids.count - 8) more" : "")
    report(.remarked("submitted \(counted(ready.count, "job")) to Slurm as \(ids.count == 1 ? "array" : "arrays") \(shown)"))
  }

  /// The queue, once Slurm answers.
  private func answered(
    _ state: inout SlurmState, _ interrupts: borrowing InterruptWatch, _ report: (JobEvent) -> Void
  ) throws(JobsError) -> SlurmQueue {
    while true {
      if let queue = try ask(&state, interrupts, report) { return queue }
      try wait(interrupts, state)
    }
  }

  /// The queue; nil where Slurm does not answer, which is said once; `detached` where a signal came meanwhile.
  private func ask(
    _ state: inout SlurmState, _ interrupts: borrowing InterruptWatch, _ report: (JobEvent) -> Void
  ) throws(JobsError) -> SlurmQueue? {
    do throws(JobsError) {
      let queue = try slurm.queue(named: record.jobName)
      if state.silentSince != nil { report(.remarked("Slurm answers again")) }
      state.silentSince = nil
      return queue
    } catch {
      try stop(interrupts, state)
      if state.silentSince == nil { report(.remarked("\(error); it is asked again and again")) }
      state.silentSince = state.silentSince ?? now
      return nil
    }
  }
}
