internal import Store

/// A line of a job's journal: something that was found, and what the job had cost by then.
protocol JournalLine: Codable, Sendable {
  /// Of all sessions up to the line.
  var expense: Expense { get }
}
