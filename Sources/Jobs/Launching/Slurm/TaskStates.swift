/// What Slurm says became of the tasks of an array: "TIMEOUT", "OUT_OF_MEMORY", "CANCELLED".
public struct TaskStates: Hashable, Sendable {
  private var known: [Int: String] = [:]
  /// Of an array that was cancelled whole before any task began.
  private var whole: String?

  /// Nil where Slurm has forgotten.
  public subscript(_ task: Int) -> String? { known[task] ?? whole }

  /// With what another source says of tasks of which this one says nothing.
  func completed(by other: TaskStates) -> TaskStates {
    var states = self
    states.known.merge(other.known) { own, _ in own }
    states.whole = states.known.isEmpty ? whole ?? other.whole : nil
    return states
  }

  /// What `scontrol` calls the task of an array that was cancelled whole.
  private static let noTask = "4294967294"

  /// Lines as `12_3|CANCELLED by 0` of `sacct`, or as `JobId=15 ArrayJobId=12 ArrayTaskId=3 … JobState=CANCELLED …` of `scontrol`; others say nothing.
  package init(reading text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " "), halves = line.split(separator: "|")
      func field(_ name: String) -> Substring? { words.first { $0.hasPrefix(name) }?.dropFirst(name.count) }
      let task = halves.count == 2 ? halves[0].split(separator: "_").last : field("ArrayTaskId=")
      let state = (halves.count == 2 ? halves[1] : field("JobState="))?.prefix { $0.isLetter || $0 == "_" }
      guard let task, let state, !state.isEmpty else { continue }
      if task == Self.noTask { whole = String(state) }
      for number in TaskRange.numbers(task.filter { $0 != "[" && $0 != "]" }[...]) ?? [] { known[number] = String(state) }
    }
    if !known.isEmpty { whole = nil }
  }
}
