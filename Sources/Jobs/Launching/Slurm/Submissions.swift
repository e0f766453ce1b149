public import Digests
internal import FoundationEssentials
internal import Glibc
internal import Store

/// The record of what was submitted for a folder of results.
public struct Submissions: Sendable {
  /// Absolute, of the results.
  let results: String
  private var folder: String { "\(results)/slurm" }

  /// - Parameter results: any path of the folder, which has one name in the queue however it is spelt and through whatever links.
  public init(results: String) {
    if let path = realpath(results, nil) {
      self.results = String(cString: path)
      free(path)
    } else {
      self.results = results.hasPrefix("/") ? results : "\(FileManager.default.currentDirectoryPath)/\(results)"
    }
  }

  /// What all arrays of this folder of results are called in Slurm's queue.
  public var jobName: String { "concord-\(Digest(of: results.utf8).hex.prefix(8))" }

  func path(_ name: String, _ file: String) -> String { "\(folder)/\(name)/\(file)" }

  func log(_ name: String, _ task: Int) -> String { path(name, "\(task).log") }

  /// What is written down, in the order of the names; a folder without a whole record was given up before anything was submitted.
  /// Throws the system's errors.
  public func all() throws -> [Submission] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
      guard let data = FileManager.default.contents(atPath: path(name, "submission.json")) else { return nil }
      do {
        let submission = try JSONDecoder().decode(Submission.self, from: data)
        return submission.name == name ? submission : nil
      } catch { return nil }
    }
  }

  /// The jobs of a submission by the number of their task. Throws what reading the list throws.
  public func jobs(of submission: Submission) throws -> [Digest] {
    let text = try String(contentsOfFile: path(submission.name, "jobs"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).compactMap { Digest(hex: String($0)) }
  }

  /// Whether a task's log says that it began: one that was cancelled while it waited has none.
  public func hasBegun(_ submission: Submission, task: Int) -> Bool {
    var log = TaskLog(log(submission.name, task))
    _ = log.read()
    return log.hasBegun
  }

  /// What is written down with its jobs by the number of their task, for who asks while a launcher works: without what that takes away meanwhile.
  /// Throws as `all` and `jobs`.
  public func tasks() throws -> [(submission: Submission, jobs: [Digest])] {
    try all().compactMap { submission in
      do { return (submission, try jobs(of: submission)) } catch {
        if try !all().contains(submission) { return nil }
        throw error
      }
    }
  }

  /// Slurm's numbers of the arrays in which jobs of the record are queued or run. Throws as `tasks`.
  public func numbers(in queue: SlurmQueue) throws -> [Digest: Int] {
    var numbers: [Digest: Int] = [:]
    for (submission, jobs) in try tasks() {
      guard let entry = queue.entries[submission.name] else { continue }
      for (task, digest) in jobs.enumerated() where entry.has(task) { numbers[digest] = entry.id }
    }
    return numbers
  }

  /// Seconds since it was written down; infinite where that cannot be seen.
  func age(of submission: Submission) -> Double {
    FileStamp(path(submission.name, "submission.json")).map(Self.seconds) ?? .infinity
  }

  private static func seconds(since stamp: FileStamp) -> Double { max(0, Double(FileStamp.now() - stamp.modified) / 1e9) }

  /// Seconds since a launcher that had just begun first found nothing of it in the queue: also where that one ended soon after, for who begins once
  /// more must not look for it anew each time. Throws `StoreError`.
  func absence(of submission: Submission) throws(StoreError) -> Double {
    let path = path(submission.name, Self.missed)
    guard let stamp = FileStamp(path) else {
      try AtomicFile.write("", to: path, follows: false)
      return 0
    }
    return Self.seconds(since: stamp)
  }

  /// Forgets that: it is in the queue.
  func find(_ submission: Submission) { unlink(path(submission.name, Self.missed)) }

  private static let missed = "missed"

  /// Writes down an array that is about to be submitted, under a name that none has. Throws `StoreError`.
  func add(_ array: TaskArray, executable: String) throws(StoreError) -> Submission {
    let list = array.jobs.map { "\($0.digest)\n" }.joined(), stem = Digest(of: list.utf8).hex.prefix(12)
    var number = 1
    while FileManager.default.fileExists(atPath: "\(folder)/\(stem)-\(number)") { number += 1 }
    let submission = Submission(
      name: "\(stem)-\(number)", kind: array.kind, tasks: array.jobs.count, megabytes: array.megabytes, minutes: array.minutes,
      threads: array.threads)
    let script = TaskScript(
      executable: executable, results: results, list: path(submission.name, "jobs"), threads: array.threads, requeues: array.requeues)
    try AtomicFile.write(list, to: path(submission.name, "jobs"), follows: false)
    try AtomicFile.write(script.text, to: path(submission.name, "script"), follows: false)
    try write(submission)
    return submission
  }

  /// Throws `StoreError`.
  func write(_ submission: Submission) throws(StoreError) {
    let path = path(submission.name, "submission.json"), text: String
    do { text = try CanonicalJSON.text(submission) } catch { throw .notEncodable(path: path, reason: "\(error)") }
    // It cannot be made again: what is queued would be submitted twice after a loss of power.
    try AtomicFile.write(text, to: path, durably: true, follows: false)
  }

  /// Removes folders without a whole record: nothing was submitted under their names.
  func sweep() throws {
    let known = Set(try all().map(\.name))
    guard FileManager.default.fileExists(atPath: folder) else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !known.contains(name) {
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  /// Forgets a submission of which nothing is queued any more, logs and all; one that cannot be removed stays.
  func remove(_ submission: Submission) {
    // Without it the rest counts as given up.
    for path in [path(submission.name, "submission.json"), "\(folder)/\(submission.name)"] {
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}
