/// What of a folder's tasks waits in Slurm's queue and why, and how many have left it without a run file: in the same sentences for who watches
/// and for who asks.
public struct QueueSummary: Hashable, Sendable {
  public let waiting: Int
  /// Why tasks wait, in Slurm's words.
  public let reasons: Set<String>
  /// Tasks that left the queue and whose run files are not there, or not seen yet.
  public let missing: Int

  public init(_ entries: some Sequence<SlurmQueue.Entry>, missing: Int) {
    (waiting, reasons) = entries.reduce(into: (0, [])) {
      $0.0 += $1.waiting.count
      $0.1.formUnion($1.reasons)
    }
    self.missing = missing
  }

  /// "5 tasks wait: Priority, Resources"; nil where none does.
  public var wait: String? {
    guard waiting > 0 else { return nil }
    return (waiting == 1 ? "1 task waits" : "\(waiting) tasks wait")
      + (reasons.isEmpty ? "" : ": \(reasons.sorted().joined(separator: ", "))")
  }

  /// "3 tasks left the queue without a run file"; nil where none did.
  public var absence: String? {
    missing == 0 ? nil : "\(missing == 1 ? "1 task" : "\(missing) tasks") left the queue without a run file"
  }
}
