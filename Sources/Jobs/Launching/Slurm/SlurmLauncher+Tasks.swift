internal import Digests
internal import Store

extension SlurmLauncher {
  /// What `sbatch` is told. Its inputs' arrays need only to have ended: whether an input is there is for the worker to see, and an array of
  /// which one task failed must not take along what hangs on the others.
  func arguments(_ array: TaskArray, _ submission: Submission, after ids: [Int]) -> [String] {
    var words = [
      "--job-name=\(record.jobName)", "--comment=\(submission.name)", "--ntasks=1", "--cpus-per-task=\(array.threads)",
      "--mem=\(array.megabytes)M", "--time=\(array.minutes)", "--signal=B:USR1@\(min(120, max(15, array.minutes * 6)))", "--requeue",
      "--open-mode=append", "--export=ALL",
      "--array=0-\(array.jobs.count - 1)\(options.workers.map { "%\($0)" } ?? "")",
      "--output=\(record.log(submission.name, 0).replacing("%", with: "%%").dropLast("0.log".count))%a.log",
    ]
    if !ids.isEmpty { words.append("--dependency=afterany:\(ids.map(String.init).joined(separator: ":"))") }
    if let partition = options.partition { words.append("--partition=\(partition)") }
    if let account = options.account { words.append("--account=\(account)") }
    return words + [record.path(submission.name, "script")]
  }

  /// Releases tasks that Slurm holds because their start failed, each minute and ten times at most: without that they would wait for ever.
  func release(_ state: inout SlurmState, _ queue: SlurmQueue, _ report: (JobEvent) -> Void) {
    for (name, entry) in queue.entries where entry.isHeldAfterStart && state.submissions[name] != nil {
      let (count, at) = state.released[name] ?? (0, -.infinity)
      guard count <= Self.releases, now - at >= Self.retryInterval else { continue }
      state.released[name] = (count + 1, now)
      do throws(JobsError) {
        if count < Self.releases { try slurm.release(entry.id) }
        if count == 0 { report(.remarked("Slurm could not start tasks of array \(entry.id) and held them: they are released")) }
        if count == Self.releases {
          report(.remarked("Slurm still cannot start tasks of array \(entry.id): see why, then 'scontrol release \(entry.id)'"))
        }
      } catch  where InterruptWatch.isDue {
        // Who watches hears of the signal next.
      } catch { report(.remarked("Slurm holds tasks of array \(entry.id), whose start failed: \(error)")) }
    }
  }

  /// Reads the logs of tasks that run, and judges those that have left the queue.
  func watch(_ state: inout SlurmState, _ queue: SlurmQueue, _ graph: JobGraph, _ report: (JobEvent) -> Void) {
    (state.taskStates, state.unlisted, state.ends) = ([:], 0, TaskEnds())
    // Inputs first: what reads them is judged by what became of them.
    for job in graph.jobs {
      guard var task = state.queued[job.digest] else { continue }
      let entry = queue.entries[task.submission]
      if entry?.has(task.number) != true {
        conclude(&state, task, graph, report)
      } else {
        if task.wasMissing, let submission = state.submissions[task.submission] { record.find(submission) }
        (task.missed, task.wasMissing) = (nil, false)
        if entry?.running.contains(task.number) == true { follow(&task, isRunning: true, report) }
        state.queued[job.digest] = task
      }
    }
    for event in state.ends.events { report(event) }
    if state.unlisted > 0, !state.isUnlistedSaid {
      report(
        .remarked(
          "\(counted(state.unlisted, "task")) may be Slurm's although 'squeue' does not list them: 'scontrol show job' has them or does not answer; "
            + "none is submitted again"))
    }
    state.isUnlistedSaid = state.unlisted > 0 || state.isUnlistedSaid && state.queued.values.contains { $0.missed != nil }
  }

  /// Tells what the log has that is new of a task that runs, or began by its log.
  private func follow(_ task: inout WatchedTask, isRunning: Bool, _ report: (JobEvent) -> Void) {
    let told = task.log.read()
    guard isRunning || task.log.hasBegun else { return }
    if task.began == nil {
      task.began = now
      report(.started(task.job))
    }
    for progress in told { report(.advanced(task.job, progress)) }
  }

