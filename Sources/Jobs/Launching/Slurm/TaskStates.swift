/// What Slurm says became of the tasks of an array: "TIMEOUT", "OUT_OF_MEMORY", "CANCELLED".
public struct TaskStates: Hashable, Sendable {
  private var known: [Int: String] = [:]
  /// Of an array that was cancelled whole before any task began.
  private var whole: String?
  /// Whether the controller, which was asked, did not answer: then nothing is known to be over.
  public private(set) var isSilent = false

  /// Nil where Slurm has forgotten.
  public subscript(_ task: Int) -> String? { known[task] ?? whole }

  /// Whether a task may still wait or run, as far as is known.
  public func mayGoOn(_ task: Int) -> Bool { isSilent || self[task].map { !Self.ends.contains($0) } ?? false }

  /// What nobody could be asked of.
  static var unanswered: TaskStates {
    var states = TaskStates(reading: "")
    states.isSilent = true
    return states
  }

  /// With what the database says of tasks that ended and of which the controller says nothing. That a task runs or waits is the controller's to say: the
  /// database hears of ends late, and of some never.
  func completed(by database: TaskStates) -> TaskStates {
    var states = self
    states.known.merge(database.known.filter { Self.ends.contains($0.value) }) { own, _ in own }
    states.whole = states.known.isEmpty ? whole ?? database.whole : nil
    return states
  }

  /// How Slurm calls what neither waits nor runs any more.
  private static let ends: Set = [
    "BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "REVOKED", "TIMEOUT",
  ]

  /// What `scontrol` calls the task of an array that was cancelled whole.
  private static let noTask = "4294967294"

  /// Lines as `12_3|CANCELLED by 0` of `sacct`, or as `JobId=15 ArrayJobId=12 ArrayTaskId=3 … JobState=CANCELLED …` of `scontrol`; others say nothing.
  ///
  /// - Parameter comment: of the array that is meant. Lines with another one are of an array that got its number later.
  package init(reading text: String, comment: String? = nil) {
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " "), halves = line.split(separator: "|")
      func field(_ name: String) -> Substring? { words.first { $0.hasPrefix(name) }?.dropFirst(name.count) }
      if let comment, let found = field("Comment="), found != comment { continue }
      let task = halves.count == 2 ? halves[0].split(separator: "_").last : field("ArrayTaskId=")
      let state = (halves.count == 2 ? halves[1] : field("JobState="))?.prefix { $0.isLetter || $0 == "_" }
      guard let task, let state, !state.isEmpty else { continue }
      if task == Self.noTask { whole = String(state) }
      for number in TaskRange.numbers(task.filter { $0 != "[" && $0 != "]" }[...]) ?? [] { known[number] = String(state) }
    }
    if !known.isEmpty { whole = nil }
  }
}
