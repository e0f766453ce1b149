/// What of a folder's tasks waits in Slurm's queue and why, and how many have left it without a run file: in the same sentences for who watches
/// and for who asks.
public struct QueueSummary: Hashable, Sendable {
  public let waiting: Int
  /// Why tasks wait, in Slurm's words, and how many do for each.
  public let reasons: [String: Int]
  /// Tasks that left the queue and whose run files are not there, or not seen yet.
  public let missing: Int

  public init(_ entries: some Sequence<SlurmQueue.Entry>, missing: Int) {
    (waiting, reasons) = entries.reduce(into: (0, [:])) {
      $0.0 += $1.waiting.count
      $0.1.merge($1.reasons, uniquingKeysWith: +)
    }
    self.missing = missing
  }

  /// "5 tasks wait: Resources (3); Priority (2)", what most wait for first; without numbers where all wait for one thing; nil where none waits.
  public var wait: String? {
    guard waiting > 0 else { return nil }
    let shown = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { $0.value == waiting ? $0.key : "\($0.key) (\($0.value))" }
    return (waiting == 1 ? "1 task waits" : "\(waiting) tasks wait") + (shown.isEmpty ? "" : ": \(shown.joined(separator: "; "))")
  }

  /// "3 tasks left the queue without a run file"; nil where none did.
  public var absence: String? {
    missing == 0 ? nil : "\(counted(missing, "task")) left the queue without a run file"
  }
}
