internal import Glibc
internal import Texts

/// Slurm's commands: the only place that starts them, so that tests put a simulated cluster here.
public struct Slurm {
  /// What a command that ended answered.
  package struct Answer: Sendable {
    package var code: Int32, output: String, errors: String

    package init(code: Int32, output: String = "", errors: String = "") { (self.code, self.output, self.errors) = (code, output, errors) }
  }

  private let call: (_ words: [String]) throws(JobsError) -> Answer

  package init(call: @escaping (_ words: [String]) throws(JobsError) -> Answer) { self.call = call }

  /// The commands that `PATH` of the environment has. Tasks get the same environment.
  public init(environment: [String: String]) {
    // Lists of tasks come whole, and not cut to 64 characters.
    let environment = environment.merging(["SLURM_BITSTR_LEN": "0"]) { $1 }
    call = { words throws(JobsError) in try Self.answer(words, environment) }
  }

  private static func answer(_ words: [String], _ environment: [String: String]) throws(JobsError) -> Answer {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    guard let path = folders.map({ "\($0)/\(words[0])" as String }).first(where: { (path: String) in access(path, X_OK) == 0 }) else {
      throw .scheduler(command: words[0], reason: "it is not on PATH; log in where Slurm's commands are")
    }
    let process = try ChildProcess(path, Array(words.dropFirst()), environment)
    var output: [UInt8] = [], errors: [UInt8] = []
    while true {
      let end = process.end()
      process.read {
        output += $0
      } errors: {
        errors = Array((errors + $0).suffix(4_096))
      }
      if let end {
        let code: Int32 = if case .exit(let code) = end { code } else { -1 }
        return Answer(code: code, output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self))
      }
      var watched = [process.output, process.errors].filter { $0 >= 0 }.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      poll(&watched, nfds_t(watched.count), watched.count < 2 ? 5 : 200)
    }
  }

  /// What the command prints. Throws `scheduler` with its own words where it ends otherwise than well.
  private func said(_ words: [String]) throws(JobsError) -> String {
    let answer = try call(words)
    guard answer.code == 0 else {
      let last = answer.errors.split(whereSeparator: \.isNewline).suffix(2).joined(separator: "; ")
      throw .scheduler(command: words[0], reason: last.isEmpty ? "it ended with code \(answer.code)" : last.printable)
    }
    return answer.output
  }

  /// What of the arrays of this job name is queued or runs. Throws `scheduler`.
  public func queue(named name: String) throws(JobsError) -> SlurmQueue {
    let text = try said(["squeue", "--noheader", "--name=\(name)", "--format=\(SlurmQueue.format)"])
    guard let queue = SlurmQueue(reading: text) else {
      throw .scheduler(command: "squeue", reason: "its answer cannot be read: \(text.prefix(200).description.printable)")
    }
    return queue
  }

  /// Hands an array to Slurm; its number. Throws `scheduler`: then it may be queued all the same, if the answer was lost.
  func submit(_ arguments: [String]) throws(JobsError) -> Int {
    let text = try said(["sbatch", "--parsable"] + arguments)
    guard let id = Int(text.prefix { $0.isASCII && $0.isNumber }) else {
      throw .scheduler(command: "sbatch", reason: "it answered '\(text.prefix(200).description.printable)' and no number")
    }
    return id
  }

  /// Tasks that an array may have: numbers begin at 0 and are less than `MaxArraySize`. Throws `scheduler`.
  func largestArray() throws(JobsError) -> Int {
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

  /// What Slurm says became of a task that has ended: "TIMEOUT", "OUT_OF_MEMORY", "CANCELLED"; nil where it has forgotten.
  public func fate(of task: Int, in id: Int) -> String? {
    func state(_ words: [String], _ find: (String) -> Substring?) -> String? {
      do {
        let found = find(try said(words)).map { $0.prefix { $0.isLetter || $0 == "_" } } ?? ""
        return found.isEmpty ? nil : String(found)
      } catch { return nil }
    }
    // The database of all that was, where the cluster has one; else the controller's short memory.
    return state(["sacct", "--noheader", "--allocations", "--parsable2", "--format=State", "--jobs=\(id)_\(task)"]) { $0[...] }
      ?? state(["scontrol", "--oneliner", "show", "job", "\(id)_\(task)"]) { text in
        text.split(separator: " ").first { $0.hasPrefix("JobState=") }?.dropFirst("JobState=".count)
      }
  }
}
