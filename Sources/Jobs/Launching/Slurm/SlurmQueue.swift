/// What `squeue` says of the arrays of a folder of results at a moment.
public struct SlurmQueue: Hashable, Sendable {
  /// An array of which something is still queued or runs.
  public struct Entry: Hashable, Sendable {
    /// Slurm's number.
    public var id: Int
    /// Tasks that run, and those that wait; whatever else Slurm calls a task that has not ended counts as waiting.
    public var running: Set<Int> = [], waiting: Set<Int> = []
    /// Why tasks wait, in Slurm's words, and how many do for each.
    public var reasons: [String: Int] = [:]

    /// Whether tasks wait for somebody to release them: a machine, or the controller, went away while they started.
    var isHeldAfterStart: Bool { reasons.keys.contains { $0.hasPrefix("launch failed") } }

    public func has(_ task: Int) -> Bool { running.contains(task) || waiting.contains(task) }
  }

  /// By the name that a submission gave its array.
  public private(set) var entries: [String: Entry] = [:]

  public static let empty = SlurmQueue()
  private init() {}

  /// What `squeue` is asked for: number and task, the submission's name, state, reason.
  static let format = "%i|%k|%T|%r"

  /// Nil where a line cannot be read: what is not understood must not count as gone.
  package init?(reading text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmedOfBlanks }
      guard fields.count >= 4 else { return nil }
      let place = fields[0].split(separator: "_", maxSplits: 1)
      guard let id = place.first.flatMap({ Int($0) }) else { return nil }
      var tasks: [Int] = []
      if place.count == 2 {
        let inside = place[1].hasPrefix("[") ? place[1].dropFirst().prefix { $0 != "]" } : place[1]
        guard let numbers = TaskRange.numbers(inside) else { return nil }
        tasks = numbers
      }
      var entry = entries[fields[1]] ?? Entry(id: id)
      if ["RUNNING", "COMPLETING", "SUSPENDED", "STOPPED"].contains(fields[2]) {
        entry.running.formUnion(tasks)
      } else {
        entry.waiting.formUnion(tasks)
        if fields[3] != "None" { entry.reasons[fields[3], default: 0] += tasks.count }
      }
      entries[fields[1]] = entry
    }
  }
}

extension String {
  /// Columns of Slurm may be padded.
  fileprivate var trimmedOfBlanks: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