  /// Draws the consequence of a task's end.
  private func conclude(_ state: inout SlurmState, _ gone: WatchedTask, _ graph: JobGraph, _ report: (JobEvent) -> Void) {
    var task = gone
    let job = task.job, stale: String?
    do throws(StoreError) { stale = try results.staleness(of: job) } catch {
      state.queued[job.digest] = nil
      fail(&state, task, code: nil, error.description)
      return
    }
    if task.wasMissing {
      // What it said before nobody here waited for.
      _ = task.log.read()
    } else if stale != nil || task.log.hasBegun {
      follow(&task, isRunning: false, report)
    }
    guard let stale else {
      if task.began == nil { report(.started(job)) }
      state.queued[job.digest] = nil
      state.done.insert(job.digest)
      report(.finished(job, seconds: seconds(job)))
      return
    }
    let code = task.log.code, hasNoError = code ?? 0 == 0
    if hasNoError {
      let missed = task.missed ?? now
      task.missed = missed
      if now - missed >= Self.visibilityDelay, code == nil, states(of: task, &state)?.mayGoOn(task.number) == true {
        task.missed = now
        state.unlisted += 1
      }
      guard now - missed >= Self.visibilityDelay, task.missed == missed else {
        state.queued[job.digest] = task
        return
      }
    }
    state.queued[job.digest] = nil
    // Slurm never had it, it ended while nobody watched, or it had no input to read: it is as if it had not been tried.
    guard state.isSubmitted(task), !(task.wasMissing && hasNoError), state.hasInputs(job, graph) else {
      state.waiting.insert(job.digest)
      if task.began != nil { report(.postponed(job)) }
      return
    }
    let reason = reason(task, stale, &state)
    // Codes 2 and 4, and the shell's 126 and 127, may be one machine's, which does not see a file yet: another may.
    if let code, (1...125).contains(code), ![2, 4].contains(code) {
      fail(&state, task, code: code, reason)
    } else if state.retried.insert(job.digest).inserted {
      state.waiting.insert(job.digest)
      state.ends.add(job, reason, .again(hadBegun: task.began != nil))
    } else {
      fail(&state, task, code: code, "\(reason), twice")
    }
  }

  /// What the job took, of all its sessions, as its run file says: tasks begin and end between two looks. 0 where it says nothing.
  private func seconds(_ job: Job) -> Double {
    do { return try results.header(of: job).provenance.expense.wallSeconds } catch { return 0 }
  }

  private func reason(_ task: WatchedTask, _ stale: String, _ state: inout SlurmState) -> String {
    switch task.log.code {
    case 0?: return "its worker ended well but left no valid run file (\(stale))"
    case let code? where code > 128: return "signal \(code - 128) ended its worker"
    case let code?: return "its worker ended with code \(code)"
    case nil:
      let said =
        states(of: task, &state)?[task.number].map { " (Slurm says \($0))" } ?? ""
      return task.log.hasBegun ? "its task was ended\(said)" : "its task left the queue before it started\(said)"
    }
  }

  /// What Slurm says of the tasks of a task's array, nil where it has no number. It is asked once a look, and not again once it did not answer.
  private func states(of task: WatchedTask, _ state: inout SlurmState) -> TaskStates? {
    guard let id = state.submissions[task.submission]?.id else { return nil }
    let isSilent = state.taskStates.values.contains(where: \.isSilent)
    let states = state.taskStates[id] ?? (isSilent ? .unanswered : slurm.states(of: id, named: task.submission))
    state.taskStates[id] = states
    return states
  }

  private func fail(_ state: inout SlurmState, _ task: WatchedTask, code: Int32?, _ reason: String) {
    let words = task.log.lastWords
    state.failures.append(JobsError.Failure(job: task.job, code: code, reason: TaskEnds.reason(reason, words)))
    state.ends.add(task.job, reason, .failure, words: words)
  }
}
