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
    state.taskStates = [:]
    // Inputs first: what reads them is judged by what became of them.
    for job in graph.jobs {
      guard var task = state.queued[job.digest] else { continue }
      let entry = queue.entries[task.submission]
      if entry?.has(task.number) != true {
        conclude(&state, task, graph, report)
      } else {
        task.missed = nil
        if entry?.running.contains(task.number) == true { follow(&task, report) }
        state.queued[job.digest] = task
      }
    }
  }

  /// Tells what a task's log has that is new.
  private func follow(_ task: inout WatchedTask, _ report: (JobEvent) -> Void) {
    if task.began == nil {
      task.began = now
      report(.started(task.job))
    }
    for progress in task.log.read() { report(.advanced(task.job, progress)) }
  }

  /// Draws the consequence of a task's end.
  private func conclude(_ state: inout SlurmState, _ gone: WatchedTask, _ graph: JobGraph, _ report: (JobEvent) -> Void) {
    var task = gone
    let job = task.job, stale: String?
    do throws(StoreError) { stale = try results.staleness(of: job) } catch {
      state.queued[job.digest] = nil
      fail(&state, task, code: nil, error.description, report)
      return
    }
    if stale != nil && state.isSubmitted(task) || task.log.hasBegun { follow(&task, report) }
    guard let stale else {
      if task.began == nil { report(.started(job)) }
      state.queued[job.digest] = nil
      state.done.insert(job.digest)
      report(.finished(job, seconds: seconds(job)))
      return
    }
    // It could do nothing: it is as if it had not been tried.
    guard !state.isSubmitted(task) || state.hasInputs(job, graph) else {
      state.queued[job.digest] = nil
      state.waiting.insert(job.digest)
      return
    }
    let code = task.log.code, missed = task.missed ?? now
    guard code ?? 0 != 0 || now - missed >= Self.visibilityDelay else {
      task.missed = missed
      state.queued[job.digest] = task
      return
    }
    state.queued[job.digest] = nil
    // Slurm never had it.
    guard state.isSubmitted(task) else {
      state.waiting.insert(job.digest)
      return
    }
    let reason = reason(task, stale, &state)
    // Codes 2 and 4, and the shell's 126 and 127, may be one machine's, which does not see a file yet: another may.
    if let code, (1...125).contains(code), ![2, 4].contains(code) {
      fail(&state, task, code: code, reason, report)
    } else if state.retried.insert(job.digest).inserted {
      state.waiting.insert(job.digest)
      report(.retried(job, reason: reason))
    } else {
      fail(&state, task, code: code, "\(reason), twice", report)
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
        state.submissions[task.submission]?.id.flatMap { word(of: task.number, in: $0, &state) }.map { " (Slurm says \($0))" } ?? ""
      return task.log.hasBegun ? "its task was ended\(said)" : "its task left the queue before it started\(said)"
    }
  }

  /// What Slurm says of a task; an array is asked for once a look.
  private func word(of task: Int, in id: Int, _ state: inout SlurmState) -> String? {
    let states = state.taskStates[id] ?? slurm.states(of: id)
    state.taskStates[id] = states
    return states[task]
  }

  private func fail(_ state: inout SlurmState, _ task: WatchedTask, code: Int32?, _ reason: String, _ report: (JobEvent) -> Void) {
    let words = task.log.lastWords.joined(separator: "\n  "), whole = words.isEmpty ? reason : "\(reason):\n  \(words)"
    state.failures.append(JobsError.Failure(job: task.job, code: code, reason: whole))
    report(.failed(task.job, reason: whole))
  }
}
