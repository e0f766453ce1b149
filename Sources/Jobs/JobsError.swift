public import Digests
internal import Glibc

/// What can go wrong while jobs are planned and run, each case with its remedy.
public enum JobsError: Error, Hashable, CustomStringConvertible {
  /// A job names an input that is neither planned nor done.
  case unknownInput(job: String, input: Digest)
  /// An estimate asks for images whose number the plan does not say.
  case unknownImages(source: String)
  /// A launcher says that all is done, and these jobs are still to run.
  case stillStale(job: String, reason: String)
  /// Jobs that could never start.
  case circular(jobs: [String])
  /// The system refuses to start the worker.
  case cannotStart(executable: String, reason: String)
  /// A job is estimated to take more memory (bytes) than workers may have.
  case memory(job: String, needs: Int, has: Int)
  /// Some jobs failed; `unfinished` counts them and those that waited for them.
  case failed([Failure], unfinished: Int)
  /// A signal came; workers have ended and kept their state.
  case interrupted(signal: Int32, unfinished: Int)
  /// A signal ended the watching of Slurm, which goes on with the jobs that are queued; nil where it has not said how many these are.
  case detached(signal: Int32, queued: Int?, unfinished: Int, cancel: String)
  /// One of Slurm's commands refuses.
  case scheduler(command: String, reason: String)
  /// One of Slurm's commands was killed because it took so long.
  case unanswered(command: String, seconds: Int)
  /// What is submitted cannot be written down or read, so nothing more is.
  case submissionRecord(reason: String)
  /// The time that the jobs were given is over; workers have ended and kept their state.
  case timeIsUp(unfinished: Int)

  /// A job that did not leave its run file.
  public struct Failure: Hashable, Sendable {
    public let job: Job
    /// The worker's exit code; nil where a signal ended it, twice.
    public let code: Int32?
    /// What happened, and the end of what the worker said.
    public let reason: String
  }

  public var description: String {
    switch self {
    case .unknownInput(let job, let input): "'\(job)' needs the job \(input.short), which is neither planned nor done: plan it too"
    case .unknownImages(let source): "the plan does not say how many images of \(source) its jobs see: plan the experiment anew"
    case .stillStale(let job, let reason):
      "'\(job)' was run and is still not done (\(reason)): check that workers write into the same folder of results"
    case .circular(let jobs): "these jobs wait for each other: \(jobs.joined(separator: ", ")); remove one of the inputs"
    case .cannotStart(let executable, let reason): "\(executable) cannot be started (\(reason)): check that it is there and may be run"
    case .memory(let job, let needs, let has):
      "'\(job)' is estimated to need \(needs >> 20) MB of memory and may have \(has >> 20) MB: lower its batch or the images of its "
        + "recalibration, take a machine with more, or allow more MB with --memory"
    case .failed(let failures, let unfinished):
      failures.prefix(3).map { "'\($0.job.label)' failed: \($0.reason)" }.joined(separator: "\n")
        + (failures.count > 3 ? "\nand \(failures.count - 3) more failed" : "")
        + "\n\(unfinished) jobs are not done; all that is finished is kept: mend the cause and run the same command again"
    case .interrupted(let signal, let unfinished):
      "stopped by \(signal == SIGINT ? "Ctrl-C" : "signal \(signal)"), "
        + (unfinished == 0 ? "what follows these jobs is not done; " : "\(unfinished) jobs are not done; ")
        + "all that is finished is kept: run the same command again to go on"
    case .detached(let signal, let queued, let unfinished, let cancel):
      "stopped watching by \(signal == SIGINT ? "Ctrl-C" : "signal \(signal)"): "
        + (queued.map { "Slurm goes on with \($0) of \(unfinished) jobs that are not done; " }
          ?? "Slurm has not said how many of \(unfinished) jobs that are not done it has, and goes on with them; ")
        + "run the same command again to watch and to submit the rest, or take them out of the queue: \(cancel)"
    case .scheduler(let command, let reason):
      "'\(command)' failed (\(reason)): see that Slurm is up and takes what is asked of it, then run the same command again; nothing is lost"
    case .unanswered(let command, let seconds):
      "'\(command)' has not answered for \(seconds) s and was given up: see whether Slurm's controller is up ('scontrol ping'), then run the same "
        + "command again; nothing is lost"
    case .submissionRecord(let reason):
      "what is submitted to Slurm cannot be written down (\(reason)): mend that and run the same command again; what is queued goes on"
    case .timeIsUp(let unfinished):
      "the time is over and \(unfinished) jobs are not done; all that is finished is kept: run the same command again to go on"
    }
  }
}
