internal import Glibc
internal import Texts

/// Slurm's commands: the only place that starts them, so that tests put a simulated cluster here.
public struct Slurm {
  /// What a command that ended answered.
  package struct Answer: Sendable {
    package var code: Int32, output: String, errors: String

    package init(code: Int32, output: String = "", errors: String = "") { (self.code, self.output, self.errors) = (code, output, errors) }
  }

  /// Bytes of an answer, more than a queue of all that a cluster takes, and characters that an error says of one.
  private static let longest = 64 << 20, shown = 80

  private let call: (_ words: [String]) throws(JobsError) -> Answer

  package init(call: @escaping (_ words: [String]) throws(JobsError) -> Answer) { self.call = call }

  /// The commands that `PATH` of the environment has. Tasks get the same environment.
  ///
  /// - Parameters:
  ///   - elapsed: time since some moment: `ContinuousClock().stopwatch()`.
  ///   - limit: how long a question may take; the command is killed then, and `unanswered` is thrown.
  ///   - submission: the same of `sbatch`, which itself tries for minutes, and which may have been heard when it is killed.
  public init(
    environment: [String: String], elapsed: @escaping () -> Duration, limit: Duration = .seconds(60), submission: Duration = .seconds(600)
  ) {
    // Lists of tasks come whole, and not cut to 64 characters.
    let environment = environment.merging(["SLURM_BITSTR_LEN": "0"]) { $1 }
    call = { words throws(JobsError) in try Self.answer(words, environment, elapsed, words[0] == "sbatch" ? submission : limit) }
  }

  private static func answer(
    _ words: [String], _ environment: [String: String], _ elapsed: () -> Duration, _ limit: Duration
  ) throws(JobsError) -> Answer {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    guard let path = folders.map({ "\($0)/\(words[0])" as String }).first(where: { (path: String) in access(path, X_OK) == 0 }) else {
      throw .scheduler(command: words[0], reason: "it is not on PATH; log in where Slurm's commands are")
    }
    if InterruptWatch.isOn { return try end(path, words, environment, elapsed, limit) }
    // The terminal's Ctrl-C does not reach the command: it is ended first, then the signal has the effect that it has.
    let interrupts = InterruptWatch()
    let answer = Result { () throws(JobsError) in try end(path, words, environment, elapsed, limit) }, signal = interrupts.next()
    _ = consume interrupts
    if let signal { InterruptWatch.pass(signal) }
    return try answer.get()
  }

