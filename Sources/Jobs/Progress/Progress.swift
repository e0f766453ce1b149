internal import CProcesses
internal import Glibc

/// Shows people how far a set of jobs has come: a bar with the time that is left on a terminal, elsewhere a line for each job and
/// at least one in a minute.
public final class Progress {
  private var estimate: ProgressEstimate
  private let elapsed: @Sendable () -> Duration, began: Duration, descriptor: Int32, columns: Int, coloured: Bool
  private var shown = "", shownAt: Duration

  /// Writes to `descriptor` (2: standard error).
  ///
  /// - Parameters:
  ///   - jobs: those of the graph that are to be done.
  ///   - elapsed: time since some moment: `ContinuousClock().stopwatch()`.
  ///   - noColor: whether the environment has a NO_COLOR that is not empty.
  public init(
    _ jobs: [Job], of graph: JobGraph, workers: Int, elapsed: @escaping @Sendable () -> Duration, noColor: Bool, descriptor: Int32 = 2
  ) {
    estimate = ProgressEstimate(jobs, of: graph, workers: workers)
    (self.elapsed, began, shownAt, self.descriptor) = (elapsed, elapsed(), elapsed(), descriptor)
    columns = Int(cp_terminal_columns(descriptor))
    coloured = columns > 0 && !noColor
  }

  /// Takes what the launcher reports.
  public func take(_ event: JobEvent) {
    let now = elapsed()
    estimate.take(event, elapsed: (now - began) / .seconds(1))
    let line = estimate.line(for: event)
    guard columns > 0 else {
      // A job of hours must not look like one that hangs.
      if let line = line ?? (now - shownAt >= .seconds(60) ? estimate.standing : nil) {
        write("\(line)\n")
        shownAt = now
      }
      return
    }
    if let line, event.isNews { write("\r\u{1b}[K\(line)\n") }
    guard line != nil || now - shownAt >= .milliseconds(200) else { return }
    let bar = estimate.bar(columns: columns - 1, coloured: coloured)
    if bar != shown || line != nil { write("\r\u{1b}[K\(bar)") }
    (shown, shownAt) = (bar, now)
  }

  /// Leaves the bar as the last line.
  public func end() { if columns > 0, !shown.isEmpty { write("\n") } }

  /// Writes all of it, or gives up.
  private func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let done = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      // Nobody reads any more: the jobs go on without.
      if done <= 0 { return }
      rest = rest.dropFirst(done)
    }
  }
}
