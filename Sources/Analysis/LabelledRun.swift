public import Store

/// A run with the label that its experiment gives it, such as a strategy's: tables and figures group runs by it.
///
/// A label decides no bit of a run, so it is said beside the run and not read out of it.
public struct LabelledRun<Run: StoredRun>: Sendable {
  /// `SPOS`, and what its supernet left.
  public let label: String, run: Run

  public init(_ label: String, _ run: Run) { (self.label, self.run) = (label, run) }
}