  /// Starts a command and waits for its end. One that is given up is killed with its children: sites wrap Slurm's commands in scripts.
  private static func end(
    _ path: String, _ words: [String], _ environment: [String: String], _ elapsed: () -> Duration, _ limit: Duration
  ) throws(JobsError) -> Answer {
    let process = try ChildProcess(path, Array(words.dropFirst()), environment, leads: true), began = elapsed()
    var output: [UInt8] = [], errors: [UInt8] = []
    while true {
      let end = process.end()
      process.read {
        output += $0
      } errors: {
        errors = Array((errors + $0).suffix(4_096))
      }
      guard output.count <= longest else {
        throw .scheduler(command: words[0], reason: "it answers more than \(longest >> 20) MB")
      }
      if let end {
        let code: Int32 = if case .exit(let code) = end { code } else { -1 }
        return Answer(code: code, output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self))
      }
      let taken = elapsed() - began
      // Who watches for signals asks for them next.
      if taken >= limit || InterruptWatch.isDue {
        throw .unanswered(command: words[0], seconds: Int((min(taken, limit) / .seconds(1)).rounded(.up)))
      }
      let streams = [process.output, process.errors]
      InterruptWatch.wait(for: streams, milliseconds: streams.contains(-1) ? 5 : 200)
    }
  }

  /// What the command prints. Throws `scheduler` with its own words where it ends otherwise than well.
  private func said(_ words: [String]) throws(JobsError) -> String {
    let answer = try call(words)
    guard answer.code == 0 else {
      let last = answer.errors.split(whereSeparator: \.isNewline).suffix(2).joined(separator: "; ")
      throw .scheduler(command: words[0], reason: last.isEmpty ? "it ended with code \(answer.code)" : last.shortened(to: 5 * Self.shown))
    }
    return answer.output
  }

  /// What of the arrays of this job name is queued or runs. Throws `scheduler`.
  public func queue(named name: String) throws(JobsError) -> SlurmQueue {
    let text = try said(["squeue", "--noheader", "--name=\(name)", "--format=\(SlurmQueue.format)"])
    guard let queue = SlurmQueue(reading: text) else {
      throw .scheduler(command: "squeue", reason: "its answer cannot be read: \(text.shortened(to: Self.shown))")
    }
    return queue
  }

  /// Hands an array to Slurm; its number. Throws `scheduler` and `unanswered`: then it may be queued all the same, or may still come where the
  /// error `leavesDoubt`.
  package func submit(_ arguments: [String]) throws(JobsError) -> Int {
    let text = try said(["sbatch", "--parsable"] + arguments)
    guard let id = Int(text.prefix { $0.isASCII && $0.isNumber }) else {
      throw .scheduler(command: "sbatch", reason: "it answered '\(text.shortened(to: Self.shown))' and no number")
    }
    return id
  }

  /// Tasks that an array may have: numbers begin at 0 and are less than `MaxArraySize`. Throws `scheduler`.
  public func largestArray() throws(JobsError) -> Int {
    let lines = try said(["scontrol", "show", "config"]).split(whereSeparator: \.isNewline)
    let value = lines.first { $0.hasPrefix("MaxArraySize") }?.split(separator: "=").last?.filter { $0.isNumber }
    let largest = value.flatMap { Int($0) } ?? 1_001
    guard largest > 1 else { throw .scheduler(command: "sbatch", reason: "this cluster takes no arrays (MaxArraySize is \(largest))") }
    return largest
  }

  /// Lets tasks run that Slurm held back because a start failed. Slurm complains of those that have ended, which is no failure.
  func release(_ id: Int) throws(JobsError) { _ = try call(["scontrol", "release", "\(id)"]) }

  /// Cores of the partition, or of the default one; nil where Slurm does not say.
  public func cores(of partition: String?) -> Int? {
    do {
      let text = try said(["sinfo", "--noheader", "--format=%P|%C"] + (partition.map { ["--partition=\($0)"] } ?? []))
      let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: "|") }.filter { $0.count == 2 }
      let chosen = lines.first { $0[0].hasSuffix("*") } ?? lines.first
      return chosen?[1].split(separator: "/").last.flatMap { Int($0.filter { $0.isNumber }) }
    } catch { return nil }
  }

  /// What Slurm says became of an array's tasks: the controller, whose memory is short, and of what it has forgotten the database of all that was,
  /// where the cluster has one, which hears of a task some time after its end.
  ///
  /// - Parameter name: its submission's: numbers may be given anew.
  public func states(of id: Int, named name: String) -> TaskStates {
    let controller: TaskStates
    do throws(JobsError) {
      let text = try said(["scontrol", "--oneliner", "show", "job", "\(id)"])
      // Of a number that it has forgotten Slurm says so, with an error.
      if text.allSatisfy(\.isWhitespace) { return .unanswered }
      controller = TaskStates(reading: text, comment: name)
    } catch {
      guard error.isForgotten else { return .unanswered }
      controller = TaskStates(reading: "")
    }
    do throws(JobsError) {
      let database = try said(["sacct", "--noheader", "--allocations", "--parsable2", "--format=JobID,State", "--jobs=\(id)"])
      return controller.completed(by: TaskStates(reading: database))
    } catch { return controller }
  }
}

extension JobsError {
  /// Whether the controller answered that it knows no such array.
  fileprivate var isForgotten: Bool { if case .scheduler(_, let reason) = self { reason.contains("Invalid job id") } else { false } }

  /// Whether `sbatch` may have been heard, or may still be: it was killed while it waited, or lost its connection, or said no number.
  var leavesDoubt: Bool {
    switch self {
    case .unanswered: true
    case .scheduler(_, let reason):
      ["timed out", "receive failure", "transmitted or received", "and no number", "answers more than"].contains { reason.contains($0) }
    default: false
    }
  }
}
